/** Small batches for every loss, and the value of a loss on nested arrays. */
import {
  evaluate,
  type LossBatch,
  type LossId,
  lossOf,
  type Nested,
  readParams,
  type Tensors,
  tensorOf,
  type UncheckedParams,
} from '../../lib/losses/index.ts'

export const x = [0.3, -1.2, 2.5, 0.9]
export const y = [1, 0.5, 3, 0.9]
export const bits = [1, 0, 0, 1]
export const signs = [1, -1, -1, 1]
export const classes = [2, 0, 1]
export const logits = [
  [0.3, -1.2, 2.5],
  [1, 1, 0],
  [-3, 0.5, 0.25],
]
export const a = [
  [1, 2],
  [0.5, -1],
  [3, 0.25],
]
export const b = [
  [0.5, 2.5],
  [1, 1],
  [-2, 0.5],
]

export type NestedRecord = Record<string, Nested>

export function tensors(record: NestedRecord): Tensors {
  return Object.fromEntries(Object.entries(record).map(([name, nested]) => [name, tensorOf(nested)]))
}

export function lossValue(
  id: LossId,
  inputs: NestedRecord,
  targets: NestedRecord,
  params: UncheckedParams = {},
): number {
  const loss = lossOf(id)
  const batch: LossBatch = { inputs: tensors(inputs), targets: tensors(targets) }
  return evaluate(loss, batch, { params: readParams(loss, params) }).value
}

export const plain = (id: LossId, predictions: Nested, targets: Nested, params: UncheckedParams = {}) =>
  lossValue(id, { predictions }, { targets }, params)
export const times = (factor: number, nested: Nested): Nested =>
  typeof nested === 'number' ? factor * nested : nested.map((entry) => times(factor, entry))
export const plus = (term: number, nested: Nested): Nested =>
  typeof nested === 'number' ? term + nested : nested.map((entry) => plus(term, entry))

/** A batch of every loss: three or four samples. */
export const batches: Record<
  LossId,
  [inputs: NestedRecord, targets: NestedRecord, params?: UncheckedParams]
> = {
  mse: [{ predictions: x }, { targets: y }],
  mae: [{ predictions: x }, { targets: y }],
  'smooth-l1': [{ predictions: x }, { targets: y }],
  huber: [{ predictions: x }, { targets: y }],
  'log-cosh': [{ predictions: x }, { targets: y }],
  quantile: [{ predictions: x }, { targets: y }, { q: 0.8 }],
  'weighted-mse': [{ predictions: a }, { targets: b }, { weights: [1, 3] }],
  mape: [{ predictions: x }, { targets: y }],
  smape: [{ predictions: x }, { targets: y }],
  msle: [{ predictions: y }, { targets: bits }],
  'poisson-nll': [{ predictions: x }, { targets: bits }],
  'gaussian-nll': [{ mean: x, variance: y }, { targets: bits }],
  'cross-entropy': [{ predictions: logits }, { targets: classes }, { weight: [1, 2, 3] }],
  nll: [{ predictions: logits }, { targets: classes }, { weight: [1, 2, 3] }],
  focal: [{ predictions: logits }, { targets: classes }],
  'multi-margin': [{ predictions: logits }, { targets: classes }],
  'bce-with-logits': [{ predictions: x }, { targets: bits }],
  bce: [{ predictions: [0.2, 0, 1, 0.7] }, { targets: bits }],
  'sigmoid-focal': [{ predictions: x }, { targets: bits }],
  'multilabel-soft-margin': [
    { predictions: a },
    {
      targets: [
        [1, 0],
        [0, 0],
        [1, 1],
      ],
    },
  ],
  'multilabel-margin': [
    { predictions: logits },
    {
      targets: [
        [2, 0, -1],
        [1, -1, -1],
        [-1, -1, -1],
      ],
    },
  ],
  // The first axis is time: two steps of two samples.
  ctc: [
    {
      predictions: [
        [
          [-0.5, -1.5, -1.7],
          [-1, -0.9, -1.5],
        ],
        [
          [-2, -0.4, -1.6],
          [-0.7, -1.2, -1.6],
        ],
      ],
    },
    { targets: [[1], [2]] },
  ],
  hinge: [{ predictions: x }, { targets: signs }],
  'squared-hinge': [{ predictions: x }, { targets: signs }],
  'soft-margin': [{ predictions: x }, { targets: signs }],
  'kl-div': [
    { predictions: a },
    {
      targets: [
        [1, 0],
        [0.5, 0.5],
        [0.3, 0.7],
      ],
    },
  ],
  dice: [{ predictions: x }, { targets: bits }],
  iou: [{ predictions: x }, { targets: bits }],
  tversky: [{ predictions: x }, { targets: bits }],
  'focal-tversky': [{ predictions: x }, { targets: bits }],
  'bce-dice': [{ predictions: x }, { targets: bits }],
  contrastive: [{ output1: a, output2: b }, { targets: [0, 1, 1] }, { margin: 3 }],
  triplet: [{ anchor: a, positive: b, negative: plus(0.1, a) }, {}],
  'cosine-embedding': [{ output1: a, output2: b }, { targets: [1, -1, -1] }],
  'hinge-embedding': [{ predictions: y }, { targets: signs }, { margin: 2 }],
  'margin-ranking': [{ output1: x, output2: y }, { targets: signs }, { margin: 1 }],
  'info-nce': [{ output1: a, output2: b }, {}],
  'gan-bce': [{ real: x, fake: y }, {}],
  wasserstein: [{ real: x, fake: y, gradientNorms: [0.5, 1, 2, 0] }, {}],
  lsgan: [{ real: x, fake: y }, {}],
  'gan-hinge': [{ real: x, fake: y }, {}],
  detection: [
    {
      boxes: [
        [0, 1, 2, 3],
        [1, 1, 1, 1],
        [3, 2, 1, 0],
      ],
      logits,
    },
    {
      boxes: [
        [1, 1, 2, 2],
        [0, 0, 1, 1],
        [3, 2, 1, 0.5],
      ],
      classes,
    },
  ],
  combined: [{ predictions: x }, { targets: y }],
}
