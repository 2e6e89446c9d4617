import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../lib/format.ts'
import { columnsOf, emptySeries, withPoints } from '../../lib/series.ts'
import { drawnCurve } from '../../lib/summary/drawn-curve.ts'
import { packEnded, packLive } from '../../lib/summary/pack-row.ts'
import { hasMissed, unpackEnded, unpackLive } from '../../lib/summary/packed-row.ts'
import { cellOf, isChosen } from '../../lib/summary/row-cells.ts'
import { applyToRow, type RunRow, rowOf } from '../../lib/summary/run-row.ts'
import { runSummary } from '../../lib/summary/run-summary.ts'
import { points, started } from '../store/points.ts'
import { events, finding, recordOf } from './summarised.ts'

const now = 0
const { NaN: nan, POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: minus } = Number

async function rowFrom(all = events) {
  const { record, series } = await recordOf(all)
  return {
    record,
    row: rowOf(
      record,
      series.filter(({ name }) => name.endsWith('/loss')),
    ),
  }
}
const ended = { type: 'run-ended', runId: 'a', status: 'finished', time: 9 } as const

describe('a row on its way to the page', () => {
  it('keeps of a live run what its card shows, non-finite values too', async () => {
    const { row } = await rowFrom()
    const after = unpackLive(packLive(row, now))
    expect(after.latest['train/loss']).toEqual({ step: 4, value: nan })
    expect(after.best).toEqual({ 'val/loss': { step: 4, value: 1.5 } })
    expect(after.view.findings.map(({ id }) => id)).toEqual(['late'])
    const curves = Object.values(after.view.series).map(columnsOf)
    expect(curves.map(({ name, values }) => [name, Array.from(values)])).toEqual([
      ['train/loss', [3, minus, 1, nan]],
      ['val/loss', [2, 1.5]],
    ])
  })

  it('goes on by events as one that was not packed', async () => {
    const { row } = await rowFrom()
    const more = points('a', 'val/loss', [6, 8], [1.25, 1])
    const [packed, whole] = [unpackLive(packLive(row, now)), row].map(
      (one) => applyToRow(one, more) as RunRow,
    )
    expect(packed?.latest['val/loss']).toEqual(whole?.latest['val/loss'])
    expect(packed?.best['val/loss']).toEqual(whole?.best['val/loss'])
    expect(packed && drawnCurve(packed.view, 120, 28)).toEqual(whole && drawnCurve(whole.view, 120, 28))
  })

  it('keeps of an ended run its finding in words, its losses and its drawn curve', async () => {
    const { row } = await rowFrom([...events, ended])
    const after = unpackEnded(packEnded(row, ['last', 'seed']), ['last', 'seed'])
    expect(after.view.run).toMatchObject({ id: 'a', status: 'finished', endedAt: 9 })
    expect(cellOf(after, 'last')).toBe(1.5)
    expect(cellOf(after, 'seed')).toBe(row.view.run.seed)
    expect(after.drawn?.finding).toMatchObject({ severity: 'warning' })
    expect(after.drawn?.curve).toEqual(drawnCurve(row.view, 120, 28))
  })

  it('keeps every digit of what was chosen, and rounds what was measured', async () => {
    const begun = started('a', { seed: 20_240_601, params: { lr: 0.001, steps: 1_234_567 } })
    const { row } = await rowFrom([begun, ...events.slice(1), ended])
    const columns = ['seed', 'lr', 'steps', 'last', 'absent']
    for (const one of [row, unpackEnded(packEnded(row, columns), columns)]) {
      expect(columns.map((name) => cellOf(one, name))).toEqual([20_240_601, 0.001, 1_234_567, 1.5, null])
      expect(columns.filter((name) => isChosen(one, name))).toEqual(['seed', 'lr', 'steps'])
    }
  })

  it('shows the digits that the page of the run shows', async () => {
    const value = 0.27835002
    const all = [started('a'), points('a', 'train/loss', [1], [value])]
    const live = unpackLive(packLive((await rowFrom(all)).row, now))
    const over = unpackEnded(packEnded((await rowFrom([...all, ended])).row, ['last']), ['last'])
    for (const one of [
      live.latest['train/loss']?.value,
      live.best['train/loss']?.value,
      cellOf(over, 'last'),
    ])
      expect(formatNumber(one as number)).toBe(formatNumber(value))
  })

  it.each([
    ['nothing', (all: RunRow) => all, false],
    ['its end', (all: RunRow) => applyToRow(all, ended) as RunRow, true],
    ['a finding', (all: RunRow) => applyToRow(all, finding('more', { raisedAt: 0 })) as RunRow, true],
  ])('tells that it missed %s', async (_what, change, isMissed) => {
    const { record, row } = await rowFrom()
    const rows = new Map([['a', change(unpackLive(packLive(row, now)))]])
    expect(hasMissed(rows, [runSummary(record)], 50)).toBe(isMissed)
    expect(hasMissed(new Map(), [runSummary(record)], 50)).toBe(true)
    expect(hasMissed(new Map(), [], 50)).toBe(false)
  })
})

describe('a small curve', () => {
  it('is finite whatever its values, with a cross where they begin not to be', async () => {
    const { row } = await rowFrom()
    const corners = [0, -0, 5e-324, 1e308, -1e308, nan, infinity, minus, 1, 1 + 2 ** -52]
    for (const values of [[], ...corners.flatMap((a) => corners.map((b) => [a, b]))]) {
      const steps = Float64Array.from(values, (_, i) => i * (2 ** 53 - 1))
      const columns = { steps, values: Float64Array.from(values), times: steps }
      const series = { loss: withPoints(emptySeries('loss'), columns) }
      const [train, validation, bad] = drawnCurve({ ...row.view, series }, 120, 28)
      expect(train + validation).not.toMatch(/NaN|Infinity|e/)
      expect(bad === '').toBe(values.every(Number.isFinite))
    }
  })

  it('starts anew after what is not finite', async () => {
    const { row } = await rowFrom()
    const [train, validation] = drawnCurve(row.view, 120, 28)
    expect(train.match(/M/g)).toHaveLength(2)
    expect(validation.match(/M/g)).toHaveLength(1)
  })
})
