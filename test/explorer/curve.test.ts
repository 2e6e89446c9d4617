import { describe, expect, it } from 'vitest'
import { curveOf, tableLoss } from '../../lib/explorer/curve.ts'
import { knobsOf } from '../../lib/explorer/knob.ts'
import { lossesOn, stageOf, stages } from '../../lib/explorer/stages.ts'
import { type LossId, lossIds, lossOf, readParams } from '../../lib/losses/index.ts'

const all = lossIds.map((id) => [id] as const)
const points = 401

function paramsOf(id: LossId) {
  return readParams(lossOf(id))
}

describe('the stages', () => {
  it('have each loss on exactly one of them', () => {
    for (const id of lossIds)
      expect([id, stages.filter((stage) => stage.suits(lossOf(id))).length]).toEqual([id, 1])
    expect(stages.flatMap(lossesOn).sort()).toEqual([...lossIds].sort())
  })
})

describe('the curve of a loss', () => {
  it.each(all)('%s: is finite, and its slope is what the differences of its values say', (id) => {
    const stage = stageOf(id)
    const { xs, values, slopes } = curveOf(stage, lossOf(id), { params: paramsOf(id), points })
    expect(values.every(Number.isFinite)).toBe(true)
    expect(xs.length).toBeGreaterThan(points / 2)
    const span = Math.max(...values) - Math.min(...values)
    expect(span).toBeGreaterThan(0)
    const errors = slopes.slice(2, -2).flatMap((slope, i) => {
      const at = i + 2
      const rise = (values[at + 1] as number) - (values[at - 1] as number)
      const run = (xs[at + 1] as number) - (xs[at - 1] as number)
      return Math.abs(slope - rise / run)
    })
    // A kink spoils the differences beside it, and nowhere else.
    const largest = Math.max(...slopes.map(Math.abs))
    expect(errors.filter((error) => error > 0.02 * largest).length).toBeLessThanOrEqual(8)
  })

  it('leaves out what the loss refuses', () => {
    const options = { params: {}, settings: { target: 0 }, points }
    const { xs } = curveOf(stageOf('msle'), lossOf('msle'), options)
    expect(Math.min(...xs)).toBeGreaterThan(-1)
  })
})

describe('the table of a loss', () => {
  it.each(all)('%s: has a finite loss', (id) => {
    const stage = stageOf(id)
    if (!stage.table) return
    const { total, rows } = tableLoss(stage, lossOf(id), stage.table.rows, { params: paramsOf(id) })
    expect(total).toBeGreaterThan(Number.NEGATIVE_INFINITY)
    if (rows) expect(rows.length).toBe(stage.table.rows.length)
  })

  it('shows how much of the loss the outlier makes up: most of MSE, less of MAE', () => {
    const stage = stageOf('mse')
    const largest = (id: LossId) =>
      tableLoss(stage, lossOf(id), stage.table?.rows ?? [], { params: paramsOf(id) }).largest
    expect(largest('mse')?.row).toBe(5)
    expect(largest('mse')?.share).toBeGreaterThan(0.99)
    expect(largest('mae')?.share).toBeLessThan(0.9)
  })

  it('gives no shares where a loss may be negative', () => {
    const stage = stageOf('poisson-nll')
    expect(
      tableLoss(stage, lossOf('poisson-nll'), [[3, 20]], { params: paramsOf('poisson-nll') }).largest,
    ).toBeNull()
  })

  it('throws the sentence of the kernel', () => {
    const stage = stageOf('poisson-nll')
    expect(() =>
      tableLoss(stage, lossOf('poisson-nll'), [[0, -2]], { params: paramsOf('poisson-nll') }),
    ).toThrow(/-2|−2/)
  })
})

describe('the knobs of a loss', () => {
  it.each(all)('%s: hold what the loss accepts at both ends', (id) => {
    for (const knob of knobsOf(id)) {
      const values = knob.kind === 'number' ? [knob.default, knob.min, knob.max] : [knob.default]
      for (const value of values)
        if (value !== '') expect(() => readParams(lossOf(id), { [knob.name]: value })).not.toThrow()
    }
  })

  it('are delta for Huber, none for MSE, and no guard against division by zero', () => {
    expect(knobsOf('huber')).toMatchObject([{ name: 'delta', default: 1, max: 4, step: 0.05 }])
    expect(knobsOf('mse')).toEqual([])
    expect(knobsOf('mape')).toEqual([])
  })
})
