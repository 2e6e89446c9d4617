import { expect, it } from 'vitest'
import { createRandom } from '../../lib/random.ts'
import { slopesBetween } from '../../lib/training/adversarial/gradient-penalty.ts'
import type { Player } from '../../lib/training/adversarial/player.ts'

/** The critic D(x) = a·x₀² + b·x₁, whose slopes are known: (2a·x₀, b). */
function createCritic(a: number, b: number) {
  let inputs = new Float32Array()
  const pulled = [0, 0]
  const critic: Player = {
    forward(rows) {
      inputs = rows.slice()
      return Float32Array.from({ length: rows.length / 2 }, (_, i) => {
        const [x = 0, y = 0] = rows.subarray(2 * i)
        return a * x * x + b * y
      })
    },
    pull(gradient) {
      gradient.forEach((slope, i) => {
        const [x = 0, y = 0] = inputs.subarray(2 * i)
        pulled[0] = (pulled[0] ?? 0) + slope * x * x
        pulled[1] = (pulled[1] ?? 0) + slope * y
      })
    },
    pullInputs: (gradient) =>
      Float32Array.from(
        Array.from(gradient).flatMap((slope, i) => [slope * 2 * a * (inputs[2 * i] ?? 0), slope * b]),
      ),
    step: () => 0,
    dispose() {},
  }
  return { critic, pulled }
}

it('the gradient of a critic’s slope is found without a second backward pass', () => {
  const [a, b] = [0.7, -1.5]
  const { critic, pulled } = createCritic(a, b)
  const points = Float32Array.of(1, 2, -0.5, 3)
  // Real and fake are the same: the points between are known.
  const { norms, pull } = slopesBetween(critic, points, points, 2, createRandom(1))
  const expected = [1, -0.5].map((x) => Math.hypot(2 * a * x, b))
  norms.forEach((norm, i) => {
    expect(norm).toBeCloseTo(expected[i] as number, 6)
  })
  const ofNorms = [0.3, -2]
  pull(ofNorms)
  const ofA = [1, -0.5].reduce(
    (sum, x, i) => sum + ((ofNorms[i] ?? 0) * 4 * a * x * x) / (expected[i] ?? 1),
    0,
  )
  const ofB = ofNorms.reduce((sum, slope, i) => sum + (slope * b) / (expected[i] ?? 1), 0)
  expect(pulled[0]).toBeCloseTo(ofA, 3)
  expect(pulled[1]).toBeCloseTo(ofB, 3)
})
