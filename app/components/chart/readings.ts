/** What is read beside a chart: of each line the point that is nearest to a step. Pure. */
import { formatWhole } from '../../../lib/format.ts'
import type { Drawing } from './drawing.ts'
import { type ChartLine, nearestIndex, type XAxis } from './line.ts'

export type Reading = {
  line: ChartLine
  /** Of its own points: lines may have different steps. */
  step: number
  /** What was logged there, in ms since 1970 the time of it. */
  value: number
  time: number
  /** What the bold line of a smoothed series, or of means, is drawn at; null where what was logged is all there is. */
  bold: number | null
}

/** One for each line that has points, in the order of the lines; of the last points where `step` is null. */
export function readingsAt(
  lines: readonly ChartLine[],
  bolds: Drawing['bolds'] | undefined,
  step: number | null,
): Reading[] {
  return lines.flatMap((line) => {
    const { steps, values, times } = line.columns
    if (steps.length === 0) return []
    const place = (all: ArrayLike<number>) =>
      step === null ? all.length - 1 : nearestIndex(all.length, (i) => all[i] as number, step)
    const at = place(steps)
    const bold = bolds?.get(line.key)
    return {
      line,
      step: steps[at] as number,
      value: values[at] as number,
      time: times[at] ?? Number.NaN,
      bold: bold && bold.steps.length > 0 ? (bold.values[place(bold.steps)] as number) : null,
    }
  })
}

/** A step as the axis counts it, with the name of what it counts. */
export function placeOf(step: number, x: XAxis): string {
  return `${x.title}${x.isFormula ? ' =' : ''} ${placeAlone(step, x)}`
}

/** The same without the name, as short as it can be told. */
export function placeBeside(step: number, x: XAxis): string {
  return x.formatShort?.(x.of(step)) ?? placeAlone(step, x)
}

function placeAlone(step: number, x: XAxis): string {
  return x.title === 'step' ? formatWhole(step) : x.format(x.of(step))
}
