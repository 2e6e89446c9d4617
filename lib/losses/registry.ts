/** The losses there are. */
import { isLossId, type LossId } from './defaults.ts'
import { ganBce, ganHinge, lsgan, wasserstein } from './families/adversarial.ts'
import { bceDice } from './families/bce-dice.ts'
import { bce, bceWithLogits } from './families/binary-cross-entropy.ts'
import { combined } from './families/combined.ts'
import { crossEntropy } from './families/cross-entropy.ts'
import { ctc } from './families/ctc.ts'
import { detection } from './families/detection.ts'
import { contrastive, cosineEmbedding } from './families/distance.ts'
import { klDiv, nll } from './families/distribution.ts'
import { focal, sigmoidFocal } from './families/focal.ts'
import { hingeEmbedding } from './families/hinge-embedding.ts'
import { infoNce } from './families/info-nce.ts'
import { gaussianNll, poissonNll } from './families/likelihood.ts'
import { hinge, multiMargin, softMargin, squaredHinge } from './families/margins.ts'
import { multilabelSoftMargin } from './families/multi-label.ts'
import { multilabelMargin } from './families/multilabel-margin.ts'
import { dice, focalTversky, iou, tversky } from './families/overlap.ts'
import { marginRanking } from './families/ranking.ts'
import { huber, logCosh, mae, mse, quantile, smoothL1, weightedMse } from './families/regression.ts'
import { mape, msle, smape } from './families/relative-errors.ts'
import { triplet } from './families/triplet.ts'
import type { Loss } from './loss.ts'

export const losses = {
  mse,
  mae,
  'smooth-l1': smoothL1,
  huber,
  'log-cosh': logCosh,
  quantile,
  'weighted-mse': weightedMse,
  mape,
  smape,
  msle,
  'poisson-nll': poissonNll,
  'gaussian-nll': gaussianNll,
  'cross-entropy': crossEntropy,
  nll,
  focal,
  'multi-margin': multiMargin,
  'bce-with-logits': bceWithLogits,
  bce,
  'sigmoid-focal': sigmoidFocal,
  'multilabel-soft-margin': multilabelSoftMargin,
  'multilabel-margin': multilabelMargin,
  hinge,
  'squared-hinge': squaredHinge,
  'soft-margin': softMargin,
  ctc,
  'kl-div': klDiv,
  dice,
  iou,
  tversky,
  'focal-tversky': focalTversky,
  'bce-dice': bceDice,
  contrastive,
  triplet,
  'cosine-embedding': cosineEmbedding,
  'hinge-embedding': hingeEmbedding,
  'margin-ranking': marginRanking,
  'info-nce': infoNce,
  'gan-bce': ganBce,
  wasserstein,
  lsgan,
  'gan-hinge': ganHinge,
  detection,
  combined,
} as const satisfies Record<LossId, Loss>

export const lossIds = Object.keys(losses) as LossId[]

/** The loss of that id. Throws an error that lists the known ids. */
export function lossOf(id: string): Loss {
  if (!isLossId(id))
    throw new Error(`Unknown loss ${JSON.stringify(id)}: choose one of ${lossIds.join(', ')}.`)
  return losses[id] as unknown as Loss
}
