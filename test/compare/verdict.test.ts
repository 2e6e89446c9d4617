import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { acc, ce, compared, mse, run, say } from './compared.ts'

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
