/**
 * Keeps the beginning and the end of what a run prints, in chunks of whole lines, and drops the middle. Pure but for
 * the chunks.
 */
import { limits } from '../limits.ts'
import type { ConsolePart } from './console-lines.ts'

/** Lines that follow each other; `bytes` of UTF-8, with a line break each. The tail begins where the head was full. */
export type Chunk = { first: number; lines: number; bytes: number; isTail: boolean; text: string }

export type KeptBytes = { head: number; tail: number }

/**
 * What is asked of the chunks of one run, wherever they are: for the last one; to store one, in the place of the one
 * that begins with the same line; to remove the tail's oldest. Answered with that chunk, or null where there is none.
 */
export type ChunkQuestion = { ask: 'last' } | { ask: 'put'; chunk: Chunk } | { ask: 'drop-oldest' }

export type Bounds = {
  /** Bytes of all chunks of a run: half of them are its beginning, half its end. */
  most: number
  /** Bytes up to which a chunk grows, where that is no more than a half. */
  chunk: number
}
const usualBounds: Bounds = { most: limits.consoleBytes, chunk: 16 * 1024 }

/** Adds lines, the first of this number, and drops what is too much; answers the bytes that are kept then. */
export function* keepLines(
  { head, tail }: KeptBytes,
  { first, lines }: ConsolePart,
  { most, chunk }: Bounds = usualBounds,
): Generator<ChunkQuestion, KeptBytes, Chunk | null> {
  const half = Math.floor(most / 2)
  // The newest chunk is never dropped: without one, the next line would be taken for one of the beginning.
  const longest = Math.min(chunk, half)
  let open = yield { ask: 'last' }
  let texts = open ? [open.text] : []
  let isTail = open?.isTail ?? false
  let isGrown = false
  function* close(): Generator<ChunkQuestion, void, Chunk | null> {
    if (open && isGrown) yield { ask: 'put', chunk: { ...open, text: texts.join('\n') } }
    isGrown = false
  }
  for (const [i, line] of lines.entries()) {
    const bytes = Buffer.byteLength(line) + 1
    // Not even alone: it is left out like the middle.
    if (bytes > half) continue
    isTail ||= head + bytes > half
    const number = first + i
    if (
      !open ||
      open.isTail !== isTail ||
      open.bytes + bytes > longest ||
      open.first + open.lines !== number
    ) {
      yield* close()
      open = { first: number, lines: 0, bytes: 0, isTail, text: '' }
      texts = []
    }
    texts.push(line)
    isGrown = true
    open = { ...open, lines: open.lines + 1, bytes: open.bytes + bytes }
    if (isTail) tail += bytes
    else head += bytes
    if (tail <= half) continue
    yield* close()
    while (tail > half) {
      const dropped: Chunk | null = yield { ask: 'drop-oldest' }
      tail -= dropped?.bytes ?? tail
    }
    open = yield { ask: 'last' }
    texts = open ? [open.text] : []
  }
  yield* close()
  return { head, tail }
}

/** Chunks as parts, cut to the lines from one to another, both taken; neighbours are joined. */
export function partsOf(chunks: readonly Chunk[], from = 0, to = Number.POSITIVE_INFINITY): ConsolePart[] {
  const parts: ConsolePart[] = []
  for (const { first, text } of chunks) {
    const all = text.split('\n')
    const start = Math.max(0, from - first)
    const lines = all.slice(start, Math.max(start, to - first + 1))
    if (lines.length === 0) continue
    const before = parts.at(-1)
    if (before && before.first + before.lines.length === first + start) before.lines.push(...lines)
    else parts.push({ first: first + start, lines })
  }
  return parts
}
