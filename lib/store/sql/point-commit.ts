/** Commits of nothing but points and lines of the console, as most are: below Prisma, whose transaction takes longer than to store a point. */
import { type RunEvent, runIdOf } from '../../run.ts'
import { createTurns, type Turns } from '../../turns.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { Lock } from '../sqlite/lock.ts'
import { writeConsole } from './console-store.ts'
import type { PointWriter } from './point-writer.ts'
import { writeWatches } from './watch-writer.ts'

type Points = Extract<RunEvent, { type: 'points' }>

/** Everybody else has a turn; in the database they wait for the transaction. */
export async function writePoints(
  points: PointWriter,
  { runId, series }: Points,
  turns: Turns,
): Promise<void> {
  for (const columns of series) {
    points.write(runId, columns)
    await turns()
  }
}

export type PointCommit = (
  events: readonly RunEvent[],
  watches: ReadonlyMap<string, string>,
  signal?: AbortSignal,
) => Promise<boolean>

/** Whether it was such a commit, and is done; of a run that counts as lost, points change the run itself. */
export function createPointCommit(connection: Connection, acquire: Lock, points: PointWriter): PointCommit {
  const isLost = (id: string) =>
    connection.prepare("SELECT 1 FROM runs WHERE id = ? AND status = 'lost'").all([id]).length > 0
  const isAnyLost = (events: readonly RunEvent[]) => [...new Set(events.map(runIdOf))].some(isLost)

  return async (events, watches, signal) => {
    if (!events.every((event) => event.type === 'points' || event.type === 'console')) return false
    const release = await acquire()
    try {
      connection.prepare('BEGIN IMMEDIATE').run([])
      if (isAnyLost(events)) {
        connection.exec('ROLLBACK')
        return false
      }
      const turns = createTurns(signal)
      for (const event of events) {
        if (event.type === 'points') await writePoints(points, event, turns)
        if (event.type === 'console') writeConsole(connection, event)
        await turns()
      }
      await writeWatches(connection, watches, turns)
      connection.prepare('COMMIT').run([])
      return true
    } catch (error) {
      try {
        connection.exec('ROLLBACK')
      } catch {
        // It was not begun, or SQLite has rolled it back by itself.
      }
      throw error
    } finally {
      release()
    }
  }
}
