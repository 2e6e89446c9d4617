import { describe, expect, it } from 'vitest'
import {
  evaluate,
  type LossBatch,
  lossIds,
  lossOf,
  type Nested,
  type Reduction,
  readParams,
  tensorOf,
} from '../../lib/losses/index.ts'
import type { UncheckedParams } from '../../lib/losses/parameters.ts'

function run(
  id: string,
  x: Nested,
  y: Nested,
  params: UncheckedParams = {},
  weights: number[] | null = null,
) {
  const loss = lossOf(id)
  const batch = { inputs: { predictions: tensorOf(x) }, targets: { targets: tensorOf(y) }, weights }
  return evaluate(loss, batch, { params: readParams(loss, params) })
}

describe('a loss refuses', () => {
  it.each<[string, string, Nested, Nested, UncheckedParams, number[] | null, string]>([
    [
      'shapes that only broadcast',
      'mse',
      [[1, 2]],
      [1, 2],
      {},
      null,
      'predictions have the shape [1, 2] but the targets have the shape [2]',
    ],
    [
      'another number of rows',
      'bce-with-logits',
      [1, 2],
      [1],
      {},
      null,
      'the shape [2] but the targets have the shape [1]',
    ],
    ['logits without classes', 'cross-entropy', [1, 2], [1, 0], {}, null, 'must be [samples, classes]'],
    [
      'classes of the wrong shape',
      'cross-entropy',
      [[1, 2]],
      [0, 1],
      {},
      null,
      'must be [1] for class indices or [1, 2]',
    ],
    [
      'a class that does not exist',
      'cross-entropy',
      [
        [1, 2],
        [1, 2],
      ],
      [0, 2],
      {},
      null,
      'Row 1 of the targets holds class 2: there are 2 classes',
    ],
    ['half a class', 'cross-entropy', [[1, 2]], [0.5], {}, null, 'Row 0 of the targets holds class 0.5'],
    ['a negative class', 'cross-entropy', [[1, 2]], [-1], {}, null, 'Row 0 of the targets holds class -1'],
    [
      'a probability above 1',
      'cross-entropy',
      [[1, 2]],
      [[1.3, 0]],
      {},
      null,
      'Row 0 of the targets holds the probability 1.3',
    ],
    [
      'a bit above 1',
      'bce-with-logits',
      [
        [1, 2],
        [1, 2],
      ],
      [
        [0, 1],
        [1, 2],
      ],
      {},
      null,
      'Row 1 of the targets holds 2',
    ],
    ['a bit that is NaN', 'bce-with-logits', [1], [Number.NaN], {}, null, 'Row 0 of the targets holds NaN'],
    [
      'too few class weights',
      'cross-entropy',
      [[1, 2, 3]],
      [0],
      { weight: [1, 2] },
      null,
      'has 2 entries for 3 classes',
    ],
    [
      'too many label weights',
      'bce-with-logits',
      [[1, 2]],
      [[0, 1]],
      { posWeight: [1, 2, 3] },
      null,
      'posWeight of bce-with-logits has 3 entries',
    ],
    [
      'a target that is no sign',
      'hinge',
      [1],
      [0],
      {},
      null,
      'Row 0 of the targets holds 0: a target must be −1 or 1.',
    ],
    ['a share of 1.3', 'kl-div', [[-1, -1]], [[1.3, 0]], {}, null, 'Row 0 of the targets holds 1.3'],
    ['a mask of 2', 'dice', [[1], [1]], [[0], [2]], {}, null, 'Row 1 of the targets holds 2'],
    ['a probability of 1.3', 'bce', [1.3], [1], {}, null, 'Row 0 of the predictions holds 1.3'],
    [
      'the logarithm of less than nothing',
      'msle',
      [1, -2],
      [1, 1],
      {},
      null,
      'Row 1 of the predictions holds -2',
    ],
    ['a negative count', 'poisson-nll', [1], [-1], {}, null, 'a count must be at least 0'],
    [
      'weights of another shape',
      'weighted-mse',
      [[1, 2]],
      [[1, 2]],
      { weights: [1, 2, 3] },
      null,
      'the shape [3], which fits no axis',
    ],
    [
      'more than one label axis',
      'multilabel-soft-margin',
      [[[1]]],
      [[[1]]],
      {},
      null,
      'must be [samples, labels]',
    ],
    ['too few weights per sample', 'mae', [1, 2, 3], [1, 2, 3], {}, [1, 2], '2 weights for 3 samples'],
  ])('%s', (_title, id, x, y, params, weights, message) => {
    expect(() => run(id, x, y, params, weights)).toThrow(message)
  })

  it('a batch that lacks an input or holds too few numbers', () => {
    const targets = { targets: tensorOf([1]) }
    expect(() => evaluate(lossOf('mse'), { inputs: { x: tensorOf([1]) }, targets })).toThrow(
      'has no predictions: it has x',
    )
    const short = { predictions: { data: new Float64Array(1), shape: [2] } }
    const two = { targets: tensorOf([1, 2]) }
    expect(() => evaluate(lossOf('mse'), { inputs: short, targets: two })).toThrow(
      'hold 1 numbers, but their shape [2]',
    )
  })

  it('ragged arrays', () => {
    expect(() => tensorOf([[1, 2], [3]])).toThrow('ragged')
    expect(() => tensorOf([1, [2]])).toThrow('ragged')
  })
})

describe('losses of several inputs refuse', () => {
  const pair = { output1: tensorOf([[1, 2]]), output2: tensorOf([[1, 2]]) }
  const value = (id: string, batch: LossBatch, params: UncheckedParams = {}, reduction: Reduction = 'mean') =>
    evaluate(lossOf(id), batch, { params: readParams(lossOf(id), params), reduction })

  it('embeddings of different lengths', () => {
    const inputs = { ...pair, output2: tensorOf([[1, 2, 3]]) }
    const message = 'the shape [1, 2] but the rows of output2 have the shape [1, 3]'
    expect(() => value('contrastive', { inputs, targets: { targets: tensorOf([0]) } })).toThrow(message)
  })

  it('a label that is neither the same nor different', () => {
    const batch = { inputs: pair, targets: { targets: tensorOf([-1]) } }
    expect(() => value('contrastive', batch)).toThrow('must be 0 (same) or 1 (different)')
  })

  it('weights where samples are not independent', () => {
    expect(() => value('info-nce', { inputs: pair, targets: {}, weights: [1] })).toThrow('takes no weights')
  })

  it('the inputs of the other side', () => {
    const fake = tensorOf([1])
    expect(() => value('lsgan', { inputs: { fake }, targets: {} })).toThrow(
      'This side of the loss needs real',
    )
    const both = { inputs: { fake, real: fake }, targets: {} }
    expect(() => value('lsgan', both, { side: 'generator' })).toThrow('takes fake, not real')
    expect(() => value('lsgan', both, {}, 'none')).toThrow(
      'has no reduction "none": choose one of mean, sum.',
    )
  })

  it('boxes that are no four numbers', () => {
    const inputs = { boxes: tensorOf([[1, 2]]), logits: tensorOf([[1, 2]]) }
    const targets = { boxes: tensorOf([[1, 2]]), classes: tensorOf([1]) }
    expect(() => value('detection', { inputs, targets })).toThrow('must be [1, 4]')
  })

  it('unreduced terms of different shapes', () => {
    const logits = tensorOf([[1, -1]])
    const batch = { inputs: { predictions: logits }, targets: { targets: tensorOf([[1, 0]]) } }
    const terms = { terms: 'bce-with-logits + dice' }
    expect(value('combined', batch, terms).value).toBeGreaterThan(0)
    expect(() => value('combined', batch, terms, 'none')).toThrow('only mean and sum are possible')
  })
})

describe('the registry', () => {
  it('lists what it has when asked for what it has not', () => {
    expect(() => lossOf('mes')).toThrow(`Unknown loss "mes": choose one of ${lossIds.join(', ')}.`)
    expect(() => lossOf('constructor')).toThrow('Unknown loss')
  })

  it('holds every loss under its own id', () => {
    for (const id of lossIds) expect(lossOf(id).id).toBe(id)
  })
})
