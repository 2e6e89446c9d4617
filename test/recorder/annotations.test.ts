import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../lib/limits.ts'
import { parseEvents } from '../../lib/schema.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { ended, watchedStore } from './recording.ts'

const began = (id: string) => parseEvents([{ type: 'run-started', run: { id }, time: 1e12 }], 1e12)

describe('annotations on their way to the store', () => {
  it('are stored once, however often and in whatever portions programs send them', async () => {
    const sent = fc.record(
      {
        type: fc.constant('annotation' as const),
        runId: fc.constant('a'),
        text: fc.constantFrom('resumed', 'lr changed', '  resumed '),
        step: fc.option(fc.integer({ min: 0, max: 3 })),
        time: fc.integer({ min: 1e12, max: 1e12 + 2 }),
        id: fc.constantFrom('x', 'y'),
      },
      { requiredKeys: ['type', 'runId', 'text'] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(sent, { maxLength: 4 }), { maxLength: 6 }), async (messages) => {
        const { recorder, store, published } = watchedStore(createMemoryStore())
        await recorder.record(began('a'))
        for (const message of messages) await recorder.record(parseEvents(message, 1e12))
        const once = await store.listAnnotations('a')
        for (const message of messages) await recorder.record(parseEvents(message, 2e12))
        expect(await store.listAnnotations('a')).toEqual(once)
        expect(published.filter(({ type }) => type === 'annotation')).toHaveLength(once.length)
        expect(new Set(once.map(({ id }) => id)).size).toBe(once.length)
      }),
      { numRuns: 50 },
    )
  })

  it('of an ended run are taken, and one that was edited stays so when it comes again', async () => {
    const { recorder, store } = watchedStore()
    const said = parseEvents([{ type: 'annotation', runId: 'a', id: 'x', text: 'resumed', step: 4 }], 1e12)
    await recorder.record([...began('a'), ended('a')])
    await recorder.record(said)
    await recorder.record([
      { type: 'annotation-edited', runId: 'a', annotationId: 'x', changes: { text: 'resumed by hand' } },
    ])
    await recorder.record(said)
    expect(await store.listAnnotations('a')).toEqual([
      { id: 'x', step: 4, time: 1e12, text: 'resumed by hand', author: 'program' },
    ])
    await recorder.record([{ type: 'annotation-deleted', runId: 'a', annotationId: 'x' }])
    expect(await store.listAnnotations('a')).toEqual([])
  })

  it('are refused beyond what a run may have, and where they say nothing', async () => {
    const { recorder } = watchedStore()
    const many = Array.from({ length: limits.annotations }, (_, i) => `${i}`)
    const said = (text: string) => ({ type: 'annotation', runId: 'a', text })
    await recorder.record([...began('a'), ...parseEvents(many.map(said), 1)])
    await expect(recorder.record(parseEvents([said('one more')], 1))).rejects.toThrow(
      'has 1000 annotations, and takes no more',
    )
    for (const text of ['', '  ', 'x'.repeat(limits.annotationText + 1), 'NUL \0'])
      expect(() => parseEvents([said(text)], 1)).toThrow()
  })
})
