/** A line that is known more closely in one part. Pure. */
import type { Columns } from '../series.ts'

/** The columns with these points in the place of those from their first to their last step. */
export function withDetail(whole: Columns, part: Columns): Columns {
  const [from, to] = [part.steps[0], part.steps.at(-1)]
  if (from === undefined || to === undefined) return whole
  const start = whole.steps.findIndex((step) => step >= from)
  const end = whole.steps.findLastIndex((step) => step <= to) + 1
  if (start < 0) return whole
  function joined(outer: Float64Array, inner: Float64Array): Float64Array {
    const all = new Float64Array(start + inner.length + outer.length - end)
    all.set(outer.subarray(0, start))
    all.set(inner, start)
    all.set(outer.subarray(end), start + inner.length)
    return all
  }
  return {
    steps: joined(whole.steps, part.steps),
    values: joined(whole.values, part.values),
    times: joined(whole.times, part.times),
  }
}
