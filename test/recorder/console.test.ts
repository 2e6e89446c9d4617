import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEvents } from '../../lib/schema.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import { ownFolder } from '../own-folder.ts'
import { points, started } from '../store/points.ts'
import { ended, watchedStore } from './recording.ts'

const folder = ownFolder()

const printed = (lines: string[], from?: { stream: string; first: number }) =>
  parseEvents([{ type: 'console', runId: 'a', lines, ...(from && { from }) }], 1e12)

describe('what runs print, on its way to the store', () => {
  it('is stored once and in order, however often and in whatever portions a process sends it', async () => {
    const sends = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 6 })), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(sends, async (all) => {
        const { recorder, store } = watchedStore()
        await recorder.record([started('a')])
        // A process sends again from where it is not sure, and never leaves anything out.
        let sent = 0
        for (const [back, count] of all) {
          const first = Math.max(0, sent - back)
          const lines = Array.from({ length: count }, (_, i) => `line ${first + i}`)
          await recorder.record(printed(lines, { stream: 's', first }))
          sent = Math.max(sent, first + count)
        }
        const { total, parts } = await store.readConsole('a', {})
        expect(total).toBe(sent)
        expect(parts.flatMap(({ lines }) => lines)).toEqual(
          Array.from({ length: sent }, (_, i) => `line ${i}`),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('tells what a process left out, and goes on behind it when another begins', async () => {
    const { recorder, store } = watchedStore()
    await recorder.record([started('a')])
    await recorder.record(printed(['one'], { stream: 's', first: 0 }))
    await recorder.record(printed(['five'], { stream: 's', first: 4 }))
    await recorder.record([ended('a')])
    await recorder.record(printed(['of another'], { stream: 't', first: 0 }))
    await recorder.record(printed(['by hand']))
    await recorder.record(printed(['by hand']))
    expect((await store.readConsole('a', {})).parts).toEqual([
      { first: 0, lines: ['one'] },
      { first: 4, lines: ['five', 'of another', 'by hand', 'by hand'] },
    ])
  })

  it('is counted again where a commit failed, and anew for a run that was deleted', async () => {
    const { recorder, store, plan, published } = watchedStore()
    await recorder.record([started('a')])
    plan.broken = 1
    await expect(recorder.record(printed(['lost?'], { stream: 's', first: 0 }))).rejects.toThrow('no space')
    await recorder.record(printed(['lost?', 'no'], { stream: 's', first: 0 }))
    expect(await store.readConsole('a', {})).toEqual({
      total: 2,
      parts: [{ first: 0, lines: ['lost?', 'no'] }],
    })
    await recorder.record([{ type: 'run-deleted', runId: 'a' }, started('a')])
    await recorder.record(printed(['new'], { stream: 's', first: 0 }))
    expect(await store.readConsole('a', {})).toEqual({ total: 1, parts: [{ first: 0, lines: ['new'] }] })
    expect(published.flatMap((event) => (event.type === 'console' ? [event.at] : []))).toEqual([0, 0])
  })

  it('goes into the database beside points and alone, and out of it with its run', async () => {
    const inner = await openSqliteStore(join(folder, 'printed.db'))
    const { recorder, store } = watchedStore(inner)
    await recorder.record([started('a'), ...printed(['with its start'], { stream: 's', first: 0 })])
    await recorder.record([
      points('a', 'train/loss', [1], [1]),
      ...printed(['with a point'], { stream: 's', first: 1 }),
    ])
    await recorder.record(printed(['alone', 'again'], { stream: 's', first: 2 }))
    const { total, parts } = await store.readConsole('a', {})
    expect([total, parts]).toEqual([
      4,
      [{ first: 0, lines: ['with its start', 'with a point', 'alone', 'again'] }],
    ])
    expect(await store.readConsoleEnd('a')).toEqual({ next: 4, streams: [['s', 4]] })
    await recorder.record([{ type: 'run-deleted', runId: 'a' }])
    expect(await store.readConsole('a', {})).toEqual({ total: 0, parts: [] })
    await inner.close()
  })

  it.each([
    [['two\nlines']],
    [['NUL \0']],
    [['x'.repeat(10_001)]],
    [Array.from({ length: 10_001 }, () => '')],
  ])('is refused where it is no lines', (lines) => {
    expect(() => printed(lines)).toThrow()
  })
})
