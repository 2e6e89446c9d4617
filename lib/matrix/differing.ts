/** Where stored runs differ: reads their predictions one by one, in turns. */
import { type ComparedRun, distinct } from '../compare/compared-run.ts'
import { labelsOf } from '../compare/labels.ts'
import { comparedRunOf } from '../compare/packed-runs.ts'
import { setupsOf } from '../compare/setup.ts'
import { lossText } from '../compare/trained-loss.ts'
import type { PredictionHead, Which } from '../predictions/predictions.ts'
import type { Store } from '../store/store.ts'
import type { ShownRow } from '../training/datasets/dataset.ts'
import { createTurns } from '../turns.ts'
import { judgedAlike, type LeftOut } from './crossed.ts'
import {
  commonEdges,
  type Example,
  examplesOf,
  type Seen,
  type SetupDifference,
  seenOf,
  setupDifference,
} from './differences.ts'
import type { ShowRows } from './example-reader.ts'
import { hasRowErrors } from './row-errors.ts'

export type DifferingSetup = SetupDifference & { label: string; loss: string; runs: string[] }
export type ShownExample = Example & { shown: ShownRow | null }

export type DifferingRuns = {
  which: Which
  left: LeftOut[]
  /** Null while no run has predictions, and for tasks whose rows have no error of their own. */
  judged: (Pick<PredictionHead, 'task' | 'rows' | 'classNames'> & { unit: string | null }) | null
  setups: DifferingSetup[]
  /** Ends of the ranges of all histograms. */
  edges: number[]
  /** Of two setups, by their places: rows that each judges better than the other. */
  examples: { between: [number, number]; first: ShownExample[]; second: ShownExample[] } | null
}

type Group = { label: string; runs: ComparedRun[]; seen: Seen[] }

/** `between` are the places of the two setups whose examples are wanted. */
export async function differRuns(
  { store, showRows }: { store: Store; showRows: ShowRows },
  ids: readonly string[],
  which: Which,
  between: readonly [number, number],
): Promise<DifferingRuns> {
  const { alike, left } = await judgedAlike(store, ids, which)
  const nothing = { which, left, judged: null, setups: [], edges: [], examples: null }
  const [first] = alike
  const targets = first && (await store.readTargets(first.head.targetsHash))
  if (!first || !targets || !hasRowErrors(first.head)) return nothing
  const labels = labelsOf(alike.map(({ record }) => record.run))
  const setups = setupsOf(
    alike.map(({ record }) => comparedRunOf(record)),
    (id) => labels.get(id) ?? id,
  )
  const turn = createTurns()
  const groups: Group[] = []
  for (const { label, runs } of setups) {
    const seen: Seen[] = []
    for (const { run } of runs) {
      const predictions = await store.readPredictions(run.id, which)
      if (predictions) seen.push(seenOf(predictions))
      await turn()
    }
    if (seen.length) groups.push({ label, runs, seen })
  }
  const edges = commonEdges(groups.map(({ seen }) => seen))
  const described: DifferingSetup[] = []
  for (const { label, runs, seen } of groups) {
    const loss = lossText(runs[0]?.run.loss ?? null)
    const own = runs.map(({ run }) => run.id)
    described.push({ label, loss, runs: own, ...setupDifference(seen, targets, edges) })
    await turn()
  }
  const { task, rows, classNames, scale, targetsHash } = first.head
  const tasks = distinct(alike.map(({ record }) => record.run.params.task))
  const show = (wanted: number[]) => (tasks.length === 1 ? showRows(tasks[0], targetsHash, wanted) : null)
  return {
    ...{ which, left, setups: described, edges },
    judged: { task, rows, classNames, unit: scale?.unit ?? null },
    examples: await examplesBetween(groups, between, targets, show),
  }
}

async function examplesBetween(
  groups: readonly Group[],
  [a, b]: readonly [number, number],
  targets: ArrayLike<number>,
  show: (rows: number[]) => ReturnType<ShowRows> | null,
): Promise<DifferingRuns['examples']> {
  const [one, other] = [groups[a], groups[b]]
  if (!one || !other || one === other) return null
  const { first, second } = examplesOf(one.seen, other.seen, targets)
  const all = [...first, ...second]
  const shown = await show(all.map(({ row }) => row))
  const withRows = (list: Example[], from: number) =>
    list.map((example, at): ShownExample => ({ ...example, shown: shown?.[from + at] ?? null }))
  return { between: [a, b], first: withRows(first, 0), second: withRows(second, first.length) }
}
