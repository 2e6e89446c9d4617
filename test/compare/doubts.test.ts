import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import type { Run } from '../../lib/run.ts'
import { acc, ce, compared, mse, run, say } from './compared.ts'

describe('the doubts', () => {
  it('name the projects where these differ', () => {
    const runs = [acc('a', 0.9, { project: 'vision' }), acc('b', 0.8, { project: 'nlp', loss: mse })]
    expect(say(runs).doubts[0]).toBe(
      'They are of different projects (vision, nlp): only if these have the same data does this say which is better.',
    )
    expect(say([acc('a', 0.9), acc('b', 0.8, { loss: mse })]).doubts.join(' ')).not.toContain('project')
  })

  const seeds = (values: number[], changes: Partial<Run> = {}) =>
    values.map((value, i) => acc(`${changes.loss?.id ?? 'ce'}-${i}`, value, { ...changes, seed: i }))
  const cases: [string, ComparedRun[], RegExp][] = [
    [
      'one run each says little',
      [acc('a', 0.9), acc('b', 0.8, { loss: mse })],
      /^One run each: this says little; train each with several seeds\.$/,
    ],
    [
      'one run on one side says little too',
      [...seeds([0.9, 0.91]), acc('b', 0.8, { loss: mse })],
      /^Only one run of mse: this says little/,
    ],
    [
      'two seeds carry no verdict',
      [...seeds([0.9, 0.95]), ...seeds([0.91, 0.92], { loss: mse })],
      /Two seeds cannot carry a verdict/,
    ],
    [
      'a setup that failed on a seed is told, whatever the mean of the others',
      [
        ...seeds([0.9, 0.91, 0.92]),
        ...seeds([0.8, 0.81], { loss: mse }),
        acc('f', 0.99, { loss: mse, seed: 2, status: 'failed' }),
      ],
      /^mse failed or diverged in 1 of 3 runs: its val\/accuracy is that of the other 2\./,
    ],
    [
      'of the only setup, which has no name, runs that failed are counted',
      [acc('a', 0.9, { seed: 0 }), acc('b', 0.91, { seed: 1 }), acc('f', 0.1, { seed: 2, status: 'failed' })],
      /^1 of the 3 runs failed or diverged: the val\/accuracy is that of the other 2\./,
    ],
    [
      'a seed that failed before it had any value counts as failed, and is not said to lack it',
      [
        acc('a', 0.95, { seed: 1 }),
        acc('b', 0.96, { seed: 2 }),
        compared(run('c', { loss: ce, seed: 3, status: 'failed' }), {}),
        acc('d', 0.9, { seed: 1, loss: mse }),
        acc('e', 0.9, { seed: 2, loss: mse }),
      ],
      /^cross-entropy failed or diverged in 1 of 3 runs: its val\/accuracy is that of the other 2\.(?!.*Without)/,
    ],
    [
      'a setup whose runs all failed before they had any value is told first',
      [
        compared(run('c', { loss: ce, seed: 1, status: 'failed' }), {}),
        compared(run('d', { loss: ce, seed: 2, status: 'failed' }), {}),
        acc('e', 0.9, { seed: 1, loss: mse }),
        acc('f', 0.9, { seed: 2, loss: mse }),
      ],
      /^cross-entropy failed or diverged in 2 of 2 runs, and has no finite val\/accuracy\.(?!.*Without)/,
    ],
    [
      'a setup that is no better than a guess is told',
      [acc('a', 0.9, { params: { 'constant_predictor.val/accuracy': 0.95 } }), acc('b', 0.8, { loss: mse })],
      /a is no better than always guessing the same, which reaches a val\/accuracy of 0.9500/,
    ],
    [
      'the best run may have broken since',
      [acc('a', 0.9, {}, Number.NaN), acc('b', 0.8, { loss: mse })],
      /The last value of a is NaN: it did not stay as good/,
    ],
    [
      'a change of another setting may be the cause',
      [acc('a', 0.9, { params: { lr: 1 } }), acc('b', 0.8, { loss: mse, params: { lr: 2 } })],
      /They differ in lr too: the difference need not come from the loss/,
    ],
    [
      'runs of different length are told',
      [acc('a', 0.9), compared(run('b', { loss: mse }), { 'val/accuracy': { last: 0.8, step: 250 } })],
      /not been trained equally long: 100 to 250 steps/,
    ],
    [
      'lengths in epochs are written as people write them',
      [
        acc('a', 0.9, { stepsPerEpoch: 40 }),
        compared(run('b', { loss: mse, stepsPerEpoch: 10 }), { 'val/accuracy': { last: 0.8, step: 98 } }),
      ],
      /not been trained equally long: 2\.5 to 9\.8 epochs\./,
    ],
    [
      'long lengths in steps have their commas',
      [acc('a', 0.9), compared(run('b', { loss: mse }), { 'val/accuracy': { last: 0.8, step: 250_000 } })],
      /not been trained equally long: 100 to 250,000 steps/,
    ],
    [
      'of a setup with one run it is not said in how many it failed',
      [acc('a', 0.9), acc('b', 0.8, { loss: mse, status: 'failed' })],
      /^b failed or diverged: what it reached before is shown\./,
    ],
    [
      'equal epochs of different batch sizes are equally long',
      [
        acc('a', 0.9, { stepsPerEpoch: 10 }),
        compared(run('b', { loss: mse, stepsPerEpoch: 25 }), { 'val/accuracy': { last: 0.8, step: 250 } }),
      ],
      /^One run each[^.]*\.$/,
    ],
    [
      'a run without the metric is named',
      [acc('a', 0.9), acc('b', 0.8, { loss: mse }), compared(run('c', { loss: ce }), {})],
      /Without val\/accuracy: c\./,
    ],
    [
      'a run that was never finite is named',
      [acc('a', 0.9), acc('b', 0.8, { loss: mse }), acc('c', Number.NaN, { params: { lr: 9 } })],
      /Never finite: val\/accuracy of c\./,
    ],
  ]
  it.each(cases)('%s', (_, runs, words) => {
    expect(say(runs).doubts.join(' ')).toMatch(words)
  })

  it('do not count a loss that is among the parameters as one difference more', () => {
    const runs = [
      acc('a', 0.9, { params: { loss: 'cross-entropy' } }),
      acc('b', 0.8, { loss: mse, params: { loss: 'mse' } }),
    ]
    expect(say(runs).doubts.join(' ')).not.toMatch('differ')
  })

  it('say nothing of a parameter that only some runs name', () => {
    const runs = [acc('a', 0.9, { params: { lr: 1 } }), acc('b', 0.8, { loss: mse })]
    expect(say(runs).doubts.join(' ')).not.toMatch('differ')
  })
})
