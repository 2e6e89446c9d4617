import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ConsolePart } from '../../lib/console/console-lines.ts'
import { consoleText } from '../../lib/console/console-text.ts'
import type { Bounds } from '../../lib/console/kept-lines.ts'
import { createMemoryConsole } from '../../lib/store/memory/memory-console.ts'
import { readConsole, writeConsole } from '../../lib/store/sql/console-store.ts'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { migrate } from '../../lib/store/sqlite/migrate.ts'
import { answerNow } from '../../lib/store/sqlite/sqlite-answer.ts'
import type { ConsoleStore } from '../../lib/store/store.ts'
import { ownFolder } from '../own-folder.ts'

const folder = ownFolder()
const connection = openConnection(join(folder, 'console.db'))
migrate(connection, join(import.meta.dirname, '../../prisma/migrations'))
connection.exec('PRAGMA foreign_keys = OFF')
afterAll(() => connection.close())

type Printing = Pick<ConsoleStore, 'readConsole'> & { print(part: ConsolePart): void }
const runId = 'a'
const eventOf = ({ first, lines }: ConsolePart) => ({
  type: 'console' as const,
  runId,
  lines,
  from: null,
  at: first,
})

function inMemory(bounds: Bounds): Printing {
  const { print, readConsole } = createMemoryConsole(bounds)
  return { readConsole, print: (part) => print(eventOf(part)) }
}
function inSqlite(bounds: Bounds): Printing {
  connection.exec('DELETE FROM consoles; DELETE FROM console_chunks')
  const print = (part: ConsolePart) => answerNow(connection, writeConsole(eventOf(part), bounds))
  return { readConsole: async (...asked) => answerNow(connection, readConsole(...asked)), print }
}

const bytesOf = (lines: readonly string[]) =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)

/** Lines of any sizes in batches of any sizes, each line known by its number. */
const batches = fc.array(fc.array(fc.oneof(fc.nat(5), fc.nat(60), fc.nat(400)), { maxLength: 12 }), {
  maxLength: 14,
})
const bounds = fc.record({
  most: fc.integer({ min: 100, max: 900 }),
  chunk: fc.integer({ min: 1, max: 120 }),
})

describe.each([
  ['memory', inMemory],
  ['SQLite', inSqlite],
])('the console that %s keeps', (_, open) => {
  it('is never above its limit, and has its head and its tail whole, whatever is printed', async () => {
    await fc.assert(
      fc.asyncProperty(batches, bounds, async (sizes, limits) => {
        const { print, readConsole } = open(limits)
        const all: string[] = []
        for (const batch of sizes) {
          const lines = batch.map((size, i) => `${all.length + i}é`.padEnd(size, '.'))
          if (lines.length > 0) print({ first: all.length, lines })
          all.push(...lines)
          const { parts } = await readConsole(runId, {})
          expect(bytesOf(parts.flatMap((part) => part.lines))).toBeLessThanOrEqual(limits.most)
          // Every line in its place, as it was printed.
          for (const { first, lines } of parts) expect(lines).toEqual(all.slice(first, first + lines.length))
        }
        const { parts, total } = await readConsole(runId, {})
        expect(total).toBe(all.length)
        const half = Math.floor(limits.most / 2)
        const fits = all.map((line) => bytesOf([line]) <= half)
        if (!fits.every(Boolean) || all.length === 0) return
        // The head: as much as half of the limit takes. The tail: all but a chunk of the other half.
        let head = 0
        while (head < all.length && bytesOf(all.slice(0, head + 1)) <= half) head++
        const kept = new Set(parts.flatMap(({ first, lines }) => lines.map((_, i) => first + i)))
        for (let i = 0; i < head; i++) expect(kept.has(i)).toBe(true)
        const longest = Math.max(limits.chunk, ...all.map((line) => bytesOf([line])))
        let tail = all.length
        while (tail > head && bytesOf(all.slice(tail - 1)) <= half - longest) tail--
        for (let i = tail; i < all.length; i++) expect(kept.has(i)).toBe(true)
        // At most one gap, which the text says.
        expect(parts.length).toBeLessThanOrEqual(2)
        const gap = parts[1] ? parts[1].first - (parts[0]?.lines.length ?? 0) : 0
        expect(consoleText(parts).includes('left out')).toBe(gap > 0)
      }),
      { numRuns: 60 },
    )
  })

  it('is read by the numbers of its lines', async () => {
    const { print, readConsole } = open({ most: 1e6, chunk: 20 })
    print({ first: 0, lines: Array.from({ length: 30 }, (_, i) => `line ${i}`) })
    print({ first: 34, lines: ['after a gap', ''] })
    expect(await readConsole(runId, { from: 28, to: 34 })).toEqual({
      total: 36,
      parts: [
        { first: 28, lines: ['line 28', 'line 29'] },
        { first: 34, lines: ['after a gap'] },
      ],
    })
    expect((await readConsole(runId, { last: 1 })).parts).toEqual([{ first: 35, lines: [''] }])
    expect((await readConsole('nobody', {})).parts).toEqual([])
    expect(consoleText((await readConsole(runId, { from: 29 })).parts, 29)).toBe(
      'line 29\n… 4 lines left out …\nafter a gap\n\n',
    )
  })
})
