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
      'posWeight of bce-with-logits has 3 entries',
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
    expect(() => evaluate(lossOf('mse'), { inputs: short, targets })).toThrow(
      'hold 1 numbers, but their shape [2]',
    )
  })

  it('ragged arrays', () => {
    expect(() => tensorOf([[1, 2], [3]])).toThrow('ragged')
    expect(() => tensorOf([1, [2]])).toThrow('ragged')
  })
})

describe('the parameters of a loss', () => {
  it('have the defaults of PyTorch', () => {
    expect(readParams(lossOf('smooth-l1'))).toEqual({ beta: 1 })
    expect(readParams(lossOf('cross-entropy'))).toEqual({
      weight: null,
      labelSmoothing: 0,
      ignoreIndex: -100,
    })
    expect(readParams(lossOf('bce-with-logits'))).toEqual({ weight: null, posWeight: null })
  })

  it('may be texts, and lists texts with commas', () => {
    expect(readParams(lossOf('smooth-l1'), { beta: '0.5' })).toEqual({ beta: 0.5 })
    expect(readParams(lossOf('cross-entropy'), { weight: '0.2, 1,3' }).weight).toEqual(
      Float64Array.of(0.2, 1, 3),
    )
    expect(readParams(lossOf('bce-with-logits'), { posWeight: 3 }).posWeight).toEqual(Float64Array.of(3))
  })

  it.each<[string, UncheckedParams, string]>([
    ['mse', { beta: 1 }, 'The loss mse has no parameter "beta": it has none.'],
    ['smooth-l1', { delta: 1 }, 'The loss smooth-l1 has no parameter "delta": it has beta.'],
    ['smooth-l1', { toString: 1 }, 'has no parameter "toString"'],
    [
      'smooth-l1',
      { beta: 'wide' },
      'The parameter beta of the loss smooth-l1 must be a number of at least 0, not "wide".',
    ],
    ['smooth-l1', { beta: '' }, 'not "".'],
    ['smooth-l1', { beta: true }, 'not true.'],
    ['smooth-l1', { beta: -1 }, 'not -1.'],
    ['smooth-l1', { beta: Number.NaN }, 'not NaN.'],
    ['smooth-l1', { beta: Number.POSITIVE_INFINITY }, 'not Infinity.'],
    ['cross-entropy', { labelSmoothing: 1.5 }, 'must be a number from 0 to 1, not 1.5.'],
    ['cross-entropy', { ignoreIndex: 0.5 }, 'must be a whole number, not 0.5.'],
    ['cross-entropy', { weight: [1, -2] }, 'must hold a number of at least 0, not -2.'],
    ['bce-with-logits', { posWeight: '1,x' }, 'not "x".'],
  ])('of %s cannot be %j', (id, params, message) => {
    expect(() => readParams(lossOf(id), params)).toThrow(message)
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
