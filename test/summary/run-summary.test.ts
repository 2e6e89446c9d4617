import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../lib/series.ts'
import { listedSeries, listedSummary, runSummary } from '../../lib/summary/run-summary.ts'
import { readingsOf, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'
import { points, started } from '../store/points.ts'
import { best, events, recordOf } from './summarised.ts'

const nan = Number.NaN

describe('the summary of a run', () => {
  it('has the newest value of every series, whatever it is', async () => {
    const { latest } = runSummary((await recordOf(events)).record)
    expect(latest['train/loss']).toEqual({ step: 4, value: nan })
    expect(latest.lr).toEqual({ step: 4, value: 0.01 })
    expect(Object.keys(latest)).toHaveLength(9)
  })

  it('has the best finite values of losses and scores, not of settings, counters and speeds', async () => {
    expect(runSummary((await recordOf(events)).record).best).toEqual(best)
  })

  it('is spoken for by the most telling open finding', async () => {
    expect(runSummary((await recordOf(events)).record).headline).toMatchObject({
      id: 'late',
      code: 'overfitting',
    })
    expect(runSummary((await recordOf(events.slice(0, 2))).record).headline).toBeNull()
  })

  it('is what a page reads from the points, too', async () => {
    const { record, series, complete } = await recordOf(events)
    const readings = readingsOf(viewOf({ ...record, series, complete }))
    const { latest } = runSummary(record)
    expect(readings).toEqual({ latest, best, lastPointAt: 1_700_000_000_004 })
  })

  it('has nothing to say of a run without points', async () => {
    const { record, series, complete } = await recordOf(events.slice(0, 1))
    expect(runSummary(record)).toMatchObject({ latest: {}, best: {}, headline: null })
    expect(readingsOf(viewOf({ ...record, series, complete }))).toEqual({
      latest: {},
      best: {},
      lastPointAt: null,
    })
  })
})

describe('the view of a page', () => {
  it('stays as it is while it is short', async () => {
    const { record, series, complete } = await recordOf(events)
    const view = viewOf({ ...record, series, complete })
    expect(thinnedView(view)).toBe(view)
  })

  it('is thinned when it grows long, with ends, extremes and non-finite values kept', async () => {
    const values = Array.from({ length: 20_000 }, (_, i) =>
      i === 7777 ? nan : i === 9999 ? 50 : Math.sin(i),
    )
    const { record, series, complete } = await recordOf([
      started('a'),
      points('a', 'loss', [...values.keys()], values),
    ])
    const thinned = thinnedView(viewOf({ ...record, series, complete })).series.loss
    const steps = thinned ? columnsOf(thinned).steps : new Float64Array()
    expect(steps.length).toBeLessThan(16_000)
    for (const step of [0, 7777, 9999, 19_999]) expect(steps).toContain(step)
  })
})

it('tells in a list the values of so many series at most, the main ones among them', async () => {
  const { record } = await recordOf(events)
  const [one] = record.series
  const many = Array.from({ length: 1000 }, (_, i) => ({ ...one, name: `layer/${i}` }) as typeof one)
  const series = [...many, ...record.series].flatMap((each) => each ?? [])
  const { latest } = listedSummary({ ...record, series })
  expect(Object.keys(latest)).toHaveLength(listedSeries)
  expect(latest).toHaveProperty(['val/loss'])
  expect(listedSummary(record)).toEqual(runSummary(record))
})
