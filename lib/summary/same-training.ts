/** The same training, logged by two tools at once: its values are the same, whatever their names and steps. Pure. */
import type { RunRecord, SeriesSummary } from '../store/store.ts'

/** Tools begin within so long of each other. */
export const beginWithinMs = 5 * 60_000
/** A series with fewer values may be the same by chance, or a constant. */
const fewest = 5

/** The run of another tool that shows the same training, or null: at least half of what the smaller of both has is the same. */
export function sameTrainingOf(record: RunRecord, others: readonly RunRecord[]): RunRecord | null {
  const own = marksOf(record.series)
  return (
    others.find((other) => {
      if (other.run.id === record.run.id || other.run.source === record.run.source) return false
      if (Math.abs(other.run.startedAt - record.run.startedAt) > beginWithinMs) return false
      const marks = marksOf(other.series)
      const shared = [...marks].filter((mark) => own.has(mark)).length
      return shared > 0 && 2 * shared >= Math.min(own.size, marks.size)
    }) ?? null
  )
}

/** What a series is known by in any tool: most keep 32 bits of a value, and not each has the newest one yet. */
function marksOf(series: readonly SeriesSummary[]): Set<string> {
  return new Set(
    series.flatMap(({ count, min, max }) =>
      count < fewest || !min || !max || min.value === max.value
        ? []
        : [`${Math.fround(min.value)} ${Math.fround(max.value)}`],
    ),
  )
}
