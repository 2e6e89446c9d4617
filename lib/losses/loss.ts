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

/** One part of a combined loss. */
export type Term = { weight: number; loss: Loss; params: LossParams }

/** A parameter as the kernels get it: lists are typed arrays; a list, or terms, not given are null. */
export type LossParam = number | boolean | string | Float64Array | Tensor | readonly Term[] | null
export type LossParams = Readonly<Record<string, LossParam>>

/** What a parameter is and which values it takes; the bounds are inclusive. */
export type Parameter =
  | {
      kind: 'number'
      default: number
      min?: number
      max?: number
      integer?: boolean
      /** Whether ±Infinity is a value too, within the bounds. */
      infinite?: true
      meaning: string
    }
  | { kind: 'numbers'; default: null; min?: number; meaning: string }
  | { kind: 'tensor'; default: null; min?: number; meaning: string }
  | { kind: 'flag'; default: boolean; meaning: string }
  | { kind: 'choice'; default: string; choices: readonly string[]; meaning: string }
  | { kind: 'terms'; default: null; meaning: string }

export type LossFamily =
  | 'regression'
  | 'classification'
  | 'distribution'
  | 'segmentation'
  | 'metric-learning'
  | 'adversarial'
  | 'composition'

/** What the numbers of an input mean; what a model's raw output must pass through to become them, if anything. */
export type InputTrait =
  /** any real number */
  | 'real'
  /** a real number of at least 0 */
  | 'non-negative'
  /** the logarithm of a rate: any real number */
  | 'log-rate'
  /** a number above 0 */
  | 'variance'
  /** from 0 to 1, a sigmoid's output */
  | 'probability'
  /** any real number, one for each label; its sigmoid is the probability */
  | 'logit'
  /** any real numbers, one for each class; their softmax is the distribution */
  | 'logits'
  /** the logarithms of a distribution over classes, a log-softmax's output */
  | 'log-probabilities'
  /** the logarithms of a distribution over symbols for each step of time, a log-softmax's output */
  | 'log-probabilities-by-step'
  /** any real number whose sign is the label's */
  | 'score'
  /** any real numbers, one for each class, the largest of which names it */
  | 'scores'
  /** a vector for each sample */
  | 'embedding'
  /** a number of at least 0, how far two vectors are apart */
  | 'distance'
  /** four numbers for each sample */
  | 'box'
  /** the length of a critic's gradient with respect to its input */
  | 'gradient-norm'

/** What the targets are. */
export type TargetTrait =
  /** any real number */
  | 'real'
  /** a real number other than 0 */
  | 'non-zero'
  /** a real number of at least 0 */
  | 'non-negative'
  /** a real number above 0 */
  | 'positive'
  /** a whole number of at least 0 */
  | 'count'
  /** 0 or 1 */
  | 'bit'
  /** from 0 to 1 */
  | 'probability'
  /** −1 or 1 */
  | 'sign'
  /** the index of a class */
  | 'class'
  /** the indices of the classes that are there, then −1 */
  | 'class-list'
  /** symbols in an order, fewer than steps of time */
  | 'sequence'
  /** a probability for each class */
  | 'distribution'
  /** the logarithm of a probability for each class */
  | 'log-distribution'
  /** 0 or 1 for each place of an image */
  | 'mask'
  /** for each pair 0 when both are the same, 1 when they differ */
  | 'differs'
  /** for each pair 1 when both are the same, −1 when they differ */
  | 'same-sign'
  /** for each pair 1 when the first should rank higher, −1 when the second should */
  | 'order'
  /** four numbers and the index of a class */
  | 'box-and-class'
  | 'none'

export type Expectation = { inputs: Readonly<Record<string, InputTrait>>; targets: TargetTrait }

/** What is known of the data a loss is used on; what is not known is left out. */
export type DataFacts = {
  classes?: number
  /** The share of each class, or of the positives of each label. */
  classPrior?: readonly number[]
  /** The mean over outputs of the variance of the targets. */
  targetVariance?: number
  /** The mean over outputs of the mean distance of the targets from their median. */
  targetMeanAbsoluteDeviation?: number
  /** Samples in a batch. */
  batchSize?: number
}

/** Where a kernel writes. The arrays may be longer than needed; what is beyond is left alone. */
export type LossBuffers = {
  /** The unreduced losses. */
  values: Float64Array
  /** For each input, the gradient of the sum of the unreduced losses. */
  gradients: Readonly<Record<string, Float64Array>>
}

/**
 * A value at which a mean loss stands when something particular is wrong. `upTo`: or anywhere from there up to this
 * one, where the accuracy is `leastAccuracy` at least, which a loss as high has for no other reason.
 */
export type Telltale = {
  value: number
  upTo?: number
  leastAccuracy?: number
  cause:
    | 'predicts-prior'
    | 'softmax-before-cross-entropy'
    | 'sigmoid-before-bce-with-logits'
    | 'saturated-output'
    | 'empty-mask'
    | 'collapsed-embedding'
}

export const reductions = ['mean', 'sum', 'none', 'batchmean'] as const
/** How unreduced losses become one number; `batchmean`, the sum over the number of samples, is for `kl-div` only. */
export type Reduction = (typeof reductions)[number]

/** A loss whose unreduced losses are independent of one another: reduction and weights per sample come from outside. */
export type PerExample<P extends LossParams> = {
  /**
   * Writes the unreduced losses and their gradients, without weights per sample and without reduction.
   * Called after `unreducedShape`, so shapes are known to fit. Returns the denominator of `mean`.
   * Throws an error naming row and value for a target out of range.
   */
  perExample(batch: LossBatch, params: P, into: LossBuffers): number
}

/** A loss that looks at the batch as a whole. */
export type WholeBatch<P extends LossParams> = {
  /**
   * Returns the loss and writes its gradients; `values` get the unreduced losses, the loss itself where there are none.
   * Called after `unreducedShape`. Weights per sample and the reduction are its own affair.
   */
  wholeBatch(batch: LossBatch, params: P, into: LossBuffers, reduction: Reduction): number
}

/** What is known of a loss, apart from its kernel. */
export type LossTraits<P extends LossParams> = {
  id: string
  title: string
  family: LossFamily
  /** LaTeX, of one unreduced loss. */
  formula: string
  expects: Expectation
  /** What it expects with parameters that change it; `expects` where they do not. Throws one sentence where nothing will do. */
  expectsWith?(params: P): Expectation
  /** No value is below it; null when there is no bound. */
  lowerBound(params: P): number | null
  parameters: { readonly [name in keyof P]: Parameter }
  /** The authority for definition, defaults and edge cases. */
  reference: string
  /** `mean`, `sum` and `none` when left out. */
  reductions?: readonly Reduction[]
  /** False when weights per sample have no meaning. */
  weighable?: false
  /** The shape of the unreduced losses. Throws an error naming the shapes when they do not fit. */
  unreducedShape(batch: LossBatch, params: P): readonly number[]
  /** The mean loss of a prediction that knows nothing of the inputs; null when the facts do not tell. */
  chanceLevel?(facts: DataFacts, params: P): number | null
  /** Values that give a mistake away, as far as the facts tell them. */
  telltales?(facts: DataFacts, params: P): readonly Telltale[]
  /** The least mean loss that a perfect prediction reaches; null when the facts do not tell. */
  floor?(params: P, facts: DataFacts): number | null
  /** Of a sum: what each of its parts adds to the mean loss of a batch, by name. */
  parts?(batch: LossBatch, params: P): Readonly<Record<string, number>>
}

export type PerExampleLoss<P extends LossParams> = LossTraits<P> & PerExample<P>

export type Loss<P extends LossParams = LossParams> = LossTraits<P> & (PerExample<P> | WholeBatch<P>)

/** What a loss expects with these parameters. */
export function expectationOf(loss: Loss, params: LossParams): Expectation {
  return loss.expectsWith?.(params) ?? loss.expects
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
