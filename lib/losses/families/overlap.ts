/** Losses of the overlap of a predicted mask with the true one, over the batch as a whole. */
import { bits, elementwiseShape, requireRange } from '../elementwise.ts'
import {
  type DataFacts,
  gradientNamed,
  type Loss,
  type LossBatch,
  type LossBuffers,
  type Telltale,
  tensorNamed,
} from '../loss.ts'
import { sigmoid } from './logistic.ts'

type Overlap = { alpha: number; beta: number; smooth: number; gamma: number }

const expects = { inputs: { predictions: 'logit' }, targets: 'mask' } as const

const smooth = {
  kind: 'number',
  default: 1,
  min: 0,
  meaning: 'added above and below the fraction, so that an empty mask does not divide by 0',
} as const
const alpha = { kind: 'number', default: 0.3, min: 0, meaning: 'the weight of false positives' } as const
const beta = { kind: 'number', default: 0.7, min: 0, meaning: 'the weight of false negatives' } as const

/**
 * (1 − (TP + smooth) / (TP + alpha·FP + beta·FN + smooth))^gamma with soft counts TP = Σpy, FP = Σp(1 − y),
 * FN = Σ(1 − p)y of p = σ(x); a weight per sample multiplies the sample's elements in every sum. As dice is alpha =
 * beta = ½ with half its smooth, and iou alpha = beta = 1, this one kernel is all five losses.
 */
export function overlapLoss(batch: LossBatch, overlap: Overlap, into: LossBuffers): number {
  const { alpha, beta, smooth, gamma } = overlap
  const predictions = tensorNamed(batch.inputs, 'predictions')
  const targets = tensorNamed(batch.targets, 'targets')
  requireRange('targets', targets, bits)
  const x = predictions.data
  const y = targets.data
  const perSample = x.length / (batch.weights?.length ?? 1)
  const weightAt = (i: number) => batch.weights?.[Math.floor(i / perSample)] ?? 1
  let hit = 0
  let missed = 0
  for (let i = 0; i < x.length; i++) {
    const logit = x[i] as number
    const weight = weightAt(i)
    if (y[i] === 1) {
      hit += weight * sigmoid(logit)
      missed += weight * beta * sigmoid(-logit)
    } else missed += weight * alpha * sigmoid(logit)
  }
  const whole = hit + missed + smooth
  // missed / whole and not 1 − (hit + smooth) / whole: a loss next to 0 keeps its digits. Nothing to find, nothing
  // found and no smooth is no loss.
  const base = whole === 0 ? 0 : missed / whole
  const loss = base ** gamma
  // Where the loss is 0 the power's slope may be infinite, but every sigmoid is saturated and nothing moves.
  const outer = base === 0 ? 0 : gamma * base ** (gamma - 1)
  const gradient = gradientNamed(into, 'predictions')
  for (let i = 0; i < x.length; i++) {
    const logit = x[i] as number
    const ofMissed = y[i] === 1 ? -beta : alpha
    const ofWhole = y[i] === 1 ? 1 - beta : alpha
    const slope = whole === 0 ? 0 : (ofMissed - base * ofWhole) / whole
    gradient[i] = outer * slope * weightAt(i) * sigmoid(logit) * sigmoid(-logit)
  }
  into.values[0] = loss
  return loss
}

/** One number for the whole batch, whatever the reduction; throws when the shapes differ. */
export function overlapShape(batch: LossBatch): readonly number[] {
  elementwiseShape(batch)
  return []
}

/** The best constant prediction marks everything: it hits the share of the mask and is wrong about the rest. */
function everythingMarked({ classPrior }: DataFacts, alpha: number, gamma = 1): number | null {
  const [share] = classPrior ?? []
  if (share === undefined || classPrior?.length !== 1) return null
  return (1 - share / (share + alpha * (1 - share))) ** gamma
}

/** Nothing is marked and nothing hit: the loss of an empty mask. */
const emptyMask: readonly Telltale[] = [{ value: 1, cause: 'empty-mask' }]

/** Soft Dice loss of logits of any shape against a mask of that shape: 1 − (2Σpy + smooth) / (Σp + Σy + smooth). */
export const dice: Loss<{ smooth: number }> = {
  id: 'dice',
  title: 'Dice loss',
  family: 'segmentation',
  formula: String.raw`1 - \frac{2\sum p\,y + s}{\sum p + \sum y + s},\quad p = \sigma(x)`,
  expects,
  lowerBound: () => 0,
  parameters: { smooth },
  reference: 'Milletari et al. 2016, with sums instead of squares',
  unreducedShape: overlapShape,
  wholeBatch: (batch, { smooth }, into) =>
    overlapLoss(batch, { alpha: 0.5, beta: 0.5, smooth: smooth / 2, gamma: 1 }, into),
  chanceLevel: (facts) => everythingMarked(facts, 0.5),
  telltales: () => emptyMask,
  floor: () => 0,
}

/** Soft Jaccard loss of logits of any shape against a mask of that shape: 1 − (Σpy + smooth) / (Σp + Σy − Σpy + smooth). */
export const iou: Loss<{ smooth: number }> = {
  id: 'iou',
  title: 'IoU (Jaccard) loss',
  family: 'segmentation',
  formula: String.raw`1 - \frac{\sum p\,y + s}{\sum p + \sum y - \sum p\,y + s},\quad p = \sigma(x)`,
  expects,
  lowerBound: () => 0,
  parameters: { smooth },
  reference: 'Rahman and Wang 2016',
  unreducedShape: overlapShape,
  wholeBatch: (batch, { smooth }, into) => overlapLoss(batch, { alpha: 1, beta: 1, smooth, gamma: 1 }, into),
  chanceLevel: (facts) => everythingMarked(facts, 1),
  telltales: () => emptyMask,
  floor: () => 0,
}

/** Tversky loss: Dice with weights of its own for false positives (alpha) and false negatives (beta). */
export const tversky: Loss<{ alpha: number; beta: number; smooth: number }> = {
  id: 'tversky',
  title: 'Tversky loss',
  family: 'segmentation',
  formula: String.raw`1 - \frac{\mathrm{TP} + s}{\mathrm{TP} + \alpha\,\mathrm{FP} + \beta\,\mathrm{FN} + s}`,
  expects,
  lowerBound: () => 0,
  parameters: { alpha, beta, smooth },
  reference: 'Salehi et al. 2017, whose letters these are',
  unreducedShape: overlapShape,
  wholeBatch: (batch, params, into) => overlapLoss(batch, { ...params, gamma: 1 }, into),
  chanceLevel: (facts, { alpha }) => everythingMarked(facts, alpha),
  telltales: () => emptyMask,
  floor: () => 0,
}

/** The Tversky loss to the power gamma, which is the exponent itself; below 1 it pulls hardest when nearly right. */
export const focalTversky: Loss<{ alpha: number; beta: number; gamma: number; smooth: number }> = {
  id: 'focal-tversky',
  title: 'Focal Tversky loss',
  family: 'segmentation',
  formula: String.raw`\left(1 - \frac{\mathrm{TP} + s}{\mathrm{TP} + \alpha\,\mathrm{FP} + \beta\,\mathrm{FN} + s}\right)^{\gamma}`,
  expects,
  lowerBound: () => 0,
  parameters: {
    alpha,
    beta,
    gamma: { kind: 'number', default: 0.75, min: Number.MIN_VALUE, meaning: 'the power of the Tversky loss' },
    smooth,
  },
  reference: 'Abraham and Khan 2018, with the letters of Salehi et al.',
  unreducedShape: overlapShape,
  wholeBatch: (batch, params, into) => overlapLoss(batch, params, into),
  chanceLevel: (facts, { alpha, gamma }) => everythingMarked(facts, alpha, gamma),
  telltales: () => emptyMask,
  floor: () => 0,
}
