/** What outputs of a model pass through to become what a loss expects: each a function and its derivative, in float64. */
import { sigmoid, softplus } from '../../losses/index.ts'
import type { TargetScale } from '../datasets/dataset.ts'

/** The last three lead to the unit of the targets, and start from their mean. */
export type TransformId =
  | 'identity'
  | 'sigmoid'
  | 'softplus'
  | 'log-softmax'
  | 'unit'
  | 'positive-unit'
  | 'log-unit'

/** Works on one row: `width` entries of `x` from `at` on, and those of `y` and `gradient` from `to` on. */
export type Transform = {
  forward(x: Float32Array, at: number, width: number, y: Float64Array, to: number): void
  /** Turns the gradient of y into that of x, which goes into `into` from `at` on. */
  pullBack(
    x: Float32Array,
    at: number,
    width: number,
    y: Float64Array,
    gradient: Float64Array,
    to: number,
    into: Float32Array,
  ): void
}

function elementwise(value: (x: number) => number, slope: (x: number, y: number) => number): Transform {
  return {
    forward(x, at, width, y, to) {
      for (let i = 0; i < width; i++) y[to + i] = value(x[at + i] as number)
    },
    pullBack(x, at, width, y, gradient, to, into) {
      for (let i = 0; i < width; i++)
        into[at + i] = (gradient[to + i] as number) * slope(x[at + i] as number, y[to + i] as number)
    },
  }
}

/** xᵢ − log Σ eˣ, the largest x being taken out of the exponentials. The gradient is gᵢ − e^yᵢ · Σg. */
const logSoftmax: Transform = {
  forward(x, at, width, y, to) {
    let largest = Number.NEGATIVE_INFINITY
    for (let i = at; i < at + width; i++) largest = Math.max(largest, x[i] as number)
    let sum = 0
    for (let i = at; i < at + width; i++) sum += Math.exp((x[i] as number) - largest)
    const log = Math.log(sum)
    for (let i = 0; i < width; i++) y[to + i] = (x[at + i] as number) - largest - log
  },
  pullBack(_x, at, width, y, gradient, to, into) {
    let sum = 0
    for (let i = 0; i < width; i++) sum += gradient[to + i] as number
    for (let i = 0; i < width; i++)
      into[at + i] = (gradient[to + i] as number) - Math.exp(y[to + i] as number) * sum
  },
}

/** The transform of that name; `scale` is that of the targets. */
export function transformOf(id: TransformId, scale: TargetScale | null): Transform {
  const { mean, deviation } = scale ?? { mean: 0, deviation: 1 }
  const positive = mean > 0 ? mean : 1
  switch (id) {
    case 'identity':
      return elementwise(
        (x) => x,
        () => 1,
      )
    case 'sigmoid':
      return elementwise(sigmoid, (_x, y) => y * (1 - y))
    case 'softplus':
      return elementwise(softplus, sigmoid)
    case 'log-softmax':
      return logSoftmax
    case 'unit':
      return elementwise(
        (x) => mean + deviation * x,
        () => deviation,
      )
    case 'positive-unit': {
      const factor = positive / Math.LN2
      return elementwise(
        (x) => factor * softplus(x),
        (x) => factor * sigmoid(x),
      )
    }
    case 'log-unit':
      return elementwise(
        (x) => Math.log(positive) + x,
        () => 1,
      )
  }
}
