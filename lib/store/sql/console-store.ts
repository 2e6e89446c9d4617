/** What runs print in SQLite, below Prisma: it comes all the time, and nobody is to wait for it. */
import { type ConsoleEnd, type ConsoleEvent, endAfter, placed } from '../../console/console-lines.ts'
import { type Bounds, type Chunk, type Chunks, keepLines, partsOf } from '../../console/kept-lines.ts'
import type { Connection, Row } from '../sqlite/connection.ts'
import type { ConsoleStore } from '../store.ts'

const columns = 'first, lines, bytes, is_tail, text'

function chunkOf([first, lines, bytes, isTail, text]: Row): Chunk {
  const numbers = { first: Number(first), lines: Number(lines), bytes: Number(bytes) }
  return { ...numbers, isTail: isTail === 1, text: text as string }
}

function endOf(connection: Connection, runId: string): ConsoleEnd & { head: number; tail: number } {
  const [row] = connection
    .prepare('SELECT next, streams, head_bytes, tail_bytes FROM consoles WHERE run_id = ?')
    .all([runId])
  if (!row) return { next: 0, streams: [], head: 0, tail: 0 }
  const streams = JSON.parse(row[1] as string) as ConsoleEnd['streams']
  return { next: Number(row[0]), streams, head: Number(row[2]), tail: Number(row[3]) }
}

function chunksOf(connection: Connection, runId: string): Chunks {
  return {
    last() {
      const sql = `SELECT ${columns} FROM console_chunks WHERE run_id = ? ORDER BY first DESC LIMIT 1`
      const [row] = connection.prepare(sql).all([runId])
      return row ? chunkOf(row) : null
    },
    put({ first, lines, bytes, isTail, text }) {
      connection
        .prepare(`INSERT OR REPLACE INTO console_chunks (run_id, ${columns}) VALUES (?, ?, ?, ?, ?, ?)`)
        .run([runId, first, lines, bytes, isTail ? 1 : 0, text])
    },
    dropOldest() {
      const [row] = connection
        .prepare(
          'SELECT first, bytes FROM console_chunks WHERE run_id = ? AND is_tail = 1 ORDER BY first LIMIT 1',
        )
        .all([runId])
      if (!row) return null
      connection
        .prepare('DELETE FROM console_chunks WHERE run_id = ? AND first = ?')
        .run([runId, row[0] as number])
      return { bytes: Number(row[1]) }
    },
  }
}

/** Within a transaction. */
export function writeConsole(connection: Connection, event: ConsoleEvent, bounds?: Bounds): void {
  const { runId, at, lines } = placed(event)
  const before = endOf(connection, runId)
  const kept = keepLines(chunksOf(connection, runId), before, { first: at, lines }, bounds)
  const { next, streams } = endAfter(before, placed(event))
  connection
    .prepare(
      'INSERT OR REPLACE INTO consoles (run_id, next, streams, head_bytes, tail_bytes) VALUES (?, ?, ?, ?, ?)',
    )
    .run([runId, next, JSON.stringify(streams), kept.head, kept.tail])
}

export function consoleStore(connection: Connection): ConsoleStore {
  return {
    async readConsole(runId, { from = 0, to, last }) {
      const { next } = endOf(connection, runId)
      const first = last === undefined ? from : Math.max(from, next - last)
      const rows = connection
        .prepare(
          `SELECT ${columns} FROM console_chunks WHERE run_id = ? AND first + lines > ? AND first <= ? ORDER BY first`,
        )
        .all([runId, first, to ?? next])
      return { total: next, parts: partsOf(rows.map(chunkOf), first, to) }
    },
    async readConsoleEnd(runId) {
      const { next, streams } = endOf(connection, runId)
      return { next, streams }
    },
  }
}
