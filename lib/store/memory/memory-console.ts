/** What runs print, of the store in memory. */
import {
  type ConsoleEnd,
  type ConsoleEvent,
  endAfter,
  noConsole,
  placed,
} from '../../console/console-lines.ts'
import {
  type Bounds,
  type Chunk,
  type ChunkQuestion,
  type KeptBytes,
  keepLines,
  partsOf,
} from '../../console/kept-lines.ts'
import type { ConsoleStore } from '../store.ts'

export type MemoryConsole = ConsoleStore & {
  print(event: ConsoleEvent): void
  forgetConsole(runId: string): void
}

type Kept = { end: ConsoleEnd; bytes: KeptBytes; chunks: Chunk[] }

export function createMemoryConsole(bounds?: Bounds): MemoryConsole {
  const kept = new Map<string, Kept>()
  return {
    print(event) {
      const { runId, at, lines } = placed(event)
      const { end, bytes, chunks } = kept.get(runId) ?? {
        end: noConsole,
        bytes: { head: 0, tail: 0 },
        chunks: [],
      }
      const grown = answered(keepLines(bytes, { first: at, lines }, bounds), chunks)
      kept.set(runId, { end: endAfter(end, placed(event)), bytes: grown, chunks })
    },
    async readConsole(runId, { from = 0, to, last }) {
      const { end, chunks } = kept.get(runId) ?? { end: noConsole, chunks: [] }
      const first = last === undefined ? from : Math.max(from, end.next - last)
      const told = chunks.filter(
        (chunk) => chunk.first + chunk.lines > first && chunk.first <= (to ?? end.next),
      )
      return { total: end.next, parts: partsOf(told, first, to) }
    },
    async readConsoleEnd(runId) {
      return kept.get(runId)?.end ?? noConsole
    },
    forgetConsole: (runId) => void kept.delete(runId),
  }
}

function answered(asking: ReturnType<typeof keepLines>, chunks: Chunk[]): KeptBytes {
  function answer(question: ChunkQuestion): Chunk | null {
    if (question.ask === 'put') {
      if (chunks.at(-1)?.first === question.chunk.first) chunks.pop()
      chunks.push(question.chunk)
    }
    if (question.ask !== 'drop-oldest') return chunks.at(-1) ?? null
    const at = chunks.findIndex(({ isTail }) => isTail)
    return at < 0 ? null : (chunks.splice(at, 1)[0] as Chunk)
  }
  let step = asking.next()
  while (!step.done) step = asking.next(answer(step.value))
  return step.value
}
