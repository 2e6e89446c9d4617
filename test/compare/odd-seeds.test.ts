import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { usualJudging, verdictOf } from '../../lib/compare/verdict.ts'
import type { RunLoss } from '../../lib/run.ts'
import { ce, compared, labelOf, mse, run } from './compared.ts'

const mae: RunLoss = { id: 'mae', params: {} }

/** Runs of one loss by their seeds. */
function runsOf(loss: RunLoss, values: readonly number[], seeds = values.map((_, i) => i)): ComparedRun[] {
  return values.map((last, i) =>
    compared(run(`${loss.id}-${i}`, { loss, seed: seeds[i] as number }), { 'val/mae': { last } }),
  )
}
const verdict = (runs: ComparedRun[], changes = {}) =>
  verdictOf(runs, 'val/mae', labelOf, { ...usualJudging, ...changes })

describe('what does not spread', () => {
  it('is told by no t, which would be certain of five runs that are one', () => {
    const { sentence, evidence, doubts, moreSeeds, comparisons } = verdict([
      ...runsOf(mse, [1.5, 1.5, 1.5, 1.5, 1.5]),
      ...runsOf(mae, [1.4, 1.4, 1.4, 1.4, 1.4]),
    ])
    expect(sentence).toBe(
      'Undecided by val/mae: mae reached 1.400 and mse 1.500 on average over 5 seeds each; the difference of 0.1000 (the same with every seed) may be chance.',
    )
    expect(evidence).toEqual([
      "Paired by seed, 5 of 5 won by mae; Student's t says nothing where no difference is spread, 0.0625 by all flips of signs, which cannot go below 0.0625 here.",
    ])
    expect(doubts).toEqual([
      'All runs of mae and mse reached the very same val/mae: if their seeds change nothing, they are one try.',
    ])
    expect(comparisons[0]?.difference?.p).toBe(0.0625)
    expect(moreSeeds).toBeNull()
  })

  it('is told by the exact test where values differ and their differences do not, up to rounding', () => {
    const steps = [0, 0.1, 0.2]
    const few = verdict([
      ...runsOf(
        mse,
        steps.map((x) => 1.7 + x),
      ),
      ...runsOf(
        mae,
        steps.map((x) => 1.4 + x),
      ),
    ])
    expect(few.comparisons[0]).toMatchObject({ judgement: 'undecided', moreSeeds: 3 })
    const many = [0, 0.1, 0.2, 0.3, 0.4, 0.5]
    const told = verdict([
      ...runsOf(
        mse,
        many.map((x) => 1.7 + x),
      ),
      ...runsOf(
        mae,
        many.map((x) => 1.4 + x),
      ),
    ])
    expect(told.comparisons[0]?.judgement).toBe('better')
    expect(told.sentence).toMatch(/a difference of 0\.3000 \(the same with every seed\)\.$/)
  })

  it('is as good where nothing differs, and is not called less than nothing', () => {
    const same = [...runsOf(mse, [0, -0.1, 0.1]), ...runsOf(mae, [0, -0.1, 0.1])]
    expect(verdict(same, { matters: { size: 0 } }).sentence).toBe(
      'mse and mae are as good by val/mae: 0 against 0 on average over 3 seeds each, without any difference.',
    )
    expect(verdict(same).evidence[0]).toMatch(/^Paired by seed, no seed tells them apart;/)
  })

  it('over two seeds carries no verdict of as good either', () => {
    const near = [...runsOf(mse, [1, 1.0000001]), ...runsOf(mae, [1.0000001, 1])]
    expect(verdict(near).comparisons[0]?.judgement).toBe('undecided')
  })
})

describe('setups of which one has lost seeds', () => {
  const runs = [...runsOf(mse, [10, 10.1, 10, 1, 1]), ...runsOf(mae, [9, 9.05, 9.1])]

  it('have the figures of the seeds by which they are compared', () => {
    const { sentence, doubts } = verdict(runs)
    expect(sentence).toMatch(
      /^mse is worse than mae by val\/mae: 10\.03 against 9\.050 on average over the 3 seeds that both have, a difference of 0\.9833/,
    )
    expect(doubts).toEqual([
      'Not all have the same seeds: differences are those over the seeds that two have in common.',
    ])
  })

  it('among others are said to be behind over those seeds alone', () => {
    expect(verdict([...runs, ...runsOf(ce, [20, 21, 22, 23, 24])]).sentence).toMatch(
      /^mse leads .*: .*worse than mae over the seeds that both have/,
    )
  })
})

it('a seed that comes twice is why there are no pairs, and may count for more than it tells', () => {
  const { evidence, doubts } = verdict([
    ...runsOf(mse, [1.5, 1.6, 1.55, 1.52], [0, 0, 1, 1]),
    ...runsOf(mae, [1.4, 1.3, 1.35, 1.33], [0, 0, 1, 1]),
  ])
  expect(evidence[0]).toMatch(/^Not paired: several runs of a setup have one seed; p = 0\.0006 by Welch/)
  expect(doubts[0]).toMatch(/^Several runs of mae and mse have one seed: /)
})

it.each([1e-200, 1e200, 1e307])('values of the size %d are told apart as others are', (size) => {
  const [a, b] = [
    [1, 1.1, 1.2, 1.05, 1],
    [2, 2.2, 2.2, 2.05, 2.1],
  ]
  const at = (scale: number) =>
    verdict([
      ...runsOf(
        mse,
        a.map((x) => x * scale),
      ),
      ...runsOf(
        mae,
        b.map((x) => x * scale),
      ),
    ])
  const [usual] = at(1).comparisons
  const [other] = at(size).comparisons
  expect(other?.judgement).toBe('better')
  expect(other?.difference?.p).toBeCloseTo(usual?.difference?.p as number, 10)
  expect((other?.difference?.interval.low as number) / size).toBeCloseTo(
    usual?.difference?.interval.low as number,
  )
  expect((other?.subject.interval?.high as number) / size).toBeCloseTo(
    usual?.subject.interval?.high as number,
  )
})

it.each(['a,b', 'two words', 'line\nbreak', 'semi;colon', 'a "b"'])(
  'the label %j stands in quotes',
  (name) => {
    const runs = [
      compared(run('a', { loss: mse }), { 'val/mae': { last: 2 } }),
      compared(run('b', { loss: mae }), { 'val/mae': { last: 1 } }),
    ]
    const { sentence } = verdictOf(runs, 'val/mae', (id) => (id === 'b' ? name : id))
    expect(sentence).toBe(`“${name.replace('\n', ' ')}” reached the lower val/mae: 1 against 2.`)
  },
)

it('setups of several projects are told apart by them', () => {
  const runs = ['a', 'b'].flatMap((project) =>
    [0, 1, 2].map((seed) =>
      compared(run(`${project}${seed}`, { loss: mse, seed, project }), {
        'val/mae': { last: project === 'a' ? 1 + 0.01 * seed : 2 + 0.02 * seed },
      }),
    ),
  )
  expect(verdict(runs).sentence).toMatch(/^“project a” is better than “project b” by val\/mae/)
})
