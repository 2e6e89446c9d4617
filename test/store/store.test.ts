import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { averagesOf } from '../../lib/averages.ts'
import type { Finding } from '../../lib/run.ts'
import type { Store } from '../../lib/store/store.ts'
import { noWatches, points, started, trickyValues } from './points.ts'
import { stores } from './stores.ts'

const finding: Finding = {
  id: 'f:diverged:train/loss:7',
  runId: 'f',
  code: 'diverged',
  severity: 'critical',
  series: 'train/loss',
  step: 7,
  raisedStep: 9,
  raisedAt: 1.5,
  evidence: { now: Number.NaN, last: [1, Number.POSITIVE_INFINITY] },
  causes: ['learning-rate-too-high'],
  resolvedStep: null,
  acknowledgedAt: null,
}

describe.each(stores)('the %s store', (_kind, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const append = (...events: Parameters<Store['append']>[0]) => store.append(events, noWatches)
  const all = async (id: string, query = {}) => (await store.readPoints(id, query)).series[0]

  it('stores nothing of what is given up', async () => {
    const given = store.append([started('given-up')], noWatches, AbortSignal.abort(new Error('given up')))
    await expect(given).rejects.toThrow('given up')
    expect(await store.readRun('given-up')).toBeNull()
  })

  it('counts what points came in the place of, before they were sent and here', async () => {
    const sent = points('replaced', 'loss', [1, 2], [3, 2])
    if (sent.type === 'points') for (const one of sent.series) one.replaced = Float64Array.of(0, 2)
    await append(started('replaced'), sent, points('replaced', 'loss', [2, 3], [1, 1]))
    expect((await store.readRun('replaced'))?.series).toMatchObject([{ count: 3, replaced: 3 }])
  })

  it('keeps every seed, as large as a double may be', async () => {
    const seeds = trickyValues.filter((seed) => Number.isFinite(seed) && !Object.is(seed, -0))
    for (const [i, seed] of [...seeds, 1e15 + 0.125, 123456789012345680000, -3.5e-20].entries()) {
      await append(started(`seed-${i}`, { seed }))
      expect((await store.readRun(`seed-${i}`))?.run.seed).toBe(seed)
      await append({ type: 'run-ended', runId: `seed-${i}`, status: 'finished', time: 9 })
      expect((await store.readRun(`seed-${i}`))?.run.seed).toBe(seed)
    }
  })

  it('gives back a run as it was described', async () => {
    const params = { lr: 0.1, nesterov: true, optimizer: 'sgd', nothing: 'NaN' }
    await append(
      started('a', {
        name: 'first',
        params,
        tags: ['x', 'y'],
        loss: { id: 'mse', params: { beta: 2 }, dialect: 'keras' },
        seed: 3,
      }),
    )
    const record = await store.readRun('a')
    expect(record?.run).toMatchObject({
      id: 'a',
      name: 'first',
      params,
      tags: ['x', 'y'],
      seed: 3,
      status: 'running',
    })
    expect(record?.run.loss).toEqual({ id: 'mse', params: { beta: 2 }, dialect: 'keras' })
    await append(started('plain', { loss: { id: 'mae', params: {} } }))
    expect((await store.readRun('plain'))?.run.loss).toEqual({ id: 'mae', params: {} })
    expect(await store.readRun('nobody')).toBeNull()
  })

  it('keeps every double bit for bit, non-finite ones and the sign of zero included', async () => {
    await append(started('b'), points('b', 'train/loss', [...trickyValues.keys()], trickyValues))
    const read = await all('b')
    expect(new Uint8Array(read?.values.buffer as ArrayBuffer)).toEqual(
      new Uint8Array(Float64Array.from(trickyValues).buffer),
    )
  })

  it('keeps steps up to 2^53 - 1', async () => {
    const steps = [0, 2 ** 31, 2 ** 51 + 1, 2 ** 53 - 1]
    await append(started('big'), points('big', 'loss', steps, [1, 2, 3, 4]))
    expect([...((await all('big'))?.steps ?? [])]).toEqual(steps)
    expect((await store.readRun('big'))?.series[0]?.last.step).toBe(2 ** 53 - 1)
  })

  it('has a point once, however often it is sent, and lets a new value replace the old one', async () => {
    await append(started('c'), points('c', 'loss', [1, 2, 3], [3, 2, 1]))
    await append(points('c', 'loss', [1, 2, 3], [3, 2, 1]))
    await append(points('c', 'loss', [3, 4], [0.5, 7]))
    const read = await all('c')
    expect([...(read?.steps ?? [])]).toEqual([1, 2, 3, 4])
    expect([...(read?.values ?? [])]).toEqual([3, 2, 0.5, 7])
    const summary = (await store.readRun('c'))?.series[0]
    expect(summary).toMatchObject({
      count: 4,
      min: { step: 3, value: 0.5 },
      max: { step: 4, value: 7 },
      nonFinite: 0,
    })
    expect(summary?.last).toMatchObject({ step: 4, value: 7 })
  })

  it('thins a long series to its extremes and hides no non-finite value', async () => {
    const n = 100_000
    const steps = Float64Array.from({ length: n }, (_, i) => i * 5)
    const values = steps.map((step, i) =>
      i === 40_001 ? 1e9 : i === 77_777 ? Number.NaN : Math.sin(step / 1e4),
    )
    values[90_000] = Number.NEGATIVE_INFINITY
    await append(started('long'))
    for (let i = 0; i < n; i += 10_000)
      await append(points('long', 'loss', steps.slice(i, i + 10_000), values.slice(i, i + 10_000)))
    const page = await store.readPoints('long', { buckets: 200 })
    const { steps: kept, values: read } = page.series[0] as { steps: Float64Array; values: Float64Array }
    expect(page.complete).toBe(false)
    expect(kept.length).toBeLessThan(1500)
    expect(kept).toContain(40_001 * 5)
    expect(kept).toContain(77_777 * 5)
    expect(kept).toContain(90_000 * 5)
    expect([kept[0], kept.at(-1)]).toEqual([0, (n - 1) * 5])
    expect(read.every((value, i) => Object.is(value, values[(kept[i] as number) / 5]))).toBe(true)
    const summary = (await store.readRun('long'))?.series[0]
    expect(summary).toMatchObject({ count: n, max: { step: 200_005, value: 1e9 }, nonFinite: 2 })
  })

  it('averages whole series, the same in every store', async () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) =>
      i % 7 === 0 ? Number.NaN : i % 11 === 0 ? -0 : Math.sin(i) * 10 ** (i % 5),
    )
    await append(started('even'))
    await append(points('even', 'huge', [1, 2, 3], [1.7e308, -1.6e308, Number.POSITIVE_INFINITY]))
    await append(points('even', 'long', [...values.keys()], values))
    const [huge, long] = await store.readAverages('even')
    expect([...(huge?.values ?? [])]).toEqual([1.7e308, -1.6e308, Number.NaN])
    expect(await store.readAverages('even', ['long'])).toEqual([long])
    const expected = averagesOf('long', {
      ...{ steps: Float64Array.from(values.keys()), values, times: values },
    })
    expect(long).toMatchObject({ name: 'long', width: expected.width, last: 4999, counts: expected.counts })
    long?.values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.values[i] as number, 9)
      expect(long.steps[i]).toBeCloseTo(expected.steps[i] as number, 9)
    })
  })

  it('keeps the extremes true when points in the middle of a long series are replaced or added', async () => {
    await append(points('long', 'loss', [200_005, 200_007, 3], [0, -50, 9]))
    const summary = (await store.readRun('long'))?.series[0]
    expect(summary).toMatchObject({
      count: 100_002,
      min: { step: 200_007, value: -50 },
      max: { step: 3, value: 9 },
    })
    const zoomed = (await store.readPoints('long', { from: 200_000, to: 200_010, buckets: 50 })).series[0]
    expect([...(zoomed?.steps ?? [])]).toEqual([200_000, 200_005, 200_007, 200_010])
    expect((await all('long', { buckets: 100 }))?.steps).toContain(200_007)
  })

  it('answers ranges and what came after a step', async () => {
    expect([...((await all('c', { after: 2 }))?.steps ?? [])]).toEqual([3, 4])
    expect([...((await all('c', { from: 2, to: 3 }))?.steps ?? [])]).toEqual([2, 3])
    expect((await store.readPoints('c', { series: ['other'] })).series).toEqual([])
  })

  it('keeps a finding with its evidence, and its later state', async () => {
    await append(started('f'), { type: 'finding', runId: 'f', finding })
    await append({ type: 'finding', runId: 'f', finding: { ...finding, resolvedStep: 12 } })
    expect((await store.readRun('f'))?.findings).toEqual([{ ...finding, resolvedStep: 12 }])
    expect(await store.readFinding(finding.id)).toEqual({ ...finding, resolvedStep: 12 })
  })

  it('follows a run from start to loss, return and end', async () => {
    await append(started('s'), { type: 'run-lost', runId: 's', time: 5 })
    expect((await store.readRun('s'))?.run).toMatchObject({ status: 'lost', endedAt: 5 })
    await append(points('s', 'loss', [1], [1]))
    expect((await store.readRun('s'))?.run).toMatchObject({ status: 'running', endedAt: null })
    await append({ type: 'run-ended', runId: 's', status: 'failed', reason: 'out of memory', time: 9 })
    expect((await store.readRun('s'))?.run).toMatchObject({
      status: 'failed',
      endedAt: 9,
      reason: 'out of memory',
    })
  })

  it('edits and deletes a run with all that it had', async () => {
    await append({ type: 'run-edited', runId: 'c', changes: { name: 'new name', tags: ['kept'] } })
    expect((await store.readRun('c'))?.run).toMatchObject({ name: 'new name', tags: ['kept'] })
    await append({ type: 'run-deleted', runId: 'c' })
    expect(await store.readRun('c')).toBeNull()
    await append(started('c'), points('c', 'loss', [9], [9]))
    expect([...((await all('c'))?.steps ?? [])]).toEqual([9])
  })

  it('keeps what was set', async () => {
    expect(await store.readSetting('settings')).toBeNull()
    await store.writeSetting('settings', '{"a":1}')
    await store.writeSetting('settings', '{"a":2}')
    expect(await store.readSetting('settings')).toBe('{"a":2}')
    await store.writeSetting('waiting of b', '1')
    await store.writeSetting('waiting of a', '2')
    expect([...(await store.listSettings('waiting'))]).toEqual([
      ['waiting of a', '2'],
      ['waiting of b', '1'],
    ])
    expect(await store.deleteSetting('waiting of a', '3')).toBe(false)
    expect(await store.deleteSetting('waiting of a', '2')).toBe(true)
    expect(await store.deleteSetting('waiting of a', '2')).toBe(false)
    expect([...(await store.listSettings('waiting')).keys()]).toEqual(['waiting of b'])
  })
})
