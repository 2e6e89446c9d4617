/** Value and gradient of any loss on a batch. */
import { buffersFor, runKernel } from './kernel.ts'
import type { Loss, LossBatch, LossBuffers, LossParams, Reduction } from './loss.ts'
import { readParams } from './parameters.ts'
import { sizeOf, type Tensor } from './tensor.ts'

export type LossOptions = {
  /** As `readParams` gives them; the defaults of the loss when left out. */
  params?: LossParams
  /** `mean` when left out. */
  reduction?: Reduction
  /** Arrays to write to, at least as long as needed; new ones when left out. */
  into?: LossBuffers
}

export type LossResult = {
  /** The reduced loss; under `none` the sum, whose gradient `gradients` holds. */
  value: number
  /** The unreduced losses, multiplied by the weights per sample; the loss itself for one that is a number for the whole batch. */
  perExample: Tensor
  /** For each input, the gradient of `value`, flat, of the shape of the input. */
  gradients: Readonly<Record<string, Float64Array>>
}

/**
 * The loss of a batch and its gradient with respect to every input, in float64.
 * Throws one sentence when shapes do not fit or a target is out of range.
 */
export function evaluate(loss: Loss, batch: LossBatch, options: LossOptions = {}): LossResult {
  const params = options.params ?? readParams(loss)
  const into = options.into ?? buffersFor(loss, batch, params)
  const { value, shape } = runKernel(loss, batch, params, options.reduction ?? 'mean', into)
  const count = sizeOf(shape)
  const data = into.values.length === count ? into.values : into.values.subarray(0, count)
  return { value, perExample: { data, shape }, gradients: into.gradients }
}
