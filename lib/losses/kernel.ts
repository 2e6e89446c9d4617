/** Runs the kernel of a loss on checked parameters, and holds the batch against what every kernel relies on. */
import type { Loss, LossBatch, LossBuffers, LossParams, Reduction } from './loss.ts'
import { reduce } from './reduction.ts'
import { requireFilled, sizeOf } from './tensor.ts'

const usualReductions: readonly Reduction[] = ['mean', 'sum', 'none']

/** The reductions that a loss knows. */
export function reductionsOf(loss: Loss): readonly Reduction[] {
  return loss.reductions ?? usualReductions
}

/** Arrays of the lengths that the kernel needs for batches of this shape. */
export function buffersFor(loss: Loss, batch: LossBatch, params: LossParams): LossBuffers {
  return {
    values: new Float64Array(sizeOf(loss.unreducedShape(batch, params))),
    gradients: Object.fromEntries(
      Object.entries(batch.inputs).map(([name, { shape }]) => [name, new Float64Array(sizeOf(shape))]),
    ),
  }
}

function requireWeights(loss: Loss, batch: LossBatch, shape: readonly number[]): ArrayLike<number> | null {
  const { weights, inputs } = batch
  if (!weights) return null
  if (loss.weighable === false) throw new Error(`The loss ${loss.id} takes no weights per sample.`)
  for (const name in inputs) {
    // Unreduced losses without an axis are those of one sample that comes without a batch.
    const samples = 'perExample' in loss && shape.length === 0 ? 1 : (inputs[name]?.shape[0] ?? 1)
    if (weights.length !== samples)
      throw new Error(`There are ${weights.length} weights for ${samples} samples of the ${name}.`)
  }
  return weights
}

/**
 * The loss of a batch: returns its value and writes its gradients and the weighted unreduced losses, whose shape is
 * `shape`. Throws one sentence when shapes do not fit or a target is out of range.
 */
export function runKernel(
  loss: Loss,
  batch: LossBatch,
  params: LossParams,
  reduction: Reduction,
  into: LossBuffers,
): { value: number; shape: readonly number[] } {
  if (!reductionsOf(loss).includes(reduction))
    throw new Error(
      `The loss ${loss.id} has no reduction ${JSON.stringify(reduction)}: choose one of ${reductionsOf(loss).join(', ')}.`,
    )
  for (const name in batch.inputs) requireFilled(name, batch.inputs[name])
  for (const name in batch.targets) requireFilled(name, batch.targets[name])
  const shape = loss.unreducedShape(batch, params)
  const weights = requireWeights(loss, batch, shape)
  if ('wholeBatch' in loss) return { value: loss.wholeBatch(batch, params, into, reduction), shape }
  const denominator = loss.perExample(batch, params, into)
  return { value: reduce(into, shape, batch.inputs, denominator, reduction, weights), shape }
}
