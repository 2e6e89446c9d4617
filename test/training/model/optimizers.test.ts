import { describe, expect, it } from 'vitest'
import { createOptimizer, type OptimizerId } from '../../../lib/training/model/optimizers.ts'

/** The parameter after each of the steps along these gradients. */
function walk(id: OptimizerId, start: number, gradients: number[], lr: number): number[] {
  const optimizer = createOptimizer(id, 1)
  const parameters = Float32Array.of(start)
  return gradients.map((gradient) => {
    optimizer.step(parameters, Float32Array.of(gradient), lr)
    return parameters[0] as number
  })
}

describe('an optimizer takes the steps that its formula gives by hand:', () => {
  it('sgd', () => {
    // 1 − 0.1·2; 0.8 − 0.1·(−1)
    expectClose(walk('sgd', 1, [2, -1], 0.1), [0.8, 0.9])
  })

  it('momentum', () => {
    // v = 2, then 0.9·2 − 1 = 0.8, then 0.9·0.8 + 1 = 1.72
    expectClose(walk('momentum', 1, [2, -1, 1], 0.1), [0.8, 0.72, 0.548])
  })

  it('adam', () => {
    // m̂ = 2, v̂ = 4: a step of lr. Then m̂ = (0.18 − 0.1)/0.19 and v̂ = (0.003996 + 0.001)/0.001999.
    const second = 0.9 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.004996 / 0.001999)
    expectClose(walk('adam', 1, [2, -1], 0.1), [0.9, second])
  })

  it('adamw', () => {
    // The parameter first shrinks by lr·0.01.
    const first = 1 * 0.999 - 0.1
    const second = first * 0.999 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.004996 / 0.001999)
    expectClose(walk('adamw', 1, [2, -1], 0.1), [first, second])
  })
})

it('adam stays where it is when the gradient is 0', () => {
  expect(walk('adam', 3, [0, 0], 0.1)).toEqual([3, 3])
})

function expectClose(got: number[], expected: number[]) {
  expect(got.length).toBe(expected.length)
  got.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 6)
  })
}
