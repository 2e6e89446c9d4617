/** The same training, logged by two tools at once: its values are the same, whatever their names and steps. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import type { SeriesColumns } from '../series.ts'
import type { RunRecord, SeriesSummary } from '../store/store.ts'
import { isBookkeeping } from './metric.ts'

/** Tools begin within so long of each other. */
export const beginWithinMs = 5 * 60_000
/** Fewer values may be the same by chance. */
const fewest = 5
/** More are not read to be compared. */
export const mostCompared = 20_000

type Pair = { own: string; other: string }

/** Metrics of two runs that may be the same: those that tell of a training, with the same extremes. */
export function pairsOf(record: RunRecord, other: RunRecord): Pair[] {
  if (toolOf(other) === toolOf(record)) return []
  if (Math.abs(other.run.startedAt - record.run.startedAt) > beginWithinMs) return []
  const marks = new Map(telling(record.series).map((one) => [markOf(one), one.name]))
  return telling(other.series).flatMap((one) => {
    const own = marks.get(markOf(one))
    return own === undefined ? [] : [{ own, other: one.name }]
  })
}

/** Whether that many pairs, found to have the same values, are enough: half of what the smaller run tells. */
export function isSameTraining(record: RunRecord, other: RunRecord, samePairs: number): boolean {
  const fewer = Math.min(telling(record.series).length, telling(other.series).length)
  return samePairs > 0 && 2 * samePairs >= fewer
}

/** Whether the values follow one another in the same way, as far as both go: most tools keep 32 bits of a value. */
export function haveSameValues({ values: a }: SeriesColumns, { values: b }: SeriesColumns): boolean {
  const both = Math.min(a.length, b.length)
  if (both < fewest) return false
  for (let i = 0; i < both; i++)
    if (!Object.is(Math.fround(a[i] as number), Math.fround(b[i] as number))) return false
  return true
}

/** A learning rate, a count or a constant is the same in many trainings. */
function telling(series: readonly SeriesSummary[]): SeriesSummary[] {
  return series.filter(({ name, count, min, max }) => {
    const { kind } = roleOf(name)
    const isMetric = (kind === 'loss' || kind === 'accuracy' || kind === 'other') && !isBookkeeping(name)
    return isMetric && count >= fewest && count <= mostCompared && min?.value !== max?.value
  })
}

function markOf({ min, max }: SeriesSummary): string {
  return `${Math.fround(min?.value ?? 0)} ${Math.fround(max?.value ?? 0)}`
}

/** Without its version. */
function toolOf({ run }: RunRecord): string {
  return run.source.split(' ')[0] ?? ''
}
