/** On which scale a loss is in another library, for pages of runs, which do not carry the tables. Pure. */
import type { LossId } from '../defaults.ts'
import { equals } from './equals.ts'
import { type LibraryId, libraryOf } from './libraries.ts'

/** What a library makes of the sample of the loss, to four digits; or why that one value says nothing. */
export type Scale =
  | number
  /** It has several calls by that name, with different values. */
  | 'several'
  /** Equal on the sample, and not on other data. */
  | 'elsewhere'
  /** Equal with the parameters of the sample only. */
  | 'with-parameters'
  /** Nobody measured that loss of that library. */
  | 'unknown'

/** `value`: that of PyTorch, or of Lossglass where PyTorch has no such loss. */
type Scales = { value: number } & Readonly<Partial<Record<LibraryId, Scale>>>

/** Held to the tables by a test. */
export const scales: Readonly<Partial<Record<LossId, Scales>>> = {
  mse: { value: 0.375, catboost: 0.6124, mxnet: 0.1875, xgboost: 0.6124 },
  'smooth-l1': { value: 1.313, paddle: 'with-parameters' },
  huber: { value: 1.313, lightgbm: 1.21, mxnet: 'with-parameters', xgboost: 1.14 },
  quantile: { value: 0.5, lightgbm: 'elsewhere' },
  mape: {
    value: 0.375,
    'tensorflow.js': 37.5,
    catboost: 'elsewhere',
    keras: 37.5,
    lightgbm: 'elsewhere',
    nd4j: 37.5,
  },
  smape: { value: 0.3111, catboost: 31.11 },
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: it was measured, and happens to be ln 2.
  msle: { value: 0.4805, xgboost: 0.6931 },
  'poisson-nll': {
    value: 1.269,
    'tensorflow.js': 0.5569,
    keras: 0.5569,
    nd4j: 0.5569,
    'scikit-learn': 0.4095,
    xgboost: 2.165,
  },
  'cross-entropy': { value: 1.419, timm: 1.427 },
  focal: { value: 1.029, keras: 0.2572, kornia: 'several', monai: 'several' },
  'multi-margin': { value: 0.5667, keras: 1.25, optax: 1.25, 'scikit-learn': 1.25 },
  'bce-with-logits': { value: 0.3048, timm: 'elsewhere' },
  bce: { value: 0.2798, synaptic: 0.8393 },
  'sigmoid-focal': {
    value: 0.01145,
    keras: 0.03068,
    monai: 0.03068,
    optax: 0.03068,
    paddle: 0.03434,
    'segmentation-models-pytorch': 0.03068,
  },
  hinge: { value: 1.167, 'tensorflow.js': 'several', torchmetrics: 0.4381 },
  ctc: { value: 0.992, keras: 1.264, mxnet: 1.264, optax: 1.264 },
  'kl-div': {
    value: 0.1478,
    'tensorflow.js': 0.2956,
    keras: 0.2956,
    mxnet: 0.2956,
    nd4j: 0.2956,
    optax: 0.2956,
  },
  dice: {
    value: 0.3213,
    keras: 0.3693,
    kornia: 0.3092,
    monai: 0.384,
    optax: 0.2361,
    paddle: 0.3092,
    'segmentation-models-pytorch': 0.3693,
  },
  iou: { value: 0.4428, monai: 0.5445, 'segmentation-models-pytorch': 0.5394 },
  tversky: {
    value: 0.2607,
    keras: 0.3945,
    kornia: 0.3179,
    monai: 0.3565,
    optax: 0.2139,
    'segmentation-models-pytorch': 0.3419,
  },
  contrastive: { value: 0.8, 'pytorch-metric-learning': 0.8944, 'sentence-transformers': 0.08 },
  triplet: { value: 0.4802, mxnet: 'elsewhere', 'pytorch-metric-learning': 'elsewhere' },
  'cosine-embedding': { value: 0.04, 'tensorflow.js': 'several', keras: -0.96, nd4j: -0.96 },
  'info-nce': { value: 2.967, optax: 4.079, 'pytorch-metric-learning': 4.079 },
}

function scalesOf(loss: string): Scales | null {
  return Object.hasOwn(scales, loss) ? (scales[loss as LossId] ?? null) : null
}

/** What PyTorch, or else Lossglass, makes of the sample; null for losses that are the same wherever they were measured. */
export function yardstickOf(loss: string): number | null {
  return scalesOf(loss)?.value ?? null
}

function isEqual(loss: string, library: LibraryId): boolean {
  return Object.hasOwn(equals, loss) && (equals[loss as LossId]?.includes(library) ?? false)
}

/**
 * What sets a loss of that library apart; null where it was measured to be the same, or no library is named.
 * `departs`: whether it has parameters other than its defaults.
 */
export function scaleOf(loss: string, dialect: string | undefined, departs: boolean): Scale | null {
  if (dialect === undefined) return null
  const library = libraryOf(dialect)
  if (library === null) return 'unknown'
  if (isEqual(loss, library)) return null
  const scale = scalesOf(loss)?.[library] ?? 'unknown'
  return scale === 'with-parameters' && !departs ? null : scale
}
