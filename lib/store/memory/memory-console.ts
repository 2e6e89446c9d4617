/** What runs print, of the store in memory. */
import {
  type ConsoleEnd,
  type ConsoleEvent,
  endAfter,
  noConsole,
  placed,
} from '../../console/console-lines.ts'
import { type Bounds, type Chunk, type KeptBytes, keepLines, partsOf } from '../../console/kept-lines.ts'
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
      const access = {
        last: () => chunks.at(-1) ?? null,
        put(chunk: Chunk) {
          if (chunks.at(-1)?.first === chunk.first) chunks.pop()
          chunks.push(chunk)
        },
        dropOldest() {
          const at = chunks.findIndex(({ isTail }) => isTail)
          return at < 0 ? null : (chunks.splice(at, 1)[0] as Chunk)
        },
      }
      const grown = keepLines(access, bytes, { first: at, lines }, bounds)
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
