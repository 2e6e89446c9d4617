/** Where stored runs differ, with what the rows are that they judge differently. */
import { distinct } from '../compare/compared-run.ts'
import { labelsOf } from '../compare/labels.ts'
import { comparedRunOf } from '../compare/packed-runs.ts'
import { setupsOf } from '../compare/setup.ts'
import { lossText } from '../compare/trained-loss.ts'
import type { PredictionHead, Which } from '../predictions/predictions.ts'
import type { Store } from '../store/store.ts'
import type { ShownRow } from '../training/datasets/dataset.ts'
import { judgedAlike, type LeftOut } from './crossed.ts'
import type { Example, SetupDifference } from './differences.ts'
import type { ShowRows } from './example-reader.ts'
import type { Judge } from './judge.ts'
import { hasRowErrors } from './row-errors.ts'

type NamedSetup = { label: string; loss: string; runs: string[] }
export type DifferingSetup = SetupDifference & NamedSetup
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

/** `between` are the places of the two setups whose examples are wanted. */
export async function differRuns(
  { store, judge, showRows }: { store: Store; judge: Judge; showRows: ShowRows },
  ids: readonly string[],
  which: Which,
  between: [number, number],
): Promise<DifferingRuns> {
  const { alike, left } = await judgedAlike(store, ids, which)
  const nothing = { which, left, judged: null, setups: [], edges: [], examples: null }
  const [first] = alike
  if (!first || !hasRowErrors(first.head)) return nothing
  const labels = labelsOf(alike.map(({ record }) => record.run))
  const setups = setupsOf(
    alike.map(({ record }) => comparedRunOf(record)),
    (id) => labels.get(id) ?? id,
  ).map(({ label, runs }) => {
    return { label, loss: lossText(runs[0]?.run.loss ?? null), runs: runs.map(({ run }) => run.id) }
  })
  const found = await judge.differ({ which, between, setups: setups.map(({ runs }) => runs) })
  if (!found) return nothing
  const { task, rows, classNames, scale, targetsHash } = first.head
  const tasks = distinct(alike.map(({ record }) => record.run.params.task))
  const all = found.examples ? [...found.examples.first, ...found.examples.second] : []
  const wanted = all.map(({ row }) => row)
  const shown = tasks.length === 1 ? await showRows(tasks[0], targetsHash, wanted) : null
  const withRows = (examples: readonly Example[]) =>
    examples.map((example) => ({ ...example, shown: shown?.[wanted.indexOf(example.row)] ?? null }))
  return {
    ...{ which, left, edges: found.edges },
    judged: { task, rows, classNames, unit: scale?.unit ?? null },
    setups: found.setups.map((difference, at) => ({ ...(setups[at] as NamedSetup), ...difference })),
    examples: found.examples && {
      between,
      first: withRows(found.examples.first),
      second: withRows(found.examples.second),
    },
  }
}
