/** The cross-loss matrix: every model scored by every loss and metric, over seeds. */
import type { ComparedRun } from '../compare/compared-run.ts'
import { setupsOf } from '../compare/setup.ts'
import { lossKey, lossScale, lossText } from '../compare/trained-loss.ts'
import { meanInterval, meanOf } from '../statistics/index.ts'
import type { MatrixColumn } from './columns.ts'
import type { Score } from './score.ts'

/** The scores of a run by the keys of columns. */
export type ScoredRun = { compared: ComparedRun; step: number; scores: ReadonlyMap<string, Score> }

export type MatrixCell = {
  /** Of each run of the row, in their order; null where it has no such score. */
  values: (number | null)[]
  /** Over the runs that have one; null where none has. */
  mean: number | null
  /** 95 % by Student's t; null for one run, and beside values that are not finite. */
  low: number | null
  high: number | null
  /** Why there is no value. */
  reason: string | null
  /** Whether the row was trained with the loss of the column. */
  isOwn: boolean
  /** Whether its mean is the best of the column, which takes two rows. */
  isBest: boolean
}

export type MatrixRow = {
  label: string
  loss: string
  runs: { id: string; name: string; seed: number | null; step: number }[]
  cells: MatrixCell[]
}

export type Matrix = { columns: MatrixColumn[]; rows: MatrixRow[] }

function cellOf(scores: readonly (Score | undefined)[], isOwn: boolean): MatrixCell {
  const values = scores.map((score) => (score && 'value' in score ? score.value : null))
  const known = values.filter((value) => value !== null)
  const reason = scores.flatMap((score) => (score && 'reason' in score ? score.reason : []))[0] ?? null
  const interval = known.every(Number.isFinite) ? meanInterval(known) : null
  return {
    values,
    mean: known.length ? meanOf(known) : null,
    ...{ low: interval?.low ?? null, high: interval?.high ?? null, reason: known.length ? null : reason },
    ...{ isOwn, isBest: false },
  }
}

function markBest(rows: readonly MatrixRow[], columns: readonly MatrixColumn[]): void {
  for (const [at, { direction }] of columns.entries()) {
    const cells = rows.flatMap(({ cells }) => cells[at] ?? [])
    const means = cells.flatMap(({ mean }) => (mean !== null && !Number.isNaN(mean) ? mean : []))
    const best = direction === 'higher' ? Math.max(...means) : Math.min(...means)
    if (means.length > 1) for (const cell of cells) cell.isBest = cell.mean === best
  }
}

/** Rows are setups in the order of the runs. Columns that no row has a score of are left out. */
export function matrixOf(
  scored: readonly ScoredRun[],
  columns: readonly MatrixColumn[],
  labelOf: (id: string) => string,
): Matrix {
  const byRun = new Map(scored.map((one) => [one.compared.run.id, one]))
  const kept = columns.filter(({ key }) =>
    scored.some(({ scores }) => {
      const score = scores.get(key)
      return score !== undefined && 'value' in score
    }),
  )
  const setups = setupsOf(
    scored.map(({ compared }) => compared),
    labelOf,
  )
  const rows = setups.map(({ label, runs }): MatrixRow => {
    const own = runs[0]?.run.loss ?? null
    const key = own && lossScale(own) === null ? lossKey(own) : null
    return {
      label,
      loss: lossText(own),
      runs: runs.map(({ run: { id, name, seed } }) => ({ id, name, seed, step: byRun.get(id)?.step ?? 0 })),
      cells: kept.map((column) =>
        cellOf(
          runs.map(({ run }) => byRun.get(run.id)?.scores.get(column.key)),
          column.key === key,
        ),
      ),
    }
  })
  markBest(rows, kept)
  return { columns: kept, rows }
}
