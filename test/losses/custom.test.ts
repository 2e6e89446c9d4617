import { describe, expect, it } from 'vitest'
import { checkCustomLoss } from '../../lib/losses/check-custom.ts'
import { customLoss } from '../../lib/losses/custom.ts'
import { type Expectation, evaluate, type Loss, lossOf, tensorOf } from '../../lib/losses/index.ts'

const real: Expectation = { inputs: { predictions: 'real' }, targets: 'real' }
const pairs: Expectation = { inputs: { output1: 'embedding', output2: 'embedding' }, targets: 'differs' }
const batch = {
  inputs: { predictions: tensorOf([0.5, -1, 3]) },
  targets: { targets: tensorOf([1, 1, 0.25]) },
}
const squares = (x: unknown, y: unknown) => ((x as number) - (y as number)) ** 2

describe('a loss of your own', () => {
  it('is at its smallest one function, whose gradient is taken by central differences', () => {
    const loss = customLoss(squares, 'mine', real)
    const own = evaluate(loss, batch)
    const known = evaluate(lossOf('mse'), batch)
    expect(loss.id).toBe('mine')
    expect(own.value).toBe(known.value)
    own.gradients.predictions?.forEach((slope, i) => {
      expect(slope).toBeCloseTo(known.gradients.predictions?.[i] as number, 9)
    })
  })

  it('gets differences exact enough from float32 predictions too', () => {
    const data = Float32Array.of(100.25, -3)
    const inputs = { predictions: { data, shape: [2, 1] } }
    const { gradients } = evaluate(customLoss(squares, 'mine', real), {
      inputs,
      targets: { targets: tensorOf([[100], [1]]) },
    })
    expect(gradients.predictions?.[0]).toBeCloseTo(0.25, 6)
    expect(gradients.predictions?.[1]).toBeCloseTo(-4, 6)
  })

  it('is given arrays where a row holds several numbers, and rows by name where there are several inputs', () => {
    const lengths = customLoss((x: unknown, y: unknown) => (x as number[])[y as number] ?? 0, 'mine', real)
    const rows = {
      inputs: {
        predictions: tensorOf([
          [1, 2],
          [3, 4],
        ]),
      },
      targets: { targets: tensorOf([1, 0]) },
    }
    const { perExample, gradients } = evaluate(lengths, rows)
    expect(Array.from(perExample.data)).toEqual([2, 3])
    const expected = [0, 0.5, 0.5, 0]
    gradients.predictions?.forEach((slope, i) => {
      expect(slope).toBeCloseTo(expected[i] as number, 9)
    })

    const distance = (x: unknown) => {
      const { output1, output2 } = x as Record<string, number[]>
      return Math.hypot(...(output1 ?? []).map((value, k) => value - (output2?.[k] ?? 0)))
    }
    const loss = customLoss({ value: distance, lowerBound: 0 }, 'mine', pairs)
    const pair = {
      inputs: { output1: tensorOf([[3, 4]]), output2: tensorOf([[0, 0]]) },
      targets: { targets: tensorOf([0]) },
    }
    const result = evaluate(loss, pair)
    expect(result.value).toBe(5)
    expect(result.gradients.output2?.[1]).toBeCloseTo(-0.8, 8)
  })

  it('may bring its gradient, or be a whole loss', () => {
    const gradient = (x: unknown, y: unknown) => 2 * ((x as number) - (y as number))
    const own = evaluate(customLoss({ value: squares, gradient }, 'mine', real), batch)
    expect(own.gradients).toEqual(evaluate(lossOf('mse'), batch).gradients)
    const whole: Loss = { ...lossOf('mae'), id: 'my-mae' }
    expect(evaluate(customLoss(whole, 'file', real), batch).value).toBe(evaluate(lossOf('mae'), batch).value)
  })

  it.each<[unknown, string]>([
    [undefined, 'It must export a function'],
    [7, 'It must export a function'],
    [{}, 'without a function "value"'],
    [{ value: squares, gradient: 3 }, 'Its "gradient" is no function'],
    [{ value: squares, lowerBound: 'zero' }, 'Its "lowerBound" is no number'],
    [{ value: squares, id: 'mse' }, 'that of a loss of the library'],
    [{ value: squares, id: 'My loss' }, 'small letters, digits and hyphens'],
  ])('is refused when the file exports %j', (exported, message) => {
    expect(() => customLoss(exported, 'mine', real)).toThrow(message)
  })
})

describe('a loss of your own is refused before the first step when', () => {
  const tried = (exported: unknown) => () => {
    checkCustomLoss(customLoss(exported, 'mine', real), batch, {})
  }

  it('nothing is wrong with it: then it is not', () => {
    expect(tried(squares)).not.toThrow()
    expect(
      tried({ value: squares, gradient: (x: number, y: number) => 2 * (x - y), lowerBound: 0 }),
    ).not.toThrow()
    expect(tried((x: number, y: number) => Math.abs(x - y))).not.toThrow()
  })

  it.each<[string, unknown, string, string]>([
    ['it gives no number', () => undefined, 'value', 'The value of row 0 is undefined'],
    ['it is not finite', () => Number.NaN, 'value', 'The loss of a sample batch is NaN'],
    [
      'it is below its bound',
      { value: () => -1, lowerBound: 0 },
      'lowerBound',
      'has the loss -1, below the declared bound 0',
    ],
    [
      'its gradient is wrong',
      { value: squares, gradient: (x: number, y: number) => x - y },
      'gradient',
      "the value's own slope there is -1.000",
    ],
    [
      'its gradient is not finite',
      { value: squares, gradient: () => Number.NaN },
      'gradient',
      'is NaN: it must be a finite number',
    ],
    [
      'its gradient has another shape',
      { value: squares, gradient: () => [1, 2] },
      'gradient',
      'gives [1,2] for row 0 of the predictions',
    ],
    [
      'its gradient is one number where there are several, and none at that',
      { value: squares, gradient: () => [Number.NaN, [1]] },
      'gradient',
      'gives [NaN,[1]] for row 0 of the predictions',
    ],
  ])('%s', (_why, exported, _part, message) => {
    expect(tried(exported)).toThrow(message)
  })
})
