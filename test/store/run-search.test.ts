import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchOf } from '../../lib/search/list-query.ts'
import { type ListQuery, newestFirst } from '../../lib/search/run-filter.ts'
import type { Store } from '../../lib/store/store.ts'
import { noWatches, started } from './points.ts'
import { stores } from './stores.ts'

describe.each(stores)('runs of the %s store', (_kind, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const append = (...events: Parameters<Store['append']>[0]) => store.append(events, noWatches)

  it('are found by page, newest first, by text, status, loss and project', async () => {
    await append(started('s'), { type: 'run-ended', runId: 's', status: 'failed', time: 9 })
    await append(started('a', { loss: { id: 'mse', params: {} } }))
    for (let i = 0; i < 5; i++)
      await append({
        type: 'run-started',
        run: { id: `l${i}`, name: `list ${i}`, project: 'paging', tags: ['night'] },
        time: i,
      })
    const found = async (asked: Partial<ListQuery>, isLive?: boolean) =>
      await store.searchRuns({ ...searchOf({ sort: newestFirst, limit: 99, ...asked }), isLive })
    const first = await found({ project: 'paging', limit: 2 })
    expect(first).toEqual({ ids: ['l4', 'l3'], total: 5, before: 0, next: 'l3', previous: null, losses: 1 })
    const second = await found({ project: 'paging', limit: 2, cursor: 'l3' })
    expect(second).toMatchObject({ ids: ['l2', 'l1'], before: 2, next: 'l1', previous: '' })
    expect((await found({ project: 'paging', limit: 2, cursor: 'l1' })).previous).toBe('l3')
    await append(started('worded', { params: { opt: 'Ädam "w"', size: 64, note: 'a\\b' } }))
    for (const q of ['"opt=ädam"', '"SIZE=64"', 'a\\b', '\'"w"\'', 'si opt'])
      expect((await found({ q })).ids, q).toEqual(['worded'])
    expect((await found({ q: 'night' })).ids).toHaveLength(5)
    expect((await found({ q: 'NIGHT "list 3"' })).ids).toEqual(['l3'])
    // They are letters like any others.
    for (const q of ['%', '_', 'n_ght', 'nigh%']) expect((await found({ q })).ids, q).toEqual([])
    expect((await found({ status: 'failed' })).ids).toEqual(['s'])
    expect((await found({ q: 'night' }, true)).ids).toHaveLength(5)
    expect((await found({}, false)).ids).toEqual(['s'])
    expect((await found({ loss: 'mse' })).ids).toEqual(['a'])
    const listed = await store.listRuns({ project: 'paging', beside: { id: 'l2', from: 1, to: 3 }, limit: 9 })
    expect(listed.map(({ run }) => run.id)).toEqual(['l3', 'l1'])
    expect(await store.listProjects()).toEqual(['default', 'paging'])
    expect((await store.readRuns(['l1', 'nobody', 'a'])).map(({ run }) => run.id)).toEqual(['l1', 'a'])
  })
})
