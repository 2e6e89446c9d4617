/** Losses of one number against one number: two formulas become a kernel. */
import { factorsAlong, requireFactors } from './broadcast.ts'
import {
  gradientNamed,
  type LossBatch,
  type LossParams,
  type LossTraits,
  type PerExample,
  tensorNamed,
} from './loss.ts'
import { requireSameShape, type Tensor } from './tensor.ts'

/** Which numbers may stand in a tensor. */
export type Range = { holds(value: number): boolean; rule: string }

export const bits: Range = { holds: (y) => y === 0 || y === 1, rule: 'a target must be 0 or 1' }
export const shares: Range = { holds: (y) => y >= 0 && y <= 1, rule: 'a target must be from 0 to 1' }
export const signs: Range = { holds: (y) => y === 1 || y === -1, rule: 'a target must be −1 or 1' }

export type Elementwise<P extends LossParams> = {
  /** The loss of the prediction x and the target y. */
  value(x: number, y: number, params: P): number
  /** Its derivative by x. */
  slope(x: number, y: number, params: P): number
  /** Which targets may be; where parameters decide, by them. */
  targets?: Range | ((params: P) => Range | null)
  /** NaN is let through: it is what a broken model predicts, and the loss shall say so. */
  predictions?: Range
  /** Factors of the losses, which line up with the predictions from the last axis. */
  factors?: {
    name: string
    of(params: P): Tensor | null
    /** Whether the mean divides by the sum of the factors instead of the number of entries. */
    divide?(params: P): boolean
  }
}

function rowOf(index: number, { data, shape }: Tensor): number {
  return Math.floor((index * (shape[0] ?? 1)) / data.length)
}

/** Throws an error naming the row and the value of the first number out of range. */
export function requireRange(name: string, tensor: Tensor, range: Range, letNaN = false): void {
  const { data } = tensor
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number
    if (!range.holds(value) && !(letNaN && Number.isNaN(value)))
      throw new Error(`Row ${rowOf(i, tensor)} of the ${name} holds ${value}: ${range.rule}.`)
  }
}

/** The shape of the predictions; throws where the targets have another. */
export function elementwiseShape(batch: LossBatch): readonly number[] {
  const predictions = tensorNamed(batch.inputs, 'predictions')
  requireSameShape('predictions', predictions, 'targets', tensorNamed(batch.targets, 'targets'))
  return predictions.shape
}

/** The kernel of a loss of `predictions` S and `targets` S, whose unreduced losses are S. */
export function elementwise<P extends LossParams>({
  value,
  slope,
  targets,
  predictions,
  factors,
}: Elementwise<P>): PerExample<P> & Pick<LossTraits<P>, 'unreducedShape'> {
  return {
    unreducedShape(batch, params) {
      const shape = elementwiseShape(batch)
      if (factors) requireFactors(factors.name, factors.of(params), tensorNamed(batch.inputs, 'predictions'))
      return shape
    },
    perExample(batch, params, into) {
      const inputs = tensorNamed(batch.inputs, 'predictions')
      const wanted = tensorNamed(batch.targets, 'targets')
      const range = typeof targets === 'function' ? targets(params) : targets
      if (range) requireRange('targets', wanted, range)
      if (predictions) requireRange('predictions', inputs, predictions, true)
      const x = inputs.data
      const y = wanted.data
      const { values } = into
      const gradient = gradientNamed(into, 'predictions')
      for (let i = 0; i < x.length; i++) {
        values[i] = value(x[i] as number, y[i] as number, params)
        gradient[i] = slope(x[i] as number, y[i] as number, params)
      }
      const given = factors?.of(params)
      if (!given) return x.length
      const along = factorsAlong(given, inputs.shape)
      let total = 0
      for (let i = 0; i < x.length; i++) {
        const factor = along[i % along.length] as number
        values[i] = (values[i] as number) * factor
        gradient[i] = (gradient[i] as number) * factor
        total += factor
      }
      return factors?.divide?.(params) ? total : x.length
    },
  }
}
