/** How the factors of a loss line up with its predictions: from the last axis, as in PyTorch. */
import { type NumberArray, sameShape, shapeText, sizeOf, type Tensor } from './tensor.ts'

/** Whether a tensor of this shape can be spread to the shape `to`: each axis, counted from the last, is equal or 1. */
export function broadcasts(shape: readonly number[], to: readonly number[]): boolean {
  const missing = to.length - shape.length
  return missing >= 0 && shape.every((length, axis) => length === 1 || length === to[missing + axis])
}

/** For each entry of a tensor of the shape `to`, the entry of one of `shape` that is spread over it. */
export function spreadPlaces(shape: readonly number[], to: readonly number[]): Int32Array {
  const missing = to.length - shape.length
  const places = new Int32Array(sizeOf(to))
  let stride = 1
  let within = 1
  for (let axis = to.length - 1; axis >= 0; axis--) {
    const length = to[axis] ?? 1
    const own = shape[axis - missing] ?? 1
    if (own !== 1)
      for (let i = 0; i < places.length; i++)
        places[i] = (places[i] as number) + (Math.floor(i / within) % length) * stride
    stride *= own
    within *= length
  }
  return places
}

/** Throws an error naming both shapes when the factors cannot be spread over the predictions. */
export function requireFactors(name: string, factors: Tensor | null | undefined, predictions: Tensor): void {
  if (factors && !broadcasts(factors.shape, predictions.shape))
    throw new Error(
      `The parameter ${name} has the shape ${shapeText(factors.shape)}, which does not fit the predictions ${shapeText(predictions.shape)}: from the last axis on, each length must be equal or 1.`,
    )
}

/**
 * Factors to be gone through along the entries of a tensor of this shape, again from the first after the last. Most
 * are one number, or one for each entry of the last axis, and are not copied.
 */
export function factorsAlong(factors: Tensor, shape: readonly number[]): NumberArray {
  const first = factors.shape.findIndex((length) => length !== 1)
  const own = first === -1 ? [] : factors.shape.slice(first)
  if (sameShape(own, shape.slice(shape.length - own.length))) return factors.data
  return Float64Array.from(spreadPlaces(factors.shape, shape), (place) => factors.data[place] as number)
}
