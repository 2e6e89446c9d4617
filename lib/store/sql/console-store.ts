/** What runs print, below Prisma: it comes all the time, and nobody is to wait for it. */
import { type ConsoleEnd, type ConsoleEvent, endAfter, placed } from '../../console/console-lines.ts'
import { type Bounds, type Chunk, type ChunkQuestion, keepLines, partsOf } from '../../console/kept-lines.ts'
import type { ConsoleQuery, ConsoleStore } from '../store.ts'
import { type Asking, put, type Row, rows, run, type Table } from './asking.ts'

const chunksSql = `SELECT first, lines, bytes, is_tail, text FROM console_chunks WHERE run_id = ?`
export const chunks: Table = {
  name: 'console_chunks',
  key: ['run_id', 'first'],
  columns: { run_id: 'text', first: 'int4', lines: 'int4', bytes: 'int4', is_tail: 'bool', text: 'text' },
}
export const consoles: Table = {
  name: 'consoles',
  key: ['run_id'],
  columns: { run_id: 'text', next: 'int4', streams: 'text', head_bytes: 'int4', tail_bytes: 'int4' },
}

function chunkOf([first, lines, bytes, isTail, text]: Row): Chunk {
  const numbers = { first: Number(first), lines: Number(lines), bytes: Number(bytes) }
  return { ...numbers, isTail: Boolean(isTail), text: text as string }
}

function* endOf(runId: string): Asking<ConsoleEnd & { head: number; tail: number }> {
  const [row] = yield* rows('SELECT next, streams, head_bytes, tail_bytes FROM consoles WHERE run_id = ?', [
    runId,
  ])
  if (!row) return { next: 0, streams: [], head: 0, tail: 0 }
  const streams = JSON.parse(row[1] as string) as ConsoleEnd['streams']
  return { next: Number(row[0]), streams, head: Number(row[2]), tail: Number(row[3]) }
}

function* answered(runId: string, question: ChunkQuestion): Asking<Chunk | null> {
  if (question.ask === 'put') {
    const { first, lines, bytes, isTail, text } = question.chunk
    yield* put(chunks, [runId, first, lines, bytes, isTail ? 1 : 0, text])
    return null
  }
  if (question.ask === 'last') {
    const [row] = yield* rows(`${chunksSql} ORDER BY first DESC LIMIT 1`, [runId])
    return row ? chunkOf(row) : null
  }
  const [row] = yield* rows(`${chunksSql} AND is_tail ORDER BY first LIMIT 1`, [runId])
  if (!row) return null
  const oldest = chunkOf(row)
  yield* run('DELETE FROM console_chunks WHERE run_id = ? AND first = ?', [runId, oldest.first])
  return oldest
}

/** Within a transaction. */
export function* writeConsole(event: ConsoleEvent, bounds?: Bounds): Asking<void> {
  const { runId, at, lines } = placed(event)
  const before = yield* endOf(runId)
  const keeping = keepLines(before, { first: at, lines }, bounds)
  let step = keeping.next()
  while (!step.done) step = keeping.next(yield* answered(runId, step.value))
  const { next, streams } = endAfter(before, placed(event))
  yield* put(consoles, [runId, next, JSON.stringify(streams), step.value.head, step.value.tail])
}

type Found<Name extends keyof ConsoleStore> = Awaited<ReturnType<ConsoleStore[Name]>>

export function* readConsole(
  runId: string,
  { from = 0, to, last }: ConsoleQuery,
): Asking<Found<'readConsole'>> {
  const { next } = yield* endOf(runId)
  const first = last === undefined ? from : Math.max(from, next - last)
  const found = yield* rows(`${chunksSql} AND first + lines > ? AND first <= ? ORDER BY first`, [
    ...[runId, first, to ?? next],
  ])
  return { total: next, parts: partsOf(found.map(chunkOf), first, to) }
}

export function* readConsoleEnd(runId: string): Asking<ConsoleEnd> {
  const { next, streams } = yield* endOf(runId)
  return { next, streams }
}
