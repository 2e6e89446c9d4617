/** The averages of equal ranges of a whole series: what is smoothed, whatever part of it is in view. Pure. */
import type { Columns } from './series.ts'

export type Averages = {
  name: string
  /** Steps that a range covers; ranges begin at its multiples. */
  width: number
  /** The last step that is in them. */
  last: number
  /** Of each range the average step and value of its finite points; NaN where it has none. */
  steps: Float64Array
  values: Float64Array
  /** Its finite points. */
  counts: Float64Array
}

/** What averages are known by among those of other runs and series. */
export function averagesKey(runId: string, name: string): string {
  return `${runId} ${name}`
}

/** Points up to which each is a range of its own, and ranges at most. */
export const mostAverages = 1000

/** Whether a series has so many points that its averages tell more than a line through all of them. */
export function isLong({ steps }: Pick<Columns, 'steps'>): boolean {
  return steps.length > mostAverages
}

/**
 * What values are multiplied by before they are summed: a sum of the largest doubles is none, and a power of two
 * changes no digit.
 */
export function unitOf(size: number): number {
  return size < 1e300 ? 1 : 2 ** -64
}

/** The width of the ranges, by the whole series only: the smoothed curve is the same at every zoom and on every page. */
export function averageWidth({ count, first, last }: { count: number; first: number; last: number }): number {
  let width = 1
  if (count > mostAverages) while ((last - first + 1) / width > mostAverages) width *= 2
  return width
}

function emptyAverages(name: string, width: number): Averages {
  const none = new Float64Array()
  return { name, width, last: -1, steps: none, values: none, counts: none }
}

/** Of a whole series, in ranges that are as wide as `averageWidth` says. */
export function averagesOf(name: string, columns: Columns): Averages {
  const { steps } = columns
  const first = steps[0] ?? 0
  const width = averageWidth({ count: steps.length, first, last: steps.at(-1) ?? first })
  return withLater(emptyAverages(name, width), columns)
}

/** Averages with the points that come after their last one. */
export function withLater(averages: Averages, later: Pick<Columns, 'steps' | 'values'>): Averages {
  const { name, width, last } = averages
  const [steps, values, counts] = [[...averages.steps], [...averages.values], [...averages.counts]]
  let newest = last
  for (let i = 0; i < later.steps.length; i++) {
    const step = later.steps[i] as number
    if (step <= last) continue
    newest = step
    const value = later.values[i] as number
    const before = steps.at(-1)
    const isNext = before === undefined || Math.floor(before / width) !== Math.floor(step / width)
    const count = isNext ? 0 : (counts.at(-1) as number)
    const at = isNext ? steps.length : steps.length - 1
    if (!Number.isFinite(value)) {
      if (!isNext) continue
      steps[at] = step
      values[at] = Number.NaN
      counts[at] = 0
      continue
    }
    steps[at] = count === 0 ? step : (steps[at] as number) + (step - (steps[at] as number)) / (count + 1)
    values[at] = count === 0 ? value : joined(values[at] as number, value, count)
    counts[at] = count + 1
  }
  return {
    ...{ name, width, last: newest },
    ...{
      steps: Float64Array.from(steps),
      values: Float64Array.from(values),
      counts: Float64Array.from(counts),
    },
  }
}

/** The average of `count` values with one more. */
function joined(average: number, value: number, count: number): number {
  const unit = unitOf(Math.max(Math.abs(average), Math.abs(value)))
  return (average * unit + (value * unit - average * unit) / (count + 1)) / unit
}
