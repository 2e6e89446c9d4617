/** Earlier branches of a run, below Prisma: their points stay in the table of points, under the negative of their series' id. */
import type { Branch } from '../../run.ts'
import { type Asking, rows, run } from './asking.ts'

/**
 * Moves the points of a run from a step on to an earlier branch. Answers the names of the series that changed and
 * still have points.
 */
export function* movePoints(runId: string, { number, from }: Branch): Asking<string[]> {
  const series = (yield* rows(
    'SELECT id, name, first_step, last_step FROM series WHERE run_id = ? AND last_step >= ? ORDER BY id',
    [runId, from],
  )) as [number, string, number, number][]
  const changed: string[] = []
  for (const [id, name, firstStep, lastStep] of series) {
    const [[earlierId] = []] = yield* rows(
      'INSERT INTO earlier_series (run_id, branch, name, first_step, last_step) VALUES (?, ?, ?, ?, ?) RETURNING id',
      [runId, number, name, Math.max(Number(firstStep), from), Number(lastStep)],
    )
    yield* run('UPDATE points SET series_id = ? WHERE series_id = ? AND step >= ?', [
      -Number(earlierId),
      id,
      from,
    ])
    if (Number(firstStep) < from) {
      changed.push(name)
      continue
    }
    yield* run('DELETE FROM rollups WHERE series_id = ?', [id])
    yield* run('DELETE FROM series WHERE id = ?', [id])
  }
  return changed
}

/** The ids under which the points of a run stand, of its earlier branches too. */
export function* pointIds(runId: string): Asking<number[]> {
  const own = yield* rows('SELECT id FROM series WHERE run_id = ?', [runId])
  const earlier = yield* rows('SELECT id FROM earlier_series WHERE run_id = ?', [runId])
  return [...own.map(([id]) => Number(id)), ...earlier.map(([id]) => -Number(id))]
}
