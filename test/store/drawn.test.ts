/** What is drawn of many runs, the same from every store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DrawnSeries, unpackPoints } from '../../lib/packed-points.ts'
import type { DrawnQuery, Store } from '../../lib/store/store.ts'
import { noWatches, points, started } from './points.ts'
import { stores } from './stores.ts'

const wave = Float64Array.from({ length: 20_000 }, (_, i) => Math.sin(i / 50))
wave[1990] = 99
wave[2001] = 7
wave[2999] = -7
wave[3010] = 98
wave[7777] = Number.NaN
wave[9000] = Number.NEGATIVE_INFINITY
const steps = Float64Array.from(wave.keys())

describe.each(stores)('the %s store', (_kind, open) => {
  let store: Store
  const drawn = async (query: DrawnQuery) => unpackPoints(await store.readDrawn(query))
  beforeAll(async () => {
    store = await open()
    await store.append([started('long'), started('short'), started('other')], noWatches)
    await store.append([points('long', 'loss', steps, wave)], noWatches)
    await store.append([points('short', 'loss', [1, 2], [Number.NaN, -0])], noWatches)
    await store.append([points('short', 'lr', [1, 2], [1, 2]), points('other', 'lr', [5], [1])], noWatches)
  })
  afterAll(() => store.close())

  it('gives series in the order of the runs and of names, and leaves out what is not there', async () => {
    const all = await drawn({
      ...{ runs: ['short', 'nobody', 'long', 'other'], series: ['lr', 'loss', 'none'], buckets: 40 },
    })
    expect(all.map(({ runId, name, isComplete }) => [runId, name, isComplete])).toEqual([
      ['short', 'loss', true],
      ['short', 'lr', true],
      ['long', 'loss', false],
      ['other', 'lr', true],
    ])
    const [short] = all as [DrawnSeries]
    expect([...short.values]).toEqual([Number.NaN, -0])
    expect(short.samples).toEqual(short.steps)
  })

  it('keeps of each range its extremes and every kind of value that is not finite', async () => {
    const [long] = (await drawn({ runs: ['long'], series: ['loss'], buckets: 40 })) as [DrawnSeries]
    expect(long.steps.length).toBeLessThan(40 * 5)
    for (const step of [0, 1990, 2999, 7777, 9000, 19_999]) expect([...long.steps]).toContain(step)
    const bad = [...long.values].filter((value) => !Number.isFinite(value))
    expect(bad).toEqual([Number.NaN, Number.NEGATIVE_INFINITY])
    expect([...long.values].every((value, i) => Object.is(value, wave[long.steps[i] as number]))).toBe(true)
  })

  it('says which points were taken by their place: their mean is that of the values, not of extremes', async () => {
    const [long] = (await drawn({ runs: ['long'], series: ['loss'], buckets: 40 })) as [DrawnSeries]
    const { samples } = long
    expect(samples.length).toBeGreaterThanOrEqual(40)
    expect(samples.length).toBeLessThanOrEqual(41)
    expect([samples[0], samples.at(-1)]).toEqual([0, 19_999])
    expect([...samples].every((step) => long.steps.includes(step))).toBe(true)
    const gaps = [...samples].slice(1).map((step, i) => step - (samples[i] as number))
    expect(Math.max(...gaps)).toBeLessThan(1200)
  })

  it('keeps the extremes of a part, though what stands beside it is more extreme', async () => {
    const query = { runs: ['long'], series: ['loss'], buckets: 20, from: 2000, to: 3000 }
    const [part] = (await drawn(query)) as [DrawnSeries]
    expect([part.steps[0], part.steps.at(-1)]).toEqual([2000, 3000])
    expect([Math.min(...part.values), Math.max(...part.values)]).toEqual([-7, 7])
    const [alone] = (await store.readPoints('long', { buckets: 20, from: 2000, to: 3000 })).series
    expect([...(alone?.steps ?? [])]).toEqual([...part.steps])
  })
})
