/** The cross-loss matrix of stored runs, with what was left out and why. */
import { distinct } from '../compare/compared-run.ts'
import { labelsOf } from '../compare/labels.ts'
import { comparedRunOf } from '../compare/packed-runs.ts'
import type { PredictionHead, Which } from '../predictions/predictions.ts'
import type { RunLoss } from '../run.ts'
import type { RunRecord, Store } from '../store/store.ts'
import type { TargetScale } from '../training/datasets/dataset.ts'
import { lossColumn, lossesToScore, type MatrixColumn, metricColumn } from './columns.ts'
import { type Matrix, matrixOf, type ScoredRun } from './matrix.ts'
import { purposeOf } from './readings.ts'
import type { Terms } from './score.ts'
import type { Scorer } from './scorer.ts'

export type LeftOut = { id: string; name: string; reason: string }

/** What the models were judged by: the same for all that are scored. Null while no run has predictions. */
export type Judged = Pick<PredictionHead, 'task' | 'rows' | 'targetsHash'> & Terms

export type CrossedRuns = Matrix & { which: Which; judged: Judged | null; left: LeftOut[] }

type Head = PredictionHead & { runId: string }
type Candidate = { record: RunRecord; head: Head }

/** Samples at a time where the runs do not say, for losses that look at a batch as a whole. */
const usualBatch = 128

/** The most frequent of these, the first of equally frequent ones. */
function mostFrequent(keys: readonly string[]): string | undefined {
  const times = new Map<string, number>()
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0]
}

const groupOf = ({ task, targetsHash }: Head) => `${task} ${targetsHash}`

/** Programs often send one set alone, which is that of the last epoch unless they say so. */
function missingReason(which: Which, hasOther: boolean): string {
  if (hasOther)
    return `has predictions of its ${which === 'best' ? 'last' : 'best'} epoch alone: choose these`
  return `has no predictions of its ${which} epoch`
}

/** Runs that were judged by the same rows, and the others with the reason. */
export async function judgedAlike(
  store: Store,
  ids: readonly string[],
  which: Which,
): Promise<{ alike: Candidate[]; left: LeftOut[] }> {
  const records = await store.readRuns(ids)
  const heads = await store.listPredictions(records.map(({ run }) => run.id))
  const headOf = new Map(heads.filter((head) => head.which === which).map((head) => [head.runId, head]))
  const others = new Set(heads.map(({ runId }) => runId))
  const common = mostFrequent([...headOf.values()].map(groupOf))
  const alike: Candidate[] = []
  const known = new Set(records.map(({ run }) => run.id))
  const left: LeftOut[] = ids
    .filter((id) => !known.has(id))
    .map((id) => ({ id, name: id, reason: 'is not here: deleted, or a slip in the address' }))
  for (const record of records) {
    const head = headOf.get(record.run.id)
    const { id, name } = record.run
    if (!head) left.push({ id, name, reason: missingReason(which, others.has(id)) })
    else if (groupOf(head) !== common) left.push({ id, name, reason: 'was judged by other rows or targets' })
    else alike.push({ record, head })
  }
  return { alike, left }
}

function scaleOf(alike: readonly Candidate[]): TargetScale | null {
  const texts = alike.flatMap(({ head }) => (head.scale ? JSON.stringify(head.scale) : []))
  const text = mostFrequent(texts)
  return text === undefined ? null : (JSON.parse(text) as TargetScale)
}

function batchRowsOf(alike: readonly Candidate[]): number {
  const sizes = alike.map(({ record }) => record.run.params.batch_size)
  const [size] = distinct(sizes)
  return distinct(sizes).length === 1 && typeof size === 'number' && size >= 1 ? size : usualBatch
}

/** Scores what is not known yet; the order of the runs is kept. */
export async function crossRuns(
  { store, scorer }: { store: Store; scorer: Scorer },
  ids: readonly string[],
  which: Which,
): Promise<CrossedRuns> {
  const { alike, left } = await judgedAlike(store, ids, which)
  const [first] = alike
  const targets = first && (await store.readTargets(first.head.targetsHash))
  if (!first || !targets) return { which, judged: null, left, columns: [], rows: [] }
  const purpose = purposeOf({ ...first.head, targets })
  const terms: Terms = { scale: scaleOf(alike), batchRows: batchRowsOf(alike) }
  const losses = lossesToScore(
    alike.map(({ record }) => record.run.loss),
    purpose,
  )
  const scored: ScoredRun[] = []
  for (const { record, head } of alike) {
    const scores = await scorer.scoresOf(head, { runId: head.runId, which, losses, terms })
    if (scores) scored.push({ compared: comparedRunOf(record), step: head.step, scores })
  }
  const labels = labelsOf(alike.map(({ record }) => record.run))
  const columns = columnsOf(losses, scored, purpose)
  const { task, rows, targetsHash } = first.head
  return {
    ...matrixOf(scored, columns, (id) => labels.get(id) ?? id),
    ...{ which, left, judged: { task, rows, targetsHash, ...terms } },
  }
}

function columnsOf(
  losses: readonly RunLoss[],
  scored: readonly ScoredRun[],
  purpose: ReturnType<typeof purposeOf>,
): MatrixColumn[] {
  const keys = distinct(scored.flatMap(({ scores }) => [...scores.keys()]))
  const metrics = keys.filter((key) => key.startsWith('metric ')).map((key) => key.slice('metric '.length))
  return [...losses.map((loss) => lossColumn(loss, purpose)), ...metrics.map(metricColumn)]
}
