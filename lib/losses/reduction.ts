/** The one place where unreduced losses become a number, and where the weights per sample enter. */
import type { LossBuffers, Tensors } from './loss.ts'
import { sizeOf } from './tensor.ts'

export const reductions = ['mean', 'sum', 'none'] as const
export type Reduction = (typeof reductions)[number]

/**
 * Multiplies what a sample owns by its weight and by `scale`. The first axis of every array holds the samples, so a
 * sample owns `length / samples` neighbouring entries.
 */
function scaleSamples(
  data: Float64Array,
  length: number,
  weights: ArrayLike<number> | null,
  scale: number,
): void {
  if (!weights) {
    if (scale !== 1) for (let i = 0; i < length; i++) data[i] = (data[i] as number) * scale
    return
  }
  const perSample = length / weights.length
  for (let i = 0; i < length; i++)
    data[i] = (data[i] as number) * (weights[Math.floor(i / perSample)] as number) * scale
}

/**
 * Reduces what a kernel wrote, in place: `values` become the weighted unreduced losses, the gradients those of the
 * returned value. `mean` divides by `denominator`, which the weights per sample do not enter (PyTorch's
 * `(weights * loss).mean()`); `sum` and `none` both return the sum, as the gradient of `none` is that of the sum.
 */
export function reduce(
  into: LossBuffers,
  count: number,
  inputs: Tensors,
  denominator: number,
  reduction: Reduction,
  weights: ArrayLike<number> | null,
): number {
  if (weights) scaleSamples(into.values, count, weights, 1)
  // A mean over nothing is NaN, as in PyTorch, but it moves nothing.
  const scale = reduction === 'mean' && denominator !== 0 ? 1 / denominator : 1
  for (const name in into.gradients) {
    const input = inputs[name]
    if (input) scaleSamples(into.gradients[name] as Float64Array, sizeOf(input.shape), weights, scale)
  }
  let sum = 0
  for (let i = 0; i < count; i++) sum += into.values[i] as number
  return reduction === 'mean' ? sum / denominator : sum
}
