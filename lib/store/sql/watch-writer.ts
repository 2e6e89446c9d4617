/** Writes what the detectors remember of runs, inside a transaction. */
import type { Turns } from '../../turns.ts'
import type { Connection } from '../sqlite/connection.ts'

/** Below Prisma, which looks at every character: 50 ms for the watch of 12,000 series. */
export async function writeWatches(
  connection: Connection,
  watches: ReadonlyMap<string, string>,
  turns: Turns,
): Promise<void> {
  for (const [id, watch] of watches) {
    await turns()
    connection.prepare('UPDATE runs SET watch = ? WHERE id = ?').run([watch, id])
  }
}
