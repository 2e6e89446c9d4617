import { roleOf } from '../../../lib/detectors/series-names.ts'
import { createYScale } from '../../../lib/plot/y-scale.ts'
import type { RunView } from '../../../lib/run.ts'
import { columnsOf } from '../../../lib/series.ts'
import { PanelBoundary } from '../panel-boundary.tsx'

type Props = { view: RunView; width: number; height: number }

/** Train and validation loss at a glance: thin and bold, with a cross where a value is not finite. Fails alone. */
export function SmallCurve(props: Props) {
  return (
    <PanelBoundary what={`The curve of ${props.view.run.name}`}>
      <DrawnCurve {...props} />
    </PanelBoundary>
  )
}

function DrawnCurve({ view, width, height }: Props) {
  const series = Object.values(view.series).map(columnsOf)
  const scale = createYScale(
    series.flatMap(({ values }) => Array.from(values)),
    'linear',
  )
  const lastStep = Math.max(
    1,
    view.run.plannedSteps && !view.run.endedAt ? view.run.plannedSteps : 0,
    ...series.map(({ steps }) => steps.at(-1) ?? 0),
  )
  const left = (step: number) => (step / lastStep) * (width - 4) + 2
  const top = (value: number) => {
    const share = (scale.height(value) - scale.min) / (scale.max - scale.min)
    return height - 2 - Math.min(1, Math.max(0, share)) * (height - 4)
  }
  return (
    <svg
      className="small-curve"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Loss curve"
    >
      {series.map(({ name, steps, values }) => {
        const isValidation = roleOf(name).split === 'validation'
        let isDown = false
        const path = Array.from(steps, (step, i) => {
          const value = values[i] as number
          if (!Number.isFinite(value)) {
            isDown = false
            return ''
          }
          const command = isDown ? 'L' : 'M'
          isDown = true
          return `${command}${left(step).toFixed(1)} ${top(value).toFixed(1)}`
        }).join('')
        const firstBad = values.findIndex((value) => !Number.isFinite(value))
        return (
          <g key={name}>
            <path
              d={path}
              fill="none"
              stroke="var(--hue-0)"
              strokeWidth={isValidation ? 1.75 : 1}
              opacity={isValidation ? 1 : 0.55}
            />
            {firstBad >= 0 && (
              <path
                d={crossAt(left(steps[firstBad] as number), 6)}
                stroke="var(--critical)"
                strokeWidth={1.75}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}

function crossAt(x: number, y: number): string {
  return `M${x - 3} ${y - 3}L${x + 3} ${y + 3}M${x + 3} ${y - 3}L${x - 3} ${y + 3}`
}
