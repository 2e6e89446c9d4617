/** What the mean of each loss divides by: where libraries differ without a word. */
import type { LossId } from '../defaults.ts'

const entries = 'the number of entries'
const samples = 'the number of samples'
const factored = `${entries}, not by the sum of the weights. Keras and TensorFlow do the same`
const classes = `the sum of the weights of the targets that are not ignored; without weights by their number. Keras and TensorFlow divide by ${samples} whatever class_weight says, so that a batch of rare classes weighs more there; what ignore_class leaves out they do not count`
const byClass = `${samples}, or of places where a sample has several`
const labels = `${samples} (each is already a mean over its labels); not by the sum of the weights`
const pairs = 'the number of pairs'
const batch = 'nothing: the batch as a whole gives one number'
const sides = 'the number of scores, real and fake ones each by themselves'

const byLoss: Record<LossId, string> = {
  mse: entries,
  mae: entries,
  'smooth-l1': entries,
  huber: entries,
  'log-cosh': entries,
  quantile: entries,
  'weighted-mse': `${entries}; with byWeights by the sum of the weights, as PyTorch’s mse_loss with weight. Keras and TensorFlow divide by ${samples} unless told “mean_with_sample_weight”`,
  mape: `${entries}. Keras gives it times 100`,
  smape: entries,
  msle: entries,
  'poisson-nll': entries,
  'gaussian-nll': entries,
  'cross-entropy': `${classes}. Probabilities as targets: by ${samples}`,
  nll: classes,
  focal: byClass,
  'multi-margin': `${byClass}; not by the sum of the weights`,
  'bce-with-logits': factored,
  bce: factored,
  'sigmoid-focal': `${entries}. In papers on detection it is often the number of boxes that were found`,
  'multilabel-soft-margin': labels,
  'multilabel-margin': samples,
  hinge: entries,
  'squared-hinge': entries,
  'soft-margin': entries,
  ctc: `${samples}, after each loss was divided by the length of its sequence. Keras and TensorFlow do not divide by the length`,
  'kl-div': `${entries}, classes included; batchmean divides by ${samples}, as Keras and TensorFlow do`,
  dice: batch,
  iou: batch,
  tversky: batch,
  'focal-tversky': batch,
  'bce-dice': `${entries} in its BCE; Dice is one number for the batch`,
  contrastive: pairs,
  triplet: 'the number of triplets, those that cost nothing included',
  'cosine-embedding': pairs,
  'hinge-embedding': entries,
  'margin-ranking': pairs,
  'info-nce': 'the number of rows of both batches',
  'gan-bce': sides,
  wasserstein: sides,
  lsgan: sides,
  'gan-hinge': sides,
  detection: `${samples} (the box is already a mean over its four numbers)`,
  combined: 'what each of its terms divides by',
}

/** The end of a sentence that begins “mean divides by”, without its full stop. Weights per sample never enter it. */
export function meanDivisor(id: LossId): string {
  return byLoss[id]
}
