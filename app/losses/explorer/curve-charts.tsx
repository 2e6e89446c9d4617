'use client'
import { useMemo } from 'react'
import type { Stage } from '../../../lib/explorer/stage.ts'
import { formatPlain } from '../../../lib/format.ts'
import type { ChartLine, XAxis } from '../../components/chart/line.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import { curvePoints, type DrawnLoss } from './drawn-loss.ts'

type Props = { stage: Stage; losses: readonly DrawnLoss[] }

const height = 300
const whole: readonly [number, number] = [0, curvePoints - 1]

/** Loss and gradient along the axis of the stage, one above or beside the other. */
export function CurveCharts({ stage, losses }: Props) {
  const { title, min, max } = stage.axis
  const x = useMemo((): XAxis => {
    const of = (step: number) => min + ((max - min) * step) / (curvePoints - 1)
    const toStep = (at: number) => ((at - min) / (max - min)) * (curvePoints - 1)
    return {
      title,
      of,
      toStep,
      format: (at) => formatPlain(Number(at.toFixed(3))),
      isFormula: true,
    }
  }, [title, min, max])
  const names = losses.map(({ loss }) => loss.title).join(', ') || 'no loss'
  return (
    <div className="lx-charts">
      <figure>
        <figcaption>Loss</figcaption>
        <LineChart
          label={`Loss by ${title}: ${names}`}
          lines={useLines(losses, x, 'values')}
          x={x}
          height={height}
          zoom={whole}
        />
      </figure>
      <figure>
        <figcaption>Gradient</figcaption>
        <LineChart
          label={`Gradient of the loss by ${title}: ${names}`}
          lines={useLines(losses, x, 'slopes')}
          x={x}
          height={height}
          zoom={whole}
        />
      </figure>
    </div>
  )
}

function useLines(losses: readonly DrawnLoss[], x: XAxis, what: 'values' | 'slopes'): ChartLine[] {
  return useMemo(
    () =>
      losses.flatMap(({ id, hue, drawn }) => {
        if (!drawn || drawn.curve.xs.length === 0) return []
        const { xs } = drawn.curve
        const columns = {
          steps: Float64Array.from(xs, (at) => Math.round(x.toStep(at))),
          values: Float64Array.from(drawn.curve[what]),
          times: new Float64Array(xs.length),
        }
        return [{ key: id, label: id, columns, hue, stroke: 'validation' as const }]
      }),
    [losses, x, what],
  )
}
