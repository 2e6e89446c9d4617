import { describe, expect, it } from 'vitest'
import {
  buffersFor,
  evaluate,
  lossOf,
  type Nested,
  type Reduction,
  readParams,
  tensorOf,
} from '../../lib/losses/index.ts'
import type { UncheckedParams } from '../../lib/losses/parameters.ts'

function run(id: string, x: Nested, y: Nested, params: UncheckedParams = {}, reduction: Reduction = 'mean') {
  const loss = lossOf(id)
  const batch = { inputs: { predictions: tensorOf(x) }, targets: { targets: tensorOf(y) } }
  const result = evaluate(loss, batch, { params: readParams(loss, params), reduction })
  return {
    ...result,
    losses: Array.from(result.perExample.data),
    slopes: Array.from(result.gradients.predictions ?? []),
  }
}

const logits = [
  [0.3, -1.2, 2.5],
  [1, 1, 0],
  [-3, 0.5, 0.25],
]

describe('cross-entropy', () => {
  it('does not change when every logit grows by the same', () => {
    const shifted = logits.map((row) => row.map((x) => x + 2 ** 20))
    const exact = logits.map((row) => row.map((x) => x + 2 ** 20 - 2 ** 20))
    expect(run('cross-entropy', shifted, [2, 0, 1])).toEqual(run('cross-entropy', exact, [2, 0, 1]))
  })

  it('follows the classes when they change places', () => {
    const { value } = run('cross-entropy', logits, [2, 0, 1])
    const turned = logits.map(([a = 0, b = 0, c = 0]) => [c, a, b])
    expect(run('cross-entropy', turned, [0, 1, 2]).value).toBeCloseTo(value, 14)
  })

  it('is the same for a class and for the probability 1 of it', () => {
    const oneHot = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]
    expect(run('cross-entropy', logits, oneHot)).toEqual(run('cross-entropy', logits, [2, 0, 1]))
  })

  it('is ln C for equal logits, whatever they are', () => {
    expect(run('cross-entropy', [Array(10).fill(-1e4)], [3]).value).toBe(Math.log1p(9))
  })

  it('has a gradient that sums to 0 over the classes', () => {
    const { slopes } = run('cross-entropy', logits, [2, 0, 1], { labelSmoothing: 0.1, weight: [1, 2, 3] })
    for (let row = 0; row < 3; row++)
      expect(slopes.slice(3 * row, 3 * row + 3).reduce((a, b) => a + b)).toBeCloseTo(0, 14)
  })

  it('keeps the digits of a loss next to 0', () => {
    expect(run('cross-entropy', [[50, 0]], [0]).value).toBeCloseTo(Math.exp(-50), 30)
  })

  it('is exact at logits of ten thousand', () => {
    const extreme = [
      [1e4, -1e4],
      [1e4, -1e4],
    ]
    const { losses, slopes } = run('cross-entropy', extreme, [0, 1], {}, 'none')
    expect(losses).toEqual([0, 2e4])
    expect(slopes).toEqual([0, 0, 1, -1])
  })

  it('lets a class be ruled out, and is infinite when it was the right one', () => {
    const ruledOut = [[1, Number.NEGATIVE_INFINITY, 1]]
    expect(run('cross-entropy', ruledOut, [0]).value).toBeCloseTo(Math.LN2, 14)
    expect(run('cross-entropy', ruledOut, [1]).value).toBe(Number.POSITIVE_INFINITY)
  })

  it('hands a NaN on instead of hiding it', () => {
    for (const row of [
      [Number.NaN, 1],
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ]) {
      const { value, slopes } = run('cross-entropy', [row], [1])
      expect(value).toBeNaN()
      expect(slopes.every(Number.isNaN)).toBe(true)
    }
  })

  it('is NaN with a gradient of 0 when every target is ignored', () => {
    const { value, slopes } = run('cross-entropy', logits, [-100, -100, -100])
    expect(value).toBeNaN()
    expect(slopes.every((slope) => slope === 0)).toBe(true)
  })
})

describe('a score that is NaN', () => {
  const { NaN: nan } = Number
  it('is not hidden by multi-margin, whichever class it is of', () => {
    for (const p of [1, 2]) {
      const rival = run('multi-margin', [[1, nan, 3]], [0], { p })
      expect(rival.value).toBeNaN()
      expect(rival.slopes.map(Number.isNaN)).toEqual([true, true, false])
      expect(run('multi-margin', [[nan, 1, 3]], [0], { p }).slopes).toEqual([nan, nan, nan])
    }
  })

  it('is not hidden by margin-ranking', () => {
    const loss = lossOf('margin-ranking')
    const inputs = { output1: tensorOf([nan, 1]), output2: tensorOf([1, 0]) }
    const { value, gradients } = evaluate(loss, { inputs, targets: { targets: tensorOf([1, -1]) } })
    expect(value).toBeNaN()
    expect(Array.from(gradients.output2 ?? [])).toEqual([nan, -0.5])
  })

  it.each([0, 1, 2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is not hidden by a norm of p = %f',
    (p) => {
      const loss = lossOf('triplet')
      const inputs = {
        anchor: tensorOf([[1, nan]]),
        positive: tensorOf([[1, 2]]),
        negative: tensorOf([[9, 9]]),
      }
      expect(evaluate(loss, { inputs, targets: {} }, { params: readParams(loss, { p }) }).value).toBeNaN()
    },
  )
})

describe('bce-with-logits', () => {
  it('does not change when bits and signs are turned', () => {
    const turned = run('bce-with-logits', [-0.5, 2, 40], [1, 0, 0], {}, 'none')
    const straight = run('bce-with-logits', [0.5, -2, -40], [0, 1, 1], {}, 'none')
    expect(turned.losses).toEqual(straight.losses)
    expect(turned.slopes).toEqual(straight.slopes.map((slope) => -slope))
  })

  it('is exact at logits of ten thousand', () => {
    const { losses, slopes } = run('bce-with-logits', [1e4, -1e4, 1e4, -1e4], [1, 0, 0, 1], {}, 'none')
    expect(losses).toEqual([0, 0, 1e4, 1e4])
    expect(slopes.map((slope) => slope + 0)).toEqual([0, 0, 1, -1])
  })

  it('knows that an infinite logit on the right side costs nothing', () => {
    const { losses } = run(
      'bce-with-logits',
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      [1, 0],
      {},
      'none',
    )
    expect(losses).toEqual([0, 0])
  })

  it('keeps the digits of a gradient next to 0', () => {
    expect(run('bce-with-logits', [50], [1]).slopes[0]).toBeCloseTo(-Math.exp(-50), 30)
  })
})

describe('regression losses', () => {
  const x = [1.5, -2, 0.25]
  const y = [1, 0.5, 3]
  const scaled = (values: number[], factor: number) => values.map((value) => value * factor)

  it.each([
    ['mse', 64],
    ['mae', 8],
  ])('%s grows with the power of its unit', (id, growth) => {
    expect(run(id, scaled(x, 8), scaled(y, 8)).value).toBe(growth * run(id, x, y).value)
  })

  it('smooth-l1 grows with its unit when beta does', () => {
    expect(run('smooth-l1', scaled(x, 8), scaled(y, 8), { beta: 8 }).value).toBe(
      8 * run('smooth-l1', x, y).value,
    )
  })

  it('smooth-l1 with beta 0 is mae', () => {
    expect(run('smooth-l1', [...x, 1], [...y, 1], { beta: 0 })).toEqual(run('mae', [...x, 1], [...y, 1]))
  })

  it.each(['mse', 'mae', 'smooth-l1'])('%s hands NaN and Infinity on', (id) => {
    expect(run(id, [Number.NaN, 1], [0, 0]).value).toBeNaN()
    expect(run(id, [Number.POSITIVE_INFINITY, 1], [0, 0]).value).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the reduction', () => {
  it('divides the mean by the number, not by the sum of the weights per sample', () => {
    const batch = {
      inputs: { predictions: tensorOf([2, 4]) },
      targets: { targets: tensorOf([0, 0]) },
      weights: [1, 3],
    }
    const loss = lossOf('mse')
    expect(evaluate(loss, batch)).toMatchObject({ value: (4 + 3 * 16) / 2 })
    expect(evaluate(loss, batch, { reduction: 'sum' }).value).toBe(52)
    expect(Array.from(evaluate(loss, batch, { reduction: 'none' }).perExample.data)).toEqual([4, 48])
  })

  it('divides cross-entropy by the class weights of the targets that are not ignored', () => {
    const weight = [1, 3, 1]
    const { value, losses } = run('cross-entropy', logits, [1, -100, 0], { weight })
    expect(value).toBeCloseTo(((losses[0] ?? 0) + (losses[2] ?? 0)) / 4, 14)
  })

  it('is NaN, not infinite, where smoothing costs something and the weights are all 0', () => {
    const params = { weight: [0, 1, 2], labelSmoothing: 0.1 }
    const { value, slopes } = run('cross-entropy', logits, [0, 0, 0], params)
    expect(value).toBeNaN()
    expect(slopes.every((slope) => slope === 0)).toBe(true)
    expect(run('cross-entropy', logits, [0, 0, 0], params, 'sum').value).toBeGreaterThan(0)
  })

  it('takes one weight for one sample that comes without a batch', () => {
    const loss = lossOf('cross-entropy')
    const batch = { inputs: { predictions: tensorOf([0, 0]) }, targets: { targets: tensorOf(1) } }
    expect(evaluate(loss, { ...batch, weights: [3] })).toMatchObject({
      value: 3 * Math.LN2,
      perExample: { shape: [] },
    })
    expect(() => evaluate(loss, { ...batch, weights: [1, 2] })).toThrow('2 weights for 1 samples')
  })

  it('writes into arrays of the caller and leaves what is beyond alone', () => {
    const loss = lossOf('mse')
    const batch = (values: number[]) => ({
      inputs: { predictions: tensorOf(values) },
      targets: { targets: tensorOf(values.map(() => 0)) },
    })
    const into = buffersFor(loss, batch([1, 2, 3]), readParams(loss))
    evaluate(loss, batch([1, 2, 3]), { into, reduction: 'sum' })
    const result = evaluate(loss, batch([5]), { into, reduction: 'sum' })
    expect(result.value).toBe(25)
    expect(Array.from(into.gradients.predictions ?? [])).toEqual([10, 4, 6])
    expect(result.perExample).toEqual({ data: Float64Array.of(25), shape: [1] })
  })
})
