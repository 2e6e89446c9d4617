import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { StaleRuns, type Store } from '../../lib/store/store.ts'
import { noWatches, points, started, watchIn } from './points.ts'
import { stores } from './stores.ts'

describe.each(stores)('the %s store', (_kind, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.append([started('a')], noWatches)
  })
  afterAll(() => store.close())
  const versionOf = async (id: string) => (await store.readWatches([id])).get(id)?.version ?? -1

  it('keeps the state of the detectors beside the run', async () => {
    expect(await watchIn(store, 'a')).toBeNull()
    await store.append(
      [points('a', 'loss', [1], [1])],
      new Map([['a', { text: '{"n":1}', version: await versionOf('a'), next: 7 }]]),
    )
    expect(await watchIn(store, 'a')).toBe('{"n":1}')
  })

  it('stores nothing that goes by another version of a run, and says whose', async () => {
    const watch = (version: number) => new Map([['versions', { text: '{}', version, next: version + 1 }]])
    await store.append([started('versions')], watch(0))
    const late = store.append([points('versions', 'loss', [1], [1])], watch(0))
    await expect(late).rejects.toMatchObject({ runIds: ['versions'] })
    await expect(store.append([started('versions')], watch(2))).rejects.toThrow(StaleRuns)
    expect((await store.readRun('versions'))?.series).toEqual([])
    await store.append([points('versions', 'loss', [1], [1])], watch(1))
    expect(await versionOf('versions')).toBe(2)
    const anew: RunEvent[] = [{ type: 'run-deleted', runId: 'versions' }, started('versions')]
    await store.append(anew, watch(0))
    expect(await versionOf('versions')).toBe(1)
    await expect(
      store.append([started('gone')], new Map([['gone', { text: '', version: 3, next: 4 }]])),
    ).rejects.toThrow(StaleRuns)
  })

  it('lists these states by project and loss, newest first', async () => {
    const mse = { id: 'mse', params: { reduction: 'sum' } }
    const runs = [
      started('old', { project: 'kin', loss: mse, params: { task: 'cars' } }, 1),
      started('new', { project: 'kin', loss: mse }, 2),
      started('other-loss', { project: 'kin', loss: { id: 'mae', params: {} } }, 3),
      started('none', { project: 'kin' }, 4),
      started('elsewhere', { project: 'far', loss: mse }, 5),
      started('unwatched', { project: 'kin', loss: mse }, 6),
    ]
    const watches = ['old', 'new', 'other-loss', 'none', 'elsewhere'].map(
      (id) => [id, { text: `"${id}"`, version: 0, next: 7 }] as const,
    )
    await store.append(runs, new Map(watches))
    const kin = { project: 'kin', loss: 'mse', limit: 9 }
    expect(await store.listWatches(kin)).toEqual([
      { id: 'new', loss: mse, params: {}, watch: '"new"' },
      { id: 'old', loss: mse, params: { task: 'cars' }, watch: '"old"' },
    ])
    expect(await store.listWatches({ ...kin, limit: 1 })).toHaveLength(1)
    expect((await store.listWatches({ ...kin, loss: null })).map(({ id }) => id)).toEqual(['none'])
  })
})
