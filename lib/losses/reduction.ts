/** The one place where unreduced losses become a number, and where the weights per sample enter. */
import type { LossBuffers, Reduction, Tensors } from './loss.ts'
import { sizeOf } from './tensor.ts'

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

function divisorOf(reduction: Reduction, denominator: number, samples: number): number {
  if (reduction === 'mean') return denominator
  return reduction === 'batchmean' ? samples : 1
}

/**
 * Reduces what a kernel wrote, in place: the first `shape` entries of `values` become the weighted unreduced losses,
 * the gradients those of the returned value. `mean` divides by `denominator`, which the weights per sample do not
 * enter (PyTorch's `(weights * loss).mean()`); `sum` and `none` both return the sum, as the gradient of `none` is that
 * of the sum.
 */
export function reduce(
  into: LossBuffers,
  shape: readonly number[],
  inputs: Tensors,
  denominator: number,
  reduction: Reduction,
  weights: ArrayLike<number> | null,
): number {
  const count = sizeOf(shape)
  const { values } = into
  if (weights) scaleSamples(values, count, weights, 1)
  const divisor = divisorOf(reduction, denominator, shape[0] ?? 1)
  // A mean over nothing is NaN, as in PyTorch, but it moves nothing.
  const scale = divisor === 0 ? 0 : 1 / divisor
  for (const name in into.gradients) {
    const input = inputs[name]
    if (input) scaleSamples(into.gradients[name] as Float64Array, sizeOf(input.shape), weights, scale)
  }
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i] as number
  // Where all weights are 0 a smoothed class still costs something, and is no more of a mean for it.
  return divisor === 0 ? Number.NaN : sum / divisor
}
