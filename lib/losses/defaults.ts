/** The ids of losses and the defaults of their parameters, for pages of runs, which do not carry the losses. Pure. */

/** Null where a parameter is left out unless it is given. */
export type Defaults = Readonly<Record<string, number | boolean | string | null>>

/** Held to the losses by a test. */
const defaults = {
  mse: {},
  mae: {},
  'smooth-l1': { beta: 1 },
  huber: { delta: 1 },
  'log-cosh': {},
  quantile: { q: 0.5 },
  'weighted-mse': { weights: null, byWeights: false },
  mape: { epsilon: 1e-8 },
  smape: { epsilon: 1e-8 },
  msle: {},
  'poisson-nll': { logInput: true, full: false, eps: 1e-8 },
  'gaussian-nll': { full: false, eps: 0.000001 },
  'cross-entropy': { weight: null, labelSmoothing: 0, ignoreIndex: -100 },
  nll: { weight: null, ignoreIndex: -100 },
  focal: { alpha: 1, gamma: 2 },
  'multi-margin': { p: 1, margin: 1, weight: null },
  'bce-with-logits': { weight: null, posWeight: null },
  bce: { weight: null },
  'sigmoid-focal': { alpha: 0.25, gamma: 2 },
  'multilabel-soft-margin': { weight: null },
  'multilabel-margin': {},
  hinge: { margin: 1 },
  'squared-hinge': { margin: 1 },
  'soft-margin': {},
  ctc: { blank: 0, zeroInfinity: false },
  'kl-div': { logTarget: false },
  dice: { smooth: 1 },
  iou: { smooth: 1 },
  tversky: { alpha: 0.3, beta: 0.7, smooth: 1 },
  'focal-tversky': { alpha: 0.3, beta: 0.7, gamma: 0.75, smooth: 1 },
  'bce-dice': { alpha: 0.5 },
  contrastive: { margin: 1 },
  triplet: { margin: 1, p: 2, eps: 0.000001, swap: false },
  'cosine-embedding': { margin: 0 },
  'hinge-embedding': { margin: 1 },
  'margin-ranking': { margin: 0 },
  'info-nce': { temperature: 0.1 },
  'gan-bce': { side: 'discriminator', nonSaturating: true },
  wasserstein: { side: 'discriminator', gradientPenalty: 10 },
  lsgan: { side: 'discriminator' },
  'gan-hinge': { side: 'discriminator' },
  detection: { alpha: 0.5 },
  combined: { alpha: 0.5, terms: null },
} as const satisfies Record<string, Defaults>

export type LossId = keyof typeof defaults

export function isLossId(id: string): id is LossId {
  return Object.hasOwn(defaults, id)
}

/** Of every parameter by its name; of none where the id is that of no loss here. */
export function defaultsOf(id: string): Defaults {
  return isLossId(id) ? defaults[id] : {}
}
