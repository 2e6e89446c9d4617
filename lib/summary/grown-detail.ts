/** Detail of a stretch of a run that goes on. Pure. */
import { columnsOf, emptySeries, indexOfStep, partOf, type SeriesColumns, withPoints } from '../series.ts'

/** What was read in detail, with the points that have come since, up to the step at which the stretch ends. */
export function grownDetail(
  detail: readonly SeriesColumns[],
  known: readonly SeriesColumns[],
  to: number,
): SeriesColumns[] {
  return known.map((columns) => {
    const { name, steps } = columns
    const read = detail.find((one) => one.name === name)
    if (!read?.steps.length) return columns
    const begin = indexOfStep(steps, steps.length, (read.steps.at(-1) as number) + 1)
    // One beyond the end, so that the line runs on to the edge.
    const end = Math.min(steps.length, indexOfStep(steps, steps.length, to) + 1)
    if (begin >= end) return read
    const later = partOf(columns, begin, end)
    return columnsOf(withPoints(withPoints(emptySeries(name), read), later))
  })
}
