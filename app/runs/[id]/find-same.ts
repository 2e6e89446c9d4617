import type { SeriesColumns } from '../../../lib/series.ts'
import { services } from '../../../lib/server/services.ts'
import type { RunRecord } from '../../../lib/store/store.ts'
import { beginWithinMs, haveSameValues, isSameTraining, pairsOf } from '../../../lib/summary/same-training.ts'

/** Runs and pairs of series that are looked at: a page is not to wait. */
const mostRuns = 20
const mostPairs = 5

/** The run of another tool that shows the same training as this one, or null. */
export async function findSame(record: RunRecord): Promise<RunRecord | null> {
  const { id, startedAt } = record.run
  const beside = { id, from: startedAt - beginWithinMs, to: startedAt + beginWithinMs }
  const runs = await services().store.listRuns({ beside, limit: mostRuns })
  for (const other of runs) {
    const pairs = pairsOf(record, other)
    if (!isSameTraining(record, other, pairs.length)) continue
    const [own, others] = await Promise.all([
      pointsOf(
        id,
        pairs.slice(0, mostPairs).map((pair) => pair.own),
      ),
      pointsOf(
        other.run.id,
        pairs.slice(0, mostPairs).map((pair) => pair.other),
      ),
    ])
    const isSame = pairs.slice(0, mostPairs).every((pair) => {
      const [a, b] = [own.get(pair.own), others.get(pair.other)]
      return a && b && haveSameValues(a, b)
    })
    if (isSame) return other
  }
  return null
}

async function pointsOf(id: string, series: string[]): Promise<Map<string, SeriesColumns>> {
  const page = await services().store.readPoints(id, { series })
  return new Map(page.series.map((columns) => [columns.name, columns]))
}
