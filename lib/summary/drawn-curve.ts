/** A small curve as paths of SVG: few points, one decimal, so that a list of a hundred stays small. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import { createYScale } from '../plot/y-scale.ts'
import type { RunView } from '../run.ts'
import { columnsOf } from '../series.ts'
import { divergedAt } from './diverged-at.ts'

/** Paths of training, of validation, and the crosses where values begin not to be finite. */
export type DrawnCurve = readonly [train: string, validation: string, bad: string]

/** A picture is as high as this share of the values at least. */
const leastShare = 0.02

const noCurve: DrawnCurve = ['', '', '']

export function drawnCurve(view: RunView, width: number, height: number): DrawnCurve {
  const series = Object.values(view.series).map(columnsOf)
  const values = series.flatMap((columns) => Array.from(columns.values))
  const from = divergedAt(view.findings, Object.keys(view.series))
  const calm =
    from === null
      ? null
      : series.flatMap(({ steps, values }) =>
          Array.from(values).filter((_, i) => (steps[i] as number) < from),
        )
  const { min, max, height: heightOf } = createYScale(values, 'linear', { calm })
  // What stands still looks so: without axes nobody sees that its noise is small.
  const middle = (min + max) / 2
  const span = Math.max(max - min, leastShare * Math.abs(middle))
  // By the steps that there are: by those that are planned, a young run would be a stroke at the left edge.
  const ends = series.flatMap(({ steps }) =>
    steps.length ? [steps[0] as number, steps.at(-1) as number] : [],
  )
  const firstStep = Math.min(...ends)
  const stretch = Math.max(...ends) - firstStep || 1
  const left = (step: number) => tenths(((step - firstStep) / stretch) * (width - 4) + 2)
  const top = (value: number) => {
    const share = (heightOf(value) - middle) / span + 0.5
    return tenths(height - 2 - Math.min(1, Math.max(0, share)) * (height - 4))
  }
  let [train, validation, bad] = noCurve
  for (const { name, steps, values } of series) {
    let before: readonly [number, number] | null = null
    let path = ''
    let isBad = false
    for (let i = 0; i < steps.length; i++) {
      const value = values[i] as number
      const x = left(steps[i] as number)
      if (Number.isFinite(value)) {
        const at = [x, top(value)] as const
        path += before ? `l${pair(at[0] - before[0], at[1] - before[1])}` : `M${pair(at[0], at[1])}`
        before = at
        continue
      }
      if (!isBad) bad += `M${pair(x - 30, 30)}l60 60m0-60l-60 60`
      isBad = true
      before = null
    }
    if (roleOf(name).split === 'validation') validation += path
    else train += path
  }
  return [train, validation, bad]
}

/**
 * In tenths of a pixel, which are what a path counts in: whole numbers without a point, and no drift from adding
 * rounded ones.
 */
function tenths(pixels: number): number {
  return Math.round(10 * pixels)
}

function pair(x: number, y: number): string {
  return y < 0 ? `${x}${y}` : `${x} ${y}`
}
