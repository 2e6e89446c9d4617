import { describe, expect, it } from 'vitest'
import { byName } from '../../lib/by-name.ts'
import type { StepValue } from '../../lib/compare/compared-run.ts'
import { chosenMetric, drawnNames, metricChoice } from '../../lib/compare/metric-choice.ts'
import { comparedRunOf, packRuns, unpackRuns } from '../../lib/compare/packed-runs.ts'
import { scoreNames, scoreRows } from '../../lib/compare/score-rows.ts'
import { verdictOf } from '../../lib/compare/verdict.ts'
import { trickyValues } from '../store/points.ts'
import { events, finding, recordOf } from '../summary/summarised.ts'
import { ce, compared, labelOf, run } from './compared.ts'

describe('packed runs', () => {
  it('come out as they went in, whatever their values and names', async () => {
    const { record } = await recordOf(events)
    const odd = byName<StepValue>([
      ...trickyValues.map((value, i) => [`s${i}`, { step: i, value }] as const),
      ['__proto__', { step: 2 ** 53 - 1, value: Number.NaN }],
      ['constructor', { step: 0, value: -0 }],
    ])
    const all = [
      comparedRunOf(record),
      { run: run('b', { seed: null }), latest: odd, best: byName<never>() },
      { run: run('c'), latest: byName<never>(), best: byName<never>() },
    ].map((one) => ({ compared: one, findings: [] }))
    expect(unpackRuns(packRuns(all))).toEqual(all)
  })

  it('name each series once', () => {
    const names = Array.from({ length: 300 }, (_, i) => `layers.${i}/grad_norm`)
    const reached = Object.fromEntries(names.map((name) => [name, { last: 1 / 3 }]))
    const all = Array.from({ length: 50 }, (_, i) => ({
      compared: compared(run(`${i}`), reached),
      findings: [],
    }))
    const packed = packRuns(all)
    expect(packed.names).toEqual(names)
    expect(JSON.stringify(packed.runs)).not.toContain('grad_norm')
    expect(JSON.stringify(packed).length).toBeLessThan(50 * 300 * 60)
  })

  it('leave out what a comparison does not show: notes, environment, findings that are over', async () => {
    const { record } = await recordOf([...events, finding('open', {})])
    const about = run('a', { notes: 'long', environment: { python: '3' } })
    const all = [{ compared: { ...comparedRunOf(record), run: about }, findings: record.findings }]
    const [one] = unpackRuns(packRuns(all))
    expect(one?.findings.map(({ id }) => id)).not.toContain('over')
    expect(one?.findings.map(({ id }) => id)).toContain('open')
    expect(one?.compared.run).toMatchObject({ notes: '', environment: {} })
  })

  it('lead to the same verdict and scores', () => {
    const all = [0.5, 0.25].map((last, i) =>
      compared(run(`${i}`, { loss: ce, params: { lr: i } }), { 'val/loss': { last }, lr: { last: 1 } }),
    )
    const read = unpackRuns(packRuns(all.map((one) => ({ compared: one, findings: [] })))).map(
      (one) => one.compared,
    )
    expect(verdictOf(read, 'val/loss', labelOf)).toEqual(verdictOf(all, 'val/loss', labelOf))
    expect(scoreRows(read)).toEqual(scoreRows(all))
  })
})

describe('the drawn series', () => {
  const one = compared(run('a', { loss: ce }), {
    'train/loss': { last: 1 },
    'val/loss': { last: 1 },
    lr: { last: 1 },
  })

  it('are the chosen metric, or else the one that tells most', () => {
    const choice = metricChoice([one])
    expect(chosenMetric(choice, 'lr')).toBe('lr')
    expect(chosenMetric(choice, 'toString')).toBe('val/loss')
    expect(chosenMetric(choice, null)).toBe('val/loss')
    expect(chosenMetric({ common: [], others: [] }, 'lr')).toBeNull()
  })

  it('are those of the metric that a run has, and its twin where that is asked for', () => {
    expect(drawnNames(one, 'val/loss', false)).toEqual(['val/loss'])
    expect(drawnNames(one, 'val/loss', true)).toEqual(['val/loss', 'train/loss'])
    expect(drawnNames(one, 'val/f1', true)).toEqual([])
    expect(drawnNames(one, '__proto__', true)).toEqual([])
    expect(drawnNames(one, null, true)).toEqual([])
  })
})

describe('the rows of scores', () => {
  const many = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

  it('are all of them where they are few', () => {
    const choice = { common: ['val/loss', 'lr'], others: ['x'] }
    expect(scoreNames(choice, 50)).toEqual({ first: ['val/loss', 'lr', 'x'], more: [] })
  })

  it('are the shared ones of validation at first where there are hundreds, and none is lost', () => {
    const choice = { common: ['val/loss', 'val/f1', ...many('layers.', 300)], others: many('val/other', 9) }
    const { first, more } = scoreNames(choice, 50)
    expect(first).toEqual(['val/loss', 'val/f1'])
    expect([...first, ...more].sort()).toEqual([...choice.common, ...choice.others].sort())
  })

  it('are bounded at first by their cells', () => {
    const common = many('val/f', 500)
    expect(scoreNames({ common, others: [] }, 50).first).toHaveLength(12)
    expect(scoreNames({ common, others: [] }, 2).first).toHaveLength(60)
    expect(scoreNames({ common: [], others: many('layers.', 500) }, 20).first).toHaveLength(30)
  })
})
