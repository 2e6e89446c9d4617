import { describe, expect, it } from 'vitest'
import { exportedComparisons, exportedRuns, exportedStandings } from '../../lib/compare/exported.ts'
import { skillOf, skillsOf } from '../../lib/compare/skill.ts'
import { usualJudging, verdictOf } from '../../lib/compare/verdict.ts'
import { disagreement, winnersOf } from '../../lib/compare/winners.ts'
import type { Params, RunLoss } from '../../lib/run.ts'
import { ce, compared, labelOf, mse, run } from './compared.ts'

const mae: RunLoss = { id: 'mae', params: {} }

/** mse is better by rmse, mae by mae, each over four seeds. */
const runs = [0, 1, 2, 3].flatMap((seed) => [
  compared(run(`mse-${seed}`, { loss: mse, seed }), {
    'val/loss': { last: 4 + 0.1 * seed },
    'val/rmse': { last: 2 + 0.01 * seed },
    'val/mae': { last: 1.6 + 0.02 * seed },
  }),
  compared(run(`mae-${seed}`, { loss: mae, seed }), {
    'val/loss': { last: 1.2 },
    'val/rmse': { last: 2.5 + 0.02 * seed },
    'val/mae': { last: 1.2 + 0.01 * seed },
  }),
])

describe('who wins where', () => {
  const winners = winnersOf(runs, labelOf, usualJudging)

  it('has a standing and tests for each metric that all share and that ranks, and none for their losses', () => {
    expect(winners.map(({ metric, standings }) => [metric, standings[0]?.label])).toEqual([
      ['val/mae', 'mae'],
      ['val/rmse', 'mse'],
    ])
    expect(winners.every(({ comparisons }) => comparisons[0]?.judgement === 'better')).toBe(true)
  })

  it('leaves the recalls of single classes to the figures of where models differ', () => {
    const of = (loss: RunLoss, accuracy: number, recall: number) =>
      compared(run(loss.id, { loss }), {
        'val/accuracy': { last: accuracy },
        'val/recall/7': { last: recall },
      })
    const winners = winnersOf([of(mse, 0.9, 0.1), of(ce, 0.8, 0.2)], labelOf, usualJudging)
    expect(winners.map(({ metric }) => metric)).toEqual(['val/accuracy'])
    expect(disagreement(winners)).toBeNull()
  })

  it('says where metrics disagree, and that each wins by what it minimises', () => {
    expect(disagreement(winners)).toBe(
      'mae leads by val/mae and mse by val/rmse: each by what it minimises; decide which error costs you.',
    )
    expect(disagreement(winners.slice(0, 1))).toBeNull()
  })
})

describe('skill', () => {
  const at = (loss: RunLoss, last: number, params: Params) =>
    skillOf(compared(run('a', { loss, params }), { 'val/loss': { last } }), usualJudging)

  it('is the share that a run took off the loss of the best constant', () => {
    expect(at(mse, 1, { target_variance: 4 })).toBe(0.75)
    expect(at(mse, 5, { target_variance: 4 })).toBe(-0.25)
    expect(at(mae, 1, { target_mean_absolute_deviation: 2 })).toBe(0.5)
    expect(at(ce, Math.log(2) / 2, { classes: 2 })).toBeCloseTo(0.5, 12)
  })

  it('is not known without facts of the data, of another library that computes otherwise, or of no finite value', () => {
    expect(at(mse, 1, {})).toBeNull()
    expect(at({ id: 'nobodys', params: {} }, 1, { target_variance: 4 })).toBeNull()
    expect(at(mse, Number.NaN, { target_variance: 4 })).toBeNull()
    expect(at({ ...mse, dialect: 'nolib' }, 1, { target_variance: 4 })).toBeNull()
    expect(skillsOf(runs, usualJudging, labelOf).size).toBe(0)
  })
})

describe('exported tables', () => {
  it('have a row for each run with the best and last value of each series, whole', () => {
    const [first] = exportedRuns(runs, labelOf)
    expect(first).toMatchObject({
      ...{ run: 'mse-0', setup: 'mse', loss: 'mse', seed: 0, 'best val/rmse': 2, 'last val/loss': 4 },
    })
    expect(new Set(exportedRuns(runs, labelOf).map((row) => Object.keys(row).join())).size).toBe(1)
  })

  it('have a row for each setup and metric, and for each comparison', () => {
    const standings = exportedStandings(winnersOf(runs, labelOf, usualJudging))
    expect(standings.map(({ metric, setup }) => `${setup} ${metric}`)).toEqual([
      ...['mae val/mae', 'mse val/mae', 'mse val/rmse', 'mae val/rmse'],
    ])
    const [row] = exportedComparisons('val/rmse', verdictOf(runs, 'val/rmse', labelOf).comparisons)
    expect(row).toMatchObject({ setup: 'mse', against: 'mae', pairs: 4, judgement: 'better', p_exact: 0.125 })
    expect(row?.difference).toBeCloseTo(-0.515, 12)
  })
})
