/** What a loss function is: formula, numbers and facts in one plain object. */
import type { Tensor } from './tensor.ts'

export type Tensors = Readonly<Record<string, Tensor>>

/** The most common names: one input called `predictions`, one target called `targets`. */
export type LossBatch = {
  inputs: Tensors
  targets: Tensors
  /** One weight per sample (entry of the first axis), or none. */
  weights?: ArrayLike<number> | null
}

/** A parameter as the kernels get it: lists are typed arrays, a list not given is null. */
export type LossParam = number | Float64Array | null
export type LossParams = Readonly<Record<string, LossParam>>

/** What a parameter is and which values it takes; the bounds are inclusive. */
export type Parameter =
  | { kind: 'number'; default: number; min?: number; max?: number; integer?: boolean; meaning: string }
  | { kind: 'numbers'; default: null; min?: number; meaning: string }

export type LossFamily = 'regression' | 'classification'

/** What the numbers of an input mean: any real number, one logit per label, one logit per class. */
export type InputTrait = 'real' | 'logit' | 'logits'

/** What the targets are: real numbers, bits or probabilities per label, a class (or a probability per class). */
export type TargetTrait = 'real' | 'probability' | 'class'

/** What is known of the data a loss is used on; what is not known is left out. */
export type DataFacts = {
  classes?: number
  /** The share of each class, or of the positives of each label. */
  classPrior?: readonly number[]
  /** The mean over outputs of the variance of the targets. */
  targetVariance?: number
  /** The mean over outputs of the mean distance of the targets from their median. */
  targetMeanAbsoluteDeviation?: number
}

/** Where a kernel writes. The arrays may be longer than needed; what is beyond is left alone. */
export type LossBuffers = {
  /** The unreduced losses. */
  values: Float64Array
  /** For each input, the gradient of the sum of the unreduced losses. */
  gradients: Readonly<Record<string, Float64Array>>
}

export type Loss<P extends LossParams = LossParams> = {
  id: string
  title: string
  family: LossFamily
  /** LaTeX, of one unreduced loss. */
  formula: string
  expects: { inputs: Readonly<Record<string, InputTrait>>; targets: TargetTrait }
  /** No value is below it; null when there is no bound. */
  lowerBound: number | null
  parameters: { readonly [name in keyof P]: Parameter }
  /** The authority for definition, defaults and edge cases. */
  reference: string
  /** The shape of the unreduced losses. Throws an error naming the shapes when they do not fit. */
  unreducedShape(batch: LossBatch, params: P): readonly number[]
  /**
   * Writes the unreduced losses and their gradients, without weights per sample and without reduction.
   * Called after `unreducedShape`, so shapes are known to fit. Returns the denominator of `mean`.
   * Throws an error naming row and value for a target out of range.
   */
  perExample(batch: LossBatch, params: P, into: LossBuffers): number
  /** The mean loss of a prediction that knows nothing of the inputs; null when the facts do not tell. */
  chanceLevel?(facts: DataFacts, params: P): number | null
  /** The least mean loss that a perfect prediction reaches; null when the facts do not tell. */
  floor?(params: P, facts: DataFacts): number | null
}

/** The tensor of that name. Throws an error naming what is missing. */
export function tensorNamed(tensors: Tensors, name: string): Tensor {
  const tensor = tensors[name]
  if (!tensor)
    throw new Error(`The batch has no ${name}: it has ${Object.keys(tensors).join(', ') || 'nothing'}.`)
  return tensor
}

/** The gradient array of that input. Throws an error naming what is missing. */
export function gradientNamed(into: LossBuffers, name: string): Float64Array {
  const gradient = into.gradients[name]
  if (!gradient) throw new Error(`There is no array for the gradient of the ${name}.`)
  return gradient
}
