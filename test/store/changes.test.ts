import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../lib/store/store.ts'
import { noWatches, points, started, watchIn } from './points.ts'
import { stores } from './stores.ts'

describe.each(stores)('the %s store', (_kind, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const append = (...events: Parameters<Store['append']>[0]) => store.append(events, noWatches)
  const stepsOf = async (id: string) => [...((await store.readPoints(id, {})).series[0]?.steps ?? [])]

  it('takes a run id again in the very append that deletes its run', async () => {
    await append(started('a'), points('a', 'loss', [1, 2], [1, 2]))
    await append(
      points('a', 'loss', [3], [3]),
      { type: 'run-deleted', runId: 'a' },
      started('a'),
      points('a', 'loss', [7], [7]),
    )
    await append(points('a', 'loss', [8], [8]))
    expect(await stepsOf('a')).toEqual([7, 8])
    expect((await store.readRun('a'))?.series).toMatchObject([{ name: 'loss', count: 2, first: 7 }])
  })

  it('keeps that a run is to stop, and why, and takes it for the reason of its end', async () => {
    const asked = { by: 'policy', reason: 'NaN', time: 5 }
    await append(started('s'), { type: 'control', runId: 's', action: 'stop', ...asked, done: false })
    expect((await store.readRun('s'))?.run.stopAsked).toEqual(asked)
    await append({ type: 'run-ended', runId: 's', status: 'stopped', time: 6 })
    expect((await store.readRun('s'))?.run).toMatchObject({ stopAsked: asked, reason: 'NaN' })
  })

  it('forgets where the detectors of a deleted run stood', async () => {
    await store.append([started('w')], new Map([['w', { text: '{}', version: 0, next: 7 }]]))
    await append({ type: 'run-deleted', runId: 'w' })
    await append(started('w'))
    expect(await watchIn(store, 'w')).toBeNull()
  })

  it('sums up a series true to its points when a point is put before the very last step there is', async () => {
    await append(started('end'), points('end', 'loss', [2 ** 53 - 1], [4]))
    await append(points('end', 'loss', [5], [9]))
    expect((await store.readRun('end'))?.series[0]).toMatchObject({
      count: 2,
      first: 5,
      last: { step: 2 ** 53 - 1, value: 4 },
      max: { step: 5, value: 9 },
    })
    expect(await stepsOf('end')).toEqual([5, 2 ** 53 - 1])
  })

  it('gives findings of the same moment in the order of their ids', async () => {
    const finding = (id: string) => ({
      type: 'finding' as const,
      runId: 'f',
      finding: {
        ...{ id, runId: 'f', code: 'diverged', severity: 'critical' as const, series: 'loss', step: 1 },
        ...{ raisedStep: 1, raisedAt: 1, evidence: {}, causes: [], resolvedStep: null, acknowledgedAt: null },
      },
    })
    await append(started('f'), finding('f:b'), finding('f:a'), finding('f:c'), finding('f:b'))
    expect((await store.readRun('f'))?.findings.map(({ id }) => id)).toEqual(['f:a', 'f:b', 'f:c'])
  })

  it('keeps the time when a finding was acknowledged, whatever it becomes', async () => {
    const [first] = (await store.readRun('f'))?.findings ?? []
    if (!first) throw new Error('no finding')
    const event = (changes: object) => ({
      type: 'finding' as const,
      runId: 'f',
      finding: { ...first, ...changes },
    })
    await append(event({ acknowledgedAt: 77 }))
    await append(event({ resolvedStep: 9 }))
    expect(await store.readFinding(first.id)).toMatchObject({ acknowledgedAt: 77, resolvedStep: 9 })
  })
})
