import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { verdictOf } from '../../lib/compare/verdict.ts'
import type { Run } from '../../lib/run.ts'
import { ce, compared, labelOf, mse, run } from './compared.ts'

const acc = (id: string, value: number, changes: Partial<Run> = {}, last = value) =>
  compared(run(id, { loss: ce, ...changes }), { 'val/accuracy': { best: value, last } })
const say = (runs: ComparedRun[], metric: string | null = 'val/accuracy') => verdictOf(runs, metric, labelOf)

describe('the sentence', () => {
  const cases: [string, ComparedRun[], string][] = [
    [
      'names the better of two runs',
      [acc('a', 0.931, { loss: mse }), acc('b', 0.957)],
      'b reached the higher val/accuracy: 0.9570 against 0.9310.',
    ],
    [
      'says "so far" while a run is live',
      [acc('a', 0.931, { loss: mse }), acc('b', 0.957, { status: 'running' })],
      'b reached the higher val/accuracy so far: 0.9570 against 0.9310.',
    ],
    [
      'names the first two of three',
      [acc('a', 0.9, { loss: mse }), acc('b', 0.95), acc('c', 0.93, { params: { lr: 1 } })],
      'b reached the highest val/accuracy: 0.9500; next is c with 0.9300.',
    ],
    [
      'puts a name of several words in quotes',
      [acc('my run', 0.95), acc('b', 0.9, { loss: mse })],
      '“my run” reached the higher val/accuracy: 0.9500 against 0.9000.',
    ],
    [
      'calls a difference beyond four digits none',
      [acc('a', 0.95, { loss: mse }), acc('b', 0.950001)],
      'b and a reached the same val/accuracy: 0.9500 to four digits.',
    ],
    [
      'gives the means of several seeds and how far apart they lie',
      [
        acc('a', 0.95, { seed: 1 }),
        acc('b', 0.96, { seed: 2 }),
        acc('c', 0.9, { seed: 1, loss: mse }),
        acc('d', 0.92, { seed: 2, loss: mse }),
      ],
      'Undecided by val/accuracy: cross-entropy reached 0.9550 and mse 0.9100 on average over 2 seeds each; the difference of 0.04500 (95 % interval −0.01853 to 0.1085) may be chance.',
    ],
    [
      'takes seeds together whatever their scripts log of where and when they ran',
      [
        acc('a', 0.95, { seed: 1, params: { output_dir: 'out/a', git_commit: '1f', lr: 0.1 } }),
        acc('b', 0.96, { seed: 2, params: { output_dir: 'out/b', timestamp: 5, lr: 0.1 } }),
        acc('c', 0.9, { seed: 1, loss: mse, params: { 'args.run_name': 'c', hostname: 'h', lr: 0.1 } }),
        acc('d', 0.92, { seed: 2, loss: mse, params: { 'args.run_name': 'd', lr: 0.1 } }),
      ],
      'Undecided by val/accuracy: cross-entropy reached 0.9550 and mse 0.9100 on average over 2 seeds each; the difference of 0.04500 (95 % interval −0.01853 to 0.1085) may be chance.',
    ],
    [
      'says runs, not seeds, where a seed is not known',
      [acc('a', 0.95, { seed: null }), acc('b', 0.96, { seed: 2 }), acc('c', 0.9, { loss: mse })],
      'cross-entropy reached the higher val/accuracy: 0.9550 on average over 2 runs against 0.9000.',
    ],
    [
      'declares no winner among seeds of one setup',
      [acc('a', 0.95, { seed: 1 }), acc('b', 0.96, { seed: 2 })],
      'Runs that differ in nothing but their seed reached a val/accuracy of 0.9550 on average over 2 seeds (95 % interval 0.8915 to 1.019).',
    ],
    [
      'leaves out a run that was never finite',
      [acc('a', Number.NaN), acc('b', 0.9, { loss: mse })],
      'Only b has a finite val/accuracy: 0.9000.',
    ],
    [
      'does not take one setup of two for all there is',
      [
        compared(run('a', { status: 'failed' }), {}),
        acc('b', 0.95, { seed: 1 }),
        acc('c', 0.96, { seed: 2 }),
      ],
      'Only cross-entropy has a finite val/accuracy: 0.9550 on average over 2 seeds (95 % interval 0.8915 to 1.019).',
    ],
    [
      'says that nothing is finite',
      [acc('a', Number.NaN), acc('b', Number.NEGATIVE_INFINITY)],
      'No run has a finite val/accuracy.',
    ],
    [
      'ranks nothing over different data',
      [acc('a', 0.9, { params: { task: 'digits' } }), acc('b', 0.8, { params: { task: 'cars' } })],
      'val/accuracy is not ranked: these runs were trained on different data.',
    ],
    ['asks for a second run', [acc('a', 0.9)], 'One run alone: choose another one to compare it with.'],
    ['says that no run is shown', [], 'No run is shown.'],
  ]
  it.each(cases)('%s', (_, runs, sentence) => {
    expect(say(runs).sentence).toBe(sentence)
  })

  it.each([
    ['val/loss', 'val/loss is not ranked: it is the value of a different loss in different runs.'],
    [
      'train/loss',
      'train/loss is not ranked: by its name it was measured on training data, where fitting too well looks best.',
    ],
    ['lr', 'lr does not say which run is better: it is drawn, not ranked.'],
    [null, 'There are no values yet.'],
  ])('ranks no runs with different losses by %s', (metric, sentence) => {
    const reached = { 'val/loss': { last: 1 }, 'train/loss': { last: 1 }, lr: { last: 0.1 } }
    const runs = [compared(run('a', { loss: ce }), reached), compared(run('b', { loss: mse }), reached)]
    expect(say(runs, metric)).toMatchObject({ sentence, doubts: [], comparisons: [] })
  })

  it('ranks by the validation loss where all runs have one loss, lower first', () => {
    const runs = [0.3, 0.2].map((last, i) =>
      compared(run(`r${i}`, { loss: ce, params: { lr: i } }), { 'val/loss': { last } }),
    )
    expect(say(runs, 'val/loss').sentence).toBe('r1 reached the lower val/loss: 0.2000 against 0.3000.')
  })
})

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
