/** Earlier branches of a run, below Prisma: their points stay in the table of points, under the negative of their series' id. */
import type { Branch } from '../../run.ts'
import type { Connection } from '../sqlite/connection.ts'

/** Moves the points of a run from a step on to an earlier branch. Answers the names of the series that changed and still have points. */
export function movePoints(connection: Connection, runId: string, { number, from }: Branch): string[] {
  const series = connection
    .prepare('SELECT id, name, first_step, last_step FROM series WHERE run_id = ? AND last_step >= ?')
    .all([runId, from]) as [number, string, number, number][]
  return series.flatMap(([id, name, firstStep, lastStep]) => {
    const { lastInsertRowid } = connection
      .prepare(
        'INSERT INTO earlier_series (run_id, branch, name, first_step, last_step) VALUES (?, ?, ?, ?, ?)',
      )
      .run([runId, number, name, Math.max(Number(firstStep), from), Number(lastStep)])
    connection
      .prepare('UPDATE points SET series_id = ? WHERE series_id = ? AND step >= ?')
      .run([-lastInsertRowid, id, from])
    if (Number(firstStep) < from) return [name]
    for (const table of ['rollups WHERE series_id', 'series WHERE id'])
      connection.prepare(`DELETE FROM ${table} = ?`).run([id])
    return []
  })
}

/** The ids under which the points of earlier branches stand. */
export function earlierIds(connection: Connection, runId: string): number[] {
  const rows = connection.prepare('SELECT id FROM earlier_series WHERE run_id = ?').all([runId])
  return rows.map(([id]) => -Number(id))
}
