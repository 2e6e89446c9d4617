/** Value and gradient of any loss on a batch. */
import type { Loss, LossBatch, LossBuffers, LossParams } from './loss.ts'
import { readParams } from './parameters.ts'
import { type Reduction, reduce } from './reduction.ts'
import { requireFilled, sizeOf, type Tensor } from './tensor.ts'

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
  /** The unreduced losses, multiplied by the weights per sample. */
  perExample: Tensor
  /** For each input, the gradient of `value`, flat, of the shape of the input. */
  gradients: Readonly<Record<string, Float64Array>>
}

/** Arrays of the lengths that `evaluate` needs for batches of this shape. */
export function buffersFor(loss: Loss, batch: LossBatch, params: LossParams): LossBuffers {
  return {
    values: new Float64Array(sizeOf(loss.unreducedShape(batch, params))),
    gradients: Object.fromEntries(
      Object.keys(loss.expects.inputs).map((name) => [
        name,
        new Float64Array(sizeOf(batch.inputs[name]?.shape ?? [0])),
      ]),
    ),
  }
}

function requireWeights(batch: LossBatch): ArrayLike<number> | null {
  if (!batch.weights) return null
  for (const name in batch.inputs) {
    const samples = batch.inputs[name]?.shape[0] ?? 1
    if (batch.weights.length !== samples)
      throw new Error(`There are ${batch.weights.length} weights for ${samples} samples of the ${name}.`)
  }
  return batch.weights
}

/**
 * The loss of a batch and its gradient with respect to every input, in float64.
 * Throws one sentence when shapes do not fit or a target is out of range.
 */
export function evaluate(loss: Loss, batch: LossBatch, options: LossOptions = {}): LossResult {
  const params = options.params ?? readParams(loss)
  for (const name in batch.inputs) requireFilled(name, batch.inputs[name] as Tensor)
  for (const name in batch.targets) requireFilled(name, batch.targets[name] as Tensor)
  const shape = loss.unreducedShape(batch, params)
  const weights = requireWeights(batch)
  const into = options.into ?? buffersFor(loss, batch, params)
  const count = sizeOf(shape)
  const denominator = loss.perExample(batch, params, into)
  const value = reduce(into, count, batch.inputs, denominator, options.reduction ?? 'mean', weights)
  const data = into.values.length === count ? into.values : into.values.subarray(0, count)
  return { value, perExample: { data, shape }, gradients: into.gradients }
}
