import { curveOf } from '../../lib/explorer/curve.ts'
import { stageOf } from '../../lib/explorer/stages.ts'
import { type LossId, lossOf, readParams } from '../../lib/losses/index.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'

type Props = { id: LossId; width?: number; height?: number }

const points = 81

/** The loss along the axis of its stage, drawn by the server from the kernel that trains. */
export function SmallLossCurve({ id, width = 168, height = 60 }: Props) {
  const stage = stageOf(id)
  const { min, max, title } = stage.axis
  const { xs, values } = curveOf(stage, lossOf(id), { params: readParams(lossOf(id)), points })
  const scale = createYScale(values, 'linear', { also: [0] })
  const left = (x: number) => ((x - min) / (max - min)) * width
  const top = (value: number) => {
    const share = (value - scale.min) / (scale.max - scale.min)
    return height - Math.min(1.2, Math.max(-0.2, share)) * height
  }
  const path = xs.map((x, i) => `${i ? 'L' : 'M'}${left(x).toFixed(1)} ${top(values[i] ?? 0).toFixed(1)}`)
  const zero = top(0)
  return (
    <svg
      className="loss-curve"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Loss by ${title}`}
    >
      {min < 0 && <path d={`M${left(0)} 0V${height}`} className="lx-axes" />}
      {zero >= 0 && zero <= height && <path d={`M0 ${zero.toFixed(1)}H${width}`} className="lx-axes" />}
      <path d={path.join('')} fill="none" stroke="var(--hue-0)" strokeWidth={1.75} />
    </svg>
  )
}
