import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../lib/annotation.ts'
import type { RunEvent } from '../../lib/run.ts'
import { noWatches, started } from './points.ts'
import { stores } from './stores.ts'

describe.each(stores)('the %s store', (_kind, open) => {
  it('keeps annotations by time, each once, as they were changed, until their run is deleted', async () => {
    const store = await open()
    const append = (...events: RunEvent[]) => store.append(events, noWatches)
    const late: Annotation = { id: 'x', step: 2 ** 53 - 1, time: 1e12 + 0.5, text: 'späť ✓', author: 'api' }
    const early: Annotation = { id: 'y', step: null, time: 1e12, text: 'began', author: 'program' }
    const said = (one: Annotation): RunEvent => ({ type: 'annotation', runId: 'a', ...one })
    await append(started('a'), said(late), said(early), said({ ...early, text: 'again' }))
    expect(await store.listAnnotations('a')).toEqual([early, late])
    const changed = { type: 'annotation-edited', runId: 'a' } as const
    await append({ ...changed, annotationId: 'y', changes: { step: 0 } })
    await append({ ...changed, annotationId: 'x', changes: { text: 'late' } }, said(late))
    expect(await store.listAnnotations('a')).toEqual([
      { ...early, step: 0 },
      { ...late, text: 'late' },
    ])
    await append({ type: 'annotation-deleted', runId: 'a', annotationId: 'y' })
    expect(await store.listAnnotations('a')).toHaveLength(1)
    await append({ type: 'run-deleted', runId: 'a' }, started('a'))
    expect(await store.listAnnotations('a')).toEqual([])
    await store.close()
  })
})
