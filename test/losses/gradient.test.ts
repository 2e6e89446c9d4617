import { describe, expect, it } from 'vitest'
import {
  evaluate,
  type LossBatch,
  lossOf,
  type Reduction,
  readParams,
  reductions,
} from '../../lib/losses/index.ts'
import type { UncheckedParams } from '../../lib/losses/parameters.ts'
import { createRandom } from '../../lib/training/random.ts'

const random = createRandom(7)
const normals = (length: number) => Float64Array.from({ length }, () => 2 * random.normal())
const bits = (length: number) => Float64Array.from({ length }, () => (random.uniform() < 0.5 ? 0 : 1))
const shares = (length: number) => Float64Array.from({ length }, () => random.uniform())
const labels = (length: number, classes: number) =>
  Int32Array.from({ length }, () => Math.floor(random.uniform() * classes))

type Case = [id: string, params: UncheckedParams, shape: number[], targets: () => LossBatch['targets']]

const same = (make: (length: number) => Float64Array, shape: number[]) => () => ({
  targets: { data: make(shape.reduce((product, length) => product * length, 1)), shape },
})
const classesOf = (shape: number[], classes: number) => () => ({
  targets: {
    data: labels(
      shape.reduce((product, length) => product * length, 1),
      classes,
    ),
    shape,
  },
})

const cases: Case[] = [
  ['mse', {}, [4, 3], same(normals, [4, 3])],
  ['mae', {}, [4, 3], same(normals, [4, 3])],
  ['smooth-l1', { beta: 1.5 }, [2, 3, 2], same(normals, [2, 3, 2])],
  ['smooth-l1', { beta: 0 }, [4, 3], same(normals, [4, 3])],
  ['bce-with-logits', {}, [4, 3], same(bits, [4, 3])],
  ['bce-with-logits', { weight: [1, 0, 3], posWeight: [2, 5, 0.5] }, [4, 3], same(shares, [4, 3])],
  ['cross-entropy', {}, [4, 3], classesOf([4], 3)],
  ['cross-entropy', { weight: [1, 0.1, 3], labelSmoothing: 0.2 }, [4, 3], classesOf([4], 3)],
  ['cross-entropy', { ignoreIndex: 1 }, [4, 3, 2], classesOf([4, 2], 3)],
  ['cross-entropy', { weight: [1, 2, 3], labelSmoothing: 0.3 }, [4, 3], same(shares, [4, 3])],
]

describe('the gradient of a loss', () => {
  const all = cases.flatMap((entry) => reductions.map((reduction) => [...entry, reduction] as const))
  it.each(all)(
    'of %s with %j at %j agrees with finite differences',
    (id, unchecked, shape, make, reduction) => {
      checkGradient(id, unchecked, shape, make(), reduction)
    },
  )
})

function checkGradient(
  id: string,
  unchecked: UncheckedParams,
  shape: number[],
  targets: LossBatch['targets'],
  reduction: Reduction,
) {
  const loss = lossOf(id)
  const params = readParams(loss, unchecked)
  const data = normals(shape.reduce((product, length) => product * length, 1))
  const weights = shares(shape[0] ?? 1)
  const valueAt = (predictions: Float64Array) =>
    evaluate(
      loss,
      { inputs: { predictions: { data: predictions, shape } }, targets, weights },
      { params, reduction },
    )
  const gradient = valueAt(data).gradients.predictions
  if (!gradient) throw new Error('There is no gradient.')
  const h = 1e-5
  data.forEach((value, i) => {
    const moved = (by: number) => valueAt(data.with(i, value + by)).value
    expect(gradient[i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 7)
  })
}
