import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { usualMatters } from '../../lib/compare/judgement.ts'
import { usualJudging, verdictOf } from '../../lib/compare/verdict.ts'
import { createRandom } from '../../lib/random.ts'
import type { RunLoss } from '../../lib/run.ts'
import { ce, compared, labelOf, mse, run } from './compared.ts'

const mae: RunLoss = { id: 'mae', params: {} }

/** Runs of one loss, their seeds from 0 on, or none where they have no seeds. */
function runsOf(loss: RunLoss, values: readonly number[], hasSeeds = true): ComparedRun[] {
  return values.map((last, i) =>
    compared(run(`${loss.id}-${i}`, { loss, seed: hasSeeds ? i : null }), { 'val/rmse': { last } }),
  )
}
const verdict = (runs: ComparedRun[], changes = {}) =>
  verdictOf(runs, 'val/rmse', labelOf, { ...usualJudging, ...changes })

describe('two losses over the same seeds', () => {
  const better = [
    ...runsOf(mae, [17.61, 17.2, 18.02, 17.44, 17.9]),
    ...runsOf(mse, [18.31, 18.05, 18.2, 18.44, 18.31]),
  ]

  it('are told apart by the differences of their seeds, with what the exact test can say', () => {
    const { sentence, evidence } = verdict(better)
    expect(sentence).toBe(
      'mae is better than mse by val/rmse: 17.63 against 18.26 on average over 5 seeds each, a difference of 0.6280 (95 % interval 0.2157 to 1.040).',
    )
    expect(evidence).toEqual([
      "Paired by seed, 5 of 5 won by mae; p = 0.0134 by Student's t, 0.0625 by all flips of signs, which cannot go below 0.0625 here.",
    ])
  })

  it('are undecided where one seed is lost, and the seeds that would tell are counted', () => {
    const { sentence, evidence } = verdict([
      ...runsOf(mae, [17, 18, 17.5, 18.2]),
      ...runsOf(mse, [17.6, 17.9, 18.1, 18.3]),
    ])
    expect(sentence).toMatch(
      /^Undecided by val\/rmse: mae reached 17.68 and mse 17.98 on average over 4 seeds each/,
    )
    expect(evidence[1]).toBe(
      'Between mae and mse: if the difference is as large as seen, about 10 more seeds each would tell (four times in five).',
    )
  })

  it('are as good where they differ by less than what matters', () => {
    const near = [...runsOf(mae, [18.01, 18.02, 18.0]), ...runsOf(mse, [18.0, 18.02, 18.01])]
    expect(verdict(near).sentence).toMatch(
      /^mse and mae are as good by val\/rmse: .* less than the 0.1801 \(1 %\) that matters\.$|^mae and mse are as good/,
    )
    expect(verdict(near, { matters: { size: 0.001 } }).sentence).toMatch(/^Undecided/)
    expect(verdict(near, { matters: { share: 0.05 } }).sentence).toMatch(/0.9005 \(5 %\) that matters/)
  })

  it('are told unpaired where no seeds are said', () => {
    const runs = [
      ...runsOf(mae, [17.61, 17.2, 18.02, 17.44, 17.9], false),
      ...runsOf(mse, [18.31, 18.05, 18.2, 18.44, 18.01], false),
    ]
    const { comparisons, evidence } = verdict(runs)
    expect(comparisons[0]?.difference?.p).toBeCloseTo(0.014932949017071128, 10)
    expect(evidence[0]).toMatch(
      /^Not paired: not every run says its seed; p = 0.0149 by Welch's t, 0.0159 by all ways/,
    )
  })

  it('carry none over two runs without seeds either', () => {
    const runs = [...runsOf(mae, [1, 1.001], false), ...runsOf(mse, [9, 9.001, 9.002, 9.003], false)]
    const { comparisons, doubts } = verdict(runs)
    expect(comparisons[0]?.judgement).toBe('undecided')
    expect(doubts.join(' ')).toContain('Two runs cannot carry a verdict')
  })

  it('carry no verdict over two seeds, however far apart', () => {
    expect(verdict([...runsOf(mae, [1, 1.001]), ...runsOf(mse, [9, 9.001])]).comparisons[0]?.judgement).toBe(
      'undecided',
    )
  })
})

describe('several losses', () => {
  const runs = [
    ...runsOf(mae, [1, 1.1, 0.9, 1.05, 0.95]),
    ...runsOf(mse, [3, 3.1, 2.9, 3.2, 3]),
    ...runsOf(ce, [1.02, 1.3, 0.8, 1.4, 0.9]),
  ]

  it('are held against the leading one, and corrected for all pairs', () => {
    const { sentence, comparisons } = verdict(runs)
    expect(sentence).toBe(
      'mae leads by val/rmse with 1 on average over 5 seeds: better than mse; undecided against cross-entropy.',
    )
    const beaten = comparisons.find(({ judgement }) => judgement === 'better')
    expect(beaten?.adjusted).toBe(3 * (beaten?.difference?.p as number))
  })

  it('are held against a baseline that was chosen beforehand, with fewer comparisons to pay for', () => {
    const { sentence, comparisons } = verdict(runs, { baseline: 'mse-2' })
    expect(sentence).toBe(
      'Against mse with a val/rmse of 3.040 on average over 5 seeds: better: mae and cross-entropy.',
    )
    expect(comparisons.map(({ subject }) => subject.label)).toEqual(['mae', 'cross-entropy'])
  })
})

describe('whatever the values', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 14,
  })

  it('a verdict is a sentence, and the same with the runs in another order', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const runs = [...runsOf(mae, a), ...runsOf(mse, b), ...runsOf(ce, c)]
        const { sentence, comparisons } = verdict(runs)
        expect(sentence).not.toMatch(/undefined|null|NaN/)
        const turned = verdict(runs.toReversed())
        expect(turned.comparisons.length).toBe(comparisons.length)
        for (const { matters, judgement, difference } of comparisons)
          if (judgement !== 'undecided' && judgement !== 'as-good')
            expect(Math.abs(difference?.interval.mean ?? 0)).toBeGreaterThan(0)
          else expect(matters).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
  })

  it('equal losses are rarely told apart, over five seeds as over ten', () => {
    const random = createRandom(7)
    for (const seeds of [5, 10]) {
      const draw = () => Array.from({ length: seeds }, () => 10 + random.normal())
      const told = Array.from({ length: 400 }, () =>
        verdict([...runsOf(mae, draw()), ...runsOf(mse, draw())], { matters: usualMatters }),
      )
      const better = told.filter(({ comparisons }) => comparisons[0]?.judgement === 'better').length
      expect(better).toBeLessThan(0.075 * 400)
    }
  })
})
