/** Losses of one number against one number: two formulas become a kernel. */
import {
  gradientNamed,
  type LossBatch,
  type LossParams,
  type LossTraits,
  type PerExample,
  tensorNamed,
} from './loss.ts'
import { requireSameShape, sameShape, shapeText, sizeOf, type Tensor } from './tensor.ts'

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
  /** Factors of the losses: one for each entry of the last axis, or of the whole shape, or [samples, 1]. */
  factors?(params: P): Tensor | null
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

/** How many neighbouring losses share a factor before the next factor's turn. Throws when the factors fit no axis. */
function factorStretch(factors: Tensor, { data, shape }: Tensor): number {
  const count = factors.data.length
  if (sameShape(factors.shape, [shape[0] ?? 1, 1])) return data.length / count
  if (count === (shape.at(-1) ?? 1) || count === sizeOf(shape)) return 1
  throw new Error(
    `The weights have the shape ${shapeText(factors.shape)}, which fits no axis of the predictions ${shapeText(shape)}.`,
  )
}

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
      const given = factors?.(params)
      if (given) factorStretch(given, tensorNamed(batch.inputs, 'predictions'))
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
      const given = factors?.(params)
      if (given) {
        const stretch = factorStretch(given, inputs)
        for (let i = 0; i < x.length; i++) {
          const factor = given.data[Math.floor(i / stretch) % given.data.length] as number
          values[i] = (values[i] as number) * factor
          gradient[i] = (gradient[i] as number) * factor
        }
      }
      return x.length
    },
  }
}
