import { describe, expect, it } from 'vitest'
import { evaluate, lossIds, lossOf, type Nested, readParams, tensorOf } from '../../lib/losses/index.ts'
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
      'The parameter posWeight has the shape [3], which does not fit the predictions [1, 2]',
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
    ['a negative share', 'kl-div', [[-1, -1]], [[-0.3, 0]], {}, null, 'Row 0 of the targets holds -0.3'],
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
      'The parameter weights has the shape [3], which does not fit the predictions [1, 2]',
    ],
    [
      'weights in the right number and the wrong shape',
      'bce',
      [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
      ],
      [
        [0, 1, 0],
        [1, 0, 1],
      ],
      {
        weight: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      null,
      'The parameter weight has the shape [3, 2], which does not fit the predictions [2, 3]',
    ],
    [
      'weights with an axis more than the predictions',
      'bce-with-logits',
      [1, 2],
      [0, 1],
      { weight: [[1], [2]] },
      null,
      'has the shape [2, 1], which does not fit the predictions [2]',
    ],
    ['logits without an axis of labels', 'multilabel-soft-margin', 1, 1, {}, null, 'give it the shape [1]'],
    [
      'several classes for one sample',
      'focal',
      [1, 2],
      [1, 0],
      {},
      null,
      'or [classes] with one class index',
    ],
    ['soft targets below 0', 'sigmoid-focal', [1], [-0.1], {}, null, 'must be from 0 to 1'],
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

describe('the registry', () => {
  it('lists what it has when asked for what it has not', () => {
    expect(() => lossOf('mes')).toThrow(`Unknown loss "mes": choose one of ${lossIds.join(', ')}.`)
    expect(() => lossOf('constructor')).toThrow('Unknown loss')
  })

  it('holds every loss under its own id', () => {
    for (const id of lossIds) expect(lossOf(id).id).toBe(id)
  })
})
