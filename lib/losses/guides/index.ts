/** The guide of each loss. For the server: it is text that no page needs twice. */
import type { LossId } from '../defaults.ts'
import { ganBce, ganHinge, lsgan, wasserstein } from './adversarial.ts'
import { combined, detection } from './compositions.ts'
import { crossEntropy, focal, nll } from './cross-entropies.ts'
import { klDiv } from './distributions.ts'
import { contrastive, infoNce, triplet } from './embeddings.ts'
import type { LossGuide } from './guide.ts'
import { gaussianNll, poissonNll } from './likelihoods.ts'
import { bce, bceWithLogits, sigmoidFocal } from './logistic.ts'
import { hinge, multiMargin, softMargin, squaredHinge } from './margins.ts'
import { multilabelMargin, multilabelSoftMargin } from './multi-label.ts'
import { bceDice, dice, iou } from './overlaps.ts'
import { cosineEmbedding, hingeEmbedding, marginRanking } from './pairs.ts'
import { mape, msle, smape } from './relative-errors.ts'
import { logCosh, mae, mse } from './residuals.ts'
import { huber, quantile, smoothL1, weightedMse } from './robust.ts'
import { ctc } from './sequences.ts'
import { focalTversky, tversky } from './tversky.ts'

export const guides = {
  mse,
  mae,
  'smooth-l1': smoothL1,
  huber,
  mape,
  smape,
  msle,
  'log-cosh': logCosh,
  quantile,
  'weighted-mse': weightedMse,
  'poisson-nll': poissonNll,
  'gaussian-nll': gaussianNll,
  bce,
  'bce-with-logits': bceWithLogits,
  'cross-entropy': crossEntropy,
  nll,
  focal,
  'sigmoid-focal': sigmoidFocal,
  hinge,
  'squared-hinge': squaredHinge,
  'multi-margin': multiMargin,
  'soft-margin': softMargin,
  'multilabel-soft-margin': multilabelSoftMargin,
  'multilabel-margin': multilabelMargin,
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
} satisfies Record<LossId, LossGuide>

/** The guide of a loss, whatever its id. */
export function guideOf(id: LossId): LossGuide {
  return guides[id]
}
