/** What the store in memory reads of a series. Pure. */
import { addPoint, createBuckets, emptyRollup } from '../../rollup.ts'
import { type Columns, columnsOf, indexOfStep, type Series } from '../../series.ts'
import type { PointsQuery, SeriesSummary } from '../store.ts'

/** For `sort`. */
export function inNameOrder(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}

export function summaryOf(series: Series): Omit<SeriesSummary, 'replaced'> {
  const { steps, values, times } = columnsOf(series)
  const total = emptyRollup()
  for (let i = 0; i < steps.length; i++) addPoint(total, steps[i] as number, values[i] as number)
  return {
    name: series.name,
    count: total.count,
    first: total.firstStep,
    last: { step: total.lastStep, value: values.at(-1) as number, time: times.at(-1) as number },
    min: total.minStep < 0 ? null : { step: total.minStep, value: total.min },
    max: total.maxStep < 0 ? null : { step: total.maxStep, value: total.max },
    nonFinite: total.nonFinite,
  }
}

export function samplesOf({ steps, values }: Columns, buckets: number): Float64Array {
  const ranges = createBuckets({ from: steps[0] as number, to: steps.at(-1) as number, buckets })
  for (let i = 0; i < steps.length; i++)
    addPoint(ranges.at(steps[i] as number), steps[i] as number, values[i] as number)
  return Float64Array.from(ranges.samples())
}

export function within(
  series: Series,
  { from = 0, to = Number.MAX_SAFE_INTEGER, after = -1, limit = Number.POSITIVE_INFINITY }: PointsQuery,
): Columns {
  const { steps, values, times } = columnsOf(series)
  const start = indexOfStep(steps, steps.length, Math.max(from, after + 1))
  const end = Math.min(start + limit, Math.max(start, indexOfStep(steps, steps.length, to + 1)))
  return { steps: steps.slice(start, end), values: values.slice(start, end), times: times.slice(start, end) }
}
