/** Reads from a store what the history of a run is made of. */
import { roleOf } from '../detectors/series-names.ts'
import type { Finding } from '../run.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { type HistoryEntry, historyOf } from './history.ts'
import { type RateChange, rateChanges } from './rate-changes.ts'

type Readable = Pick<Store, 'readPoints' | 'listAnnotations'>

/** Parts of a rate that are drawn; a jump of a fifth is seen between them. */
const rateBuckets = 1000
/** Learning rates of a run that are looked at: of parameter groups there may be hundreds, which change together. */
const mostRates = 3
/** Findings whose end is looked for in their series, the newest. */
const mostEnds = 200

export async function readHistory(store: Readable, record: RunRecord): Promise<HistoryEntry[]> {
  const { run, findings } = record
  const [annotations, rates, overAt] = await Promise.all([
    store.listAnnotations(run.id),
    readRates(store, record),
    readEnds(store, record),
  ])
  return historyOf({ run, findings, annotations, rates, overAt })
}

async function readRates(store: Readable, { run, series }: RunRecord): Promise<Map<string, RateChange[]>> {
  const names = series.map(({ name }) => name).filter((name) => roleOf(name).kind === 'learning-rate')
  if (names.length === 0) return new Map()
  const query = { series: names.slice(0, mostRates), buckets: rateBuckets }
  const page = await store.readPoints(run.id, query)
  return new Map(page.series.map((columns) => [columns.name, rateChanges(columns)]))
}

/** A finding keeps the step at which it was over: its series knows when that was. */
async function readEnds(store: Readable, { run, findings }: RunRecord): Promise<Map<string, number>> {
  const ends = new Map<string, number>()
  const over = findings.filter(({ resolvedStep }) => resolvedStep !== null).slice(-mostEnds)
  for (const finding of over) ends.set(finding.id, await readEnd(store, run.id, finding, run.endedAt))
  return ends
}

/** A silence is over with the point after its last one, or with the run. */
async function readEnd(
  store: Readable,
  runId: string,
  { series, resolvedStep, raisedAt }: Finding,
  endedAt: number | null,
): Promise<number> {
  const query = { series: [series], from: resolvedStep as number, limit: 2 }
  const [columns] = (await store.readPoints(runId, query)).series
  const time = [...(columns?.times ?? [])].find((one) => one >= raisedAt)
  return time ?? Math.max(raisedAt, endedAt ?? raisedAt)
}
