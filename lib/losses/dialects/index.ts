/** The measured dialects of each loss. For the pages of losses only: pages of runs take `scales.ts`, which is small. */
import type { LossId } from '../defaults.ts'
import type { LossDialects } from './dialect.ts'
import { bce, bceWithLogits, sigmoidFocal } from './rows/binary.ts'
import { crossEntropy, ctc, focal, nll } from './rows/classes.ts'
import { contrastive, cosineEmbedding, infoNce, marginRanking, triplet } from './rows/embeddings.ts'
import { huber, logCosh, mae, mse, quantile, smoothL1 } from './rows/errors.ts'
import { gaussianNll, klDiv, poissonNll } from './rows/likelihoods.ts'
import { hinge, multiMargin, softMargin, squaredHinge } from './rows/margins.ts'
import { dice, iou, tversky } from './rows/masks.ts'
import { mape, msle, smape } from './rows/relative-errors.ts'

export const dialects: Readonly<Partial<Record<LossId, LossDialects>>> = {
  mse,
  mae,
  'smooth-l1': smoothL1,
  huber,
  'log-cosh': logCosh,
  quantile,
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
  hinge,
  'squared-hinge': squaredHinge,
  'soft-margin': softMargin,
  ctc,
  'kl-div': klDiv,
  dice,
  iou,
  tversky,
  contrastive,
  triplet,
  'cosine-embedding': cosineEmbedding,
  'margin-ranking': marginRanking,
  'info-nce': infoNce,
}
