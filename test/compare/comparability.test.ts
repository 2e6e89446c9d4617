import { describe, expect, it } from 'vitest'
import { obstacleTo } from '../../lib/compare/comparability.ts'
import { comparableMetric, defaultMetric, metricChoice, twinOf } from '../../lib/compare/metric-choice.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import { isTrainedLoss, lossAgreement, lossText } from '../../lib/compare/trained-loss.ts'
import type { Run, RunLoss } from '../../lib/run.ts'
import { directionOf } from '../../lib/summary/metric.ts'
import { ce, compared, mse, run } from './compared.ts'

const smooth = (params: RunLoss['params']): RunLoss => ({ id: 'smooth-l1', params })
const withLosses = (...losses: (RunLoss | null)[]): Run[] => losses.map((loss, i) => run(`r${i}`, { loss }))

describe('the losses of runs agree or not', () => {
  it.each<[string, (RunLoss | null)[], string]>([
    ['one loss', [ce, ce], 'same'],
    ['two losses', [ce, mse], 'different'],
    ['one loss with different parameters', [smooth({ beta: 0.5 }), smooth({ beta: 2 })], 'different'],
    ['a default written out and left out', [smooth({ beta: 1 }), smooth({})], 'same'],
    ['a number and the same number as text', [smooth({ beta: 2 }), smooth({ beta: '2' })], 'same'],
    ['a loss and none named', [ce, null], 'unknown'],
    ['none named', [null, null], 'unknown'],
    ['two losses and none named', [ce, null, mse], 'different'],
    [
      'unknown losses with the same parameters in another order',
      [
        { id: 'my-loss', params: { a: 1, b: 2 } },
        { id: 'my-loss', params: { b: 2, a: 1 } },
      ],
      'same',
    ],
  ])('%s', (_, losses, agreement) => {
    expect(lossAgreement(withLosses(...losses))).toBe(agreement)
  })

  it('and are named with the parameters that were given', () => {
    expect(lossText(smooth({ beta: 0.5 }))).toBe('smooth-l1 (beta 0.5)')
  })
})

it.each([
  ['val/loss', true],
  ['loss', true],
  ['val/box_loss', true],
  ['val/mae', false],
  ['val/rmse', false],
  ['val/accuracy', false],
])('the values of %s follow the loss of the run: %s', (name, follows) => {
  expect(isTrainedLoss(name)).toBe(follows)
})

it.each([
  ['val/accuracy', 'higher'],
  ['val/loss', 'lower'],
  ['val/mae', 'lower'],
  ['val/wer', 'lower'],
  ['lr', null],
  ['train/grad_norm', null],
  ['epoch', null],
  ['reward', 'higher'],
  ['score', null],
])('of %s better is %s', (name, direction) => {
  expect(directionOf(name)).toBe(direction)
})

describe('runs are ranked only by what can be compared', () => {
  const digits = { task: 'digits' }
  it.each<[string, string, Run[], string | null]>([
    ['a validation metric over losses', 'val/accuracy', withLosses(ce, mse), null],
    ['an error in the unit of the data over losses', 'val/mae', withLosses(ce, mse), null],
    ['the validation loss of one loss', 'val/loss', withLosses(ce, ce), null],
    ['the validation loss over losses', 'val/loss', withLosses(ce, mse), 'different-losses'],
    ['the validation loss of a loss unknown', 'val/loss', withLosses(ce, null), 'unknown-losses'],
    ['a training loss', 'train/loss', withLosses(ce, ce), 'training-data'],
    ['a name without split', 'accuracy', withLosses(ce, ce), 'training-data'],
    ['the learning rate', 'lr', withLosses(ce, ce), 'no-direction'],
    [
      'different data',
      'val/accuracy',
      [run('a', { params: digits }), run('b', { params: { task: 'cars' } })],
      'different-data',
    ],
    ['data that only one run names', 'val/accuracy', [run('a', { params: digits }), run('b')], null],
  ])('%s', (_, name, runs, obstacle) => {
    expect(obstacleTo(name, runs)).toBe(obstacle)
  })
})

describe('the metric that is chosen', () => {
  const reached = Object.fromEntries(
    ['lr', 'train/loss', 'train/accuracy', 'val/loss', 'val/accuracy'].map((name) => [name, { last: 1 }]),
  )
  const of = (...losses: (RunLoss | null)[]) => withLosses(...losses).map((one) => compared(one, reached))

  it('is the validation loss where all runs have one loss', () => {
    expect(defaultMetric(metricChoice(of(ce, ce)))).toBe('val/loss')
  })

  it('is a shared metric where losses differ, and raw losses come after it', () => {
    expect(metricChoice(of(ce, mse)).common).toEqual([
      'val/accuracy',
      'val/loss',
      'train/accuracy',
      'train/loss',
      'lr',
    ])
  })

  it('comes from some runs where they have nothing in common', () => {
    const runs = [compared(run('a'), { x: { last: 1 } }), compared(run('b'), { 'val/f1': { last: 1 } })]
    expect(metricChoice(runs)).toEqual({ common: [], others: ['val/f1', 'x'] })
    expect(defaultMetric(metricChoice(runs))).toBe('val/f1')
    expect(comparableMetric(runs)).toBeNull()
  })

  it('is what runs share that got as far: one that is empty, or failed, takes nothing from the others', () => {
    const runs = [
      ...of(ce, mse),
      compared(run('empty'), {}),
      compared(run('failed', { status: 'failed' }), { 'train/loss': { last: Number.NaN } }),
    ]
    expect(metricChoice(runs)).toEqual(metricChoice(of(ce, mse)))
    expect(metricChoice(runs.slice(-1)).common).toEqual(['train/loss'])
  })

  it('has a twin on the other split', () => {
    expect(twinOf('val/accuracy', Object.keys(reached))).toBe('train/accuracy')
    expect(twinOf('lr', Object.keys(reached))).toBeNull()
  })
})

describe('the notice', () => {
  const both = { 'val/loss': { last: 1 }, 'val/accuracy': { last: 0.9 } }
  const runs = withLosses(ce, mse).map((one) => compared(one, both))
  const cause =
    'These runs were trained with different losses (cross-entropy, mse), so their loss values are not on one scale.'

  it('says by what runs with different losses are compared', () => {
    expect(noticeOf(runs, 'val/accuracy')).toEqual({
      text: `${cause} Compared here by what they share: val/accuracy.`,
      choice: null,
    })
  })

  it('offers the comparable metric where a loss is shown', () => {
    expect(noticeOf(runs, 'val/loss')?.choice).toBe('val/accuracy')
  })

  it('says that there is none', () => {
    const bare = withLosses(ce, mse).map((one) => compared(one, { 'val/loss': { last: 1 } }))
    expect(noticeOf(bare, 'val/loss')).toEqual({
      text: `${cause} They share no metric that they could be ranked by.`,
      choice: null,
    })
  })

  it('is left out for one loss and for one run', () => {
    expect(
      noticeOf(
        withLosses(ce, ce).map((one) => compared(one, both)),
        'val/loss',
      ),
    ).toBeNull()
    expect(noticeOf(runs.slice(0, 1), 'val/loss')).toBeNull()
  })
})
