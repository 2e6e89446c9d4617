import { describe, expect, it } from 'vitest'
import { applyEvent, type RunView } from '../../lib/run.ts'
import { columnsOf, emptySeries, withPoints } from '../../lib/series.ts'
import { grownDetail } from '../../lib/summary/grown-detail.ts'
import { nothingSaid } from '../../lib/summary/main-metric.ts'
import {
  heldNow,
  heldSeries,
  nonFiniteOf,
  outlineOf,
  seriesOf,
  spanOf,
  withOutline,
} from '../../lib/summary/outline.ts'
import { readingsOf, viewOf } from '../../lib/summary/stored-run.ts'
import { points } from '../store/points.ts'
import { events, finding, recordOf } from './summarised.ts'

async function opened() {
  const { record, series } = await recordOf([...events, finding('norm', { series: 'train/grad_norm' })])
  const outline = outlineOf(record)
  const held = heldSeries(outline.names, nothingSaid)
  const { run, findings } = record
  const own = series.filter(({ name }) => held.includes(name))
  return { outline, view: viewOf({ run, findings, series: own, complete: true }) }
}

describe('a run that comes without most of its points', () => {
  it('holds its main loss and knows of the others by name', async () => {
    const { outline, view } = await opened()
    expect(Object.keys(view.series)).toEqual(['train/loss', 'val/loss'])
    expect(outline.names).toContain('val/accuracy')
    expect(withOutline(readingsOf(view), outline).lastPointAt).toBe(outline.lastPointAt)
  })

  it('knows how far a series reaches in which something was found, and how it goes on', async () => {
    const { outline, view } = await opened()
    expect(spanOf('train/grad_norm', view, outline)).toEqual({ count: 2, first: 1, last: 4 })
    const grown = applyEvent(view, points('a', 'train/grad_norm', [9], [1])) as RunView
    expect(spanOf('train/grad_norm', grown, outline)).toEqual({ count: 2, first: 1, last: 9 })
    expect(spanOf('train/loss', view, outline)).toEqual({ count: 4, first: 1, last: 4 })
  })

  it('does not take the newest points of a series for all of it', async () => {
    const { outline, view } = await opened()
    const grown = applyEvent(view, points('a', 'lr', [9], [1])) as RunView
    expect(spanOf('lr', grown, outline)).toBeNull()
    const begun = applyEvent(view, points('a', 'new', [9], [1])) as RunView
    expect(spanOf('new', begun, outline)).toEqual({ count: 1, first: 9, last: 9 })
  })

  it('is nothing where nothing was logged', () => {
    expect(outlineOf({ run: nothingSaid, series: [], findings: [] })).toEqual({
      ...{ names: [], held: [], mainMetric: null, spans: [], nonFinite: [], furthest: [], lastPointAt: null },
    })
  })

  it('holds another series once one comes that tells more, or the run names another', async () => {
    const { outline } = await opened()
    expect(heldNow(outline.names, nothingSaid, outline)).toEqual(outline.held)
    expect(heldNow([...outline.names, 'val/acc'], nothingSaid, outline)).toEqual(outline.held)
    const named = { ...nothingSaid, mainMetric: 'val/acc' }
    expect(heldNow(outline.names, { ...nothingSaid, mainMetric: 'lr' }, outline)).toEqual(['lr'])
    expect(heldNow([...outline.names, 'val/acc'], named, outline)).toContain('val/acc')
  })
})

describe('values that are not finite', () => {
  const columnsFrom = (first: number, values: number[]) => ({
    steps: Float64Array.from(values, (_, i) => first + i),
    values: Float64Array.from(values),
    times: Float64Array.from(values, () => 1),
  })
  it('are counted exactly: those in the store, and those that have come since', async () => {
    const { record } = await recordOf([...events, finding('nan', { code: 'non-finite' })])
    const outline = outlineOf(record)
    const grown = (first: number, values: number[]): RunView => ({
      ...record,
      series: { 'train/loss': withPoints(emptySeries('train/loss'), columnsFrom(first, values)) },
    })
    // Two of the four stored ones are not finite; what the page holds of these is thinned.
    expect(nonFiniteOf('train/loss', grown(1, [3]), outline)).toBe(2)
    expect(nonFiniteOf('train/loss', grown(4, [NaN, NaN, 1, Infinity]), outline)).toBe(4)
    expect(nonFiniteOf('lr', grown(1, []), outline)).toBeNull()
    expect(nonFiniteOf('new', grown(1, []), outline)).toBe(0)
  })
})

describe('the detail of a stretch', () => {
  const columns = (steps: number[]) => {
    const column = Float64Array.from(steps)
    return columnsOf(withPoints(emptySeries('a'), { steps: column, values: column, times: column }))
  }
  const grown = (detail: number[], known: number[], to: number) =>
    grownDetail([columns(detail)], [columns(known)], to).map(({ steps }) => Array.from(steps))

  it.each([
    ['points that came since', [10, 11, 12], [0, 12, 13, 14], 20, [10, 11, 12, 13, 14]],
    [
      'one point beyond its end, where none is at it',
      [10, 11, 12],
      [0, 13, 15, 16],
      14,
      [10, 11, 12, 13, 15],
    ],
    ['what is known where nothing was read', [], [1, 2], 20, [1, 2]],
    ['only itself while nothing has come', [10, 11, 12], [0, 12], 20, [10, 11, 12]],
  ])('has %s', (_what, detail, known, to, all) => {
    expect(grown(detail, known, to)).toEqual([all])
  })

  it('is of the series that are known', async () => {
    const { view } = await opened()
    expect(grownDetail([], seriesOf(view, ['val/loss', 'none']), 9).map(({ name }) => name)).toEqual([
      'val/loss',
    ])
  })
})
