import { describe, expect, it } from 'vitest'
import {
  evaluate,
  type LossBatch,
  type LossId,
  lossIds,
  lossOf,
  readParams,
  reductionsOf,
  sizeOf,
  type Tensor,
  type Tensors,
  tensorOf,
  type UncheckedParams,
} from '../../lib/losses/index.ts'
import { createRandom } from '../../lib/random.ts'

const random = createRandom(7)

function filled(shape: readonly number[], number: () => number): Tensor {
  return { data: Float64Array.from({ length: sizeOf(shape) }, number), shape }
}

const normal = (...shape: number[]) => filled(shape, () => 2 * random.normal())
const positive = (...shape: number[]) => filled(shape, () => 0.2 + 3 * random.uniform())
const share = (...shape: number[]) => filled(shape, () => 0.02 + 0.96 * random.uniform())
const bit = (...shape: number[]) => filled(shape, () => (random.uniform() < 0.5 ? 0 : 1))
const sign = (...shape: number[]) => filled(shape, () => (random.uniform() < 0.5 ? -1 : 1))
const count = (...shape: number[]) => filled(shape, () => Math.floor(6 * random.uniform()))
const label = (classes: number, ...shape: number[]) =>
  filled(shape, () => Math.floor(classes * random.uniform()))

type Case = [params: UncheckedParams, inputs: Tensors, targets: Tensors]

const one = (params: UncheckedParams, predictions: Tensor, targets: Tensor): Case => [
  params,
  { predictions },
  { targets },
]
const pair = (params: UncheckedParams, targets?: Tensor): Case => [
  params,
  { output1: normal(4, 3), output2: normal(4, 3) },
  targets ? { targets } : {},
]
const both = { real: normal(4), fake: normal(3) }
const sides = (params: UncheckedParams = {}): Case[] => [
  [{ ...params, side: 'discriminator' }, both, {}],
  [{ ...params, side: 'generator' }, { fake: normal(5, 1) }, {}],
]
const regression = (...params: UncheckedParams[]) =>
  params.map((entry) => one(entry, normal(4, 3), normal(4, 3)))
const masks = (...params: UncheckedParams[]) =>
  params.map((entry) => one(entry, normal(2, 3, 3), bit(2, 3, 3)))

const cases: Record<LossId, Case[]> = {
  mse: regression({}),
  mae: regression({}),
  'smooth-l1': regression({}, { beta: 0 }, { beta: 1.5 }),
  huber: regression({}, { delta: 0.3 }),
  'log-cosh': regression({}),
  quantile: regression({}, { q: 0.9 }),
  'weighted-mse': regression(
    {},
    { weights: [1, 0, 3] },
    { weights: [[1], [0.5], [2], [0]] },
    { weights: [1, 0, 3], byWeights: true },
  ),
  mape: regression({}),
  smape: regression({}),
  msle: [one({}, positive(4, 3), positive(4, 3))],
  'poisson-nll': [
    one({}, normal(4, 3), count(4, 3)),
    one({ logInput: false, full: true }, positive(4, 3), count(4, 3)),
  ],
  'gaussian-nll': [
    [{}, { mean: normal(4, 3), variance: positive(4, 3) }, { targets: normal(4, 3) }],
    [{ full: true }, { mean: normal(4), variance: positive(4) }, { targets: normal(4) }],
    [{}, { mean: normal(4, 3), variance: positive(4) }, { targets: normal(4, 3) }],
  ],
  'cross-entropy': [
    one({}, normal(4, 3), label(3, 4)),
    one({ weight: [1, 0.1, 3], labelSmoothing: 0.2 }, normal(4, 3), label(3, 4)),
    one({ ignoreIndex: 1 }, normal(4, 3, 2), label(3, 4, 2)),
    one({ weight: [1, 2, 3], labelSmoothing: 0.3 }, normal(4, 3), share(4, 3)),
  ],
  nll: [
    one({}, normal(4, 3), label(3, 4)),
    one({ weight: [1, 0.1, 3], ignoreIndex: 1 }, normal(4, 3, 2), label(3, 4, 2)),
  ],
  focal: [
    one({}, normal(4, 3), label(3, 4)),
    one({ gamma: 0.5, alpha: 2 }, normal(4, 3), label(3, 4)),
    one({ gamma: 0 }, normal(4, 3), label(3, 4)),
    one({}, normal(4, 3, 2), label(3, 4, 2)),
  ],
  'multi-margin': [
    one({}, normal(4, 3), label(3, 4)),
    one({ p: 2, margin: 0.5, weight: [1, 2, 3] }, normal(4, 3), label(3, 4)),
    one({ margin: -0.5 }, normal(4, 3, 2), label(3, 4, 2)),
  ],
  'bce-with-logits': [
    one({}, normal(4, 3), bit(4, 3)),
    one({ weight: [1, 0, 3], posWeight: [2, 5, 0.5] }, normal(4, 3), share(4, 3)),
    one({ weight: [[1], [2], [3], [0]], posWeight: [[2], [5], [1], [3]] }, normal(4, 3), share(4, 3)),
  ],
  bce: [one({}, share(4, 3), bit(4, 3)), one({ weight: [1, 2, 3] }, share(4, 3), share(4, 3))],
  'sigmoid-focal': [
    one({}, normal(4, 3), bit(4, 3)),
    one({ alpha: -1, gamma: 0.5 }, normal(4, 3), bit(4, 3)),
    one({ gamma: 1.5 }, normal(4, 3), share(4, 3)),
  ],
  'multilabel-soft-margin': [
    one({}, normal(4, 3), bit(4, 3)),
    one({ weight: [1, 0, 3] }, normal(4, 3), share(4, 3)),
  ],
  'multilabel-margin': [
    one(
      {},
      normal(3, 3),
      tensorOf([
        [2, 0, -1],
        [1, -1, -1],
        [0, 1, 2],
      ]),
    ),
  ],
  // Its gradient is that by what went into a log-softmax: ctc.test.ts.
  ctc: [],
  hinge: [one({}, normal(4, 3), sign(4, 3)), one({ margin: 2 }, normal(4), sign(4))],
  'squared-hinge': [one({}, normal(4, 3), sign(4, 3))],
  'soft-margin': [one({}, normal(4, 3), sign(4, 3))],
  'kl-div': [one({}, normal(4, 3), share(4, 3)), one({ logTarget: true }, normal(4, 3), normal(4, 3))],
  dice: masks({}, { smooth: 0 }),
  iou: masks({}, { smooth: 3 }),
  tversky: masks({}, { alpha: 0.9, beta: 0.1 }),
  'focal-tversky': masks({}, { gamma: 2 }),
  'bce-dice': masks({}, { alpha: 0.2 }),
  contrastive: [pair({}, bit(4)), pair({ margin: 9 }, bit(4))],
  triplet: [
    [{}, { anchor: normal(4, 3), positive: normal(4, 3), negative: normal(4, 3) }, {}],
    [
      { p: 3, swap: true, margin: 4 },
      { anchor: normal(4, 3), positive: normal(4, 3), negative: normal(4, 3) },
      {},
    ],
    ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5, -1].map(
      (p): Case => [
        { p, margin: 9 },
        { anchor: normal(4, 2, 3), positive: normal(4, 2, 3), negative: normal(4, 2, 3) },
        {},
      ],
    ),
  ],
  'cosine-embedding': [pair({}, sign(4)), pair({ margin: 0.4 }, sign(4))],
  'hinge-embedding': [one({}, positive(4, 3), sign(4, 3)), one({ margin: 2 }, positive(4), sign(4))],
  'margin-ranking': [[{ margin: 1 }, { output1: normal(6), output2: normal(6) }, { targets: sign(6) }]],
  'info-nce': [pair({}), pair({ temperature: 1 })],
  'gan-bce': [...sides(), ...sides({ nonSaturating: false })],
  wasserstein: [
    ...sides({ gradientPenalty: 0 }),
    [{ side: 'discriminator' }, { ...both, gradientNorms: positive(4) }, {}],
  ],
  lsgan: sides(),
  'gan-hinge': sides(),
  detection: [
    [{}, { boxes: normal(4, 4), logits: normal(4, 3) }, { boxes: normal(4, 4), classes: label(3, 4) }],
    [
      { alpha: 0.9 },
      { boxes: normal(4, 4), logits: normal(4, 3) },
      { boxes: normal(4, 4), classes: label(3, 4) },
    ],
  ],
  combined: [
    ...regression({}, { alpha: 0.9 }, { terms: '0.7*mse + 2*huber(delta=0.3) + log-cosh' }),
    ...masks({ terms: 'bce-with-logits + 0.5*dice' }).map(
      ([params, inputs, targets]): Case => [params, inputs, targets],
    ),
  ],
}

/** Losses that may be asked for the gradient of `none` too, which the mixed shapes of a combined loss cannot. */
function reductionsFor(id: LossId, params: UncheckedParams) {
  return reductionsOf(lossOf(id)).filter(
    (reduction) => reduction !== 'none' || !String(params.terms).includes('dice'),
  )
}

describe('the gradient of a loss', () => {
  const all = lossIds.flatMap((id) =>
    cases[id].flatMap(([params, inputs, targets]) =>
      reductionsFor(id, params).map((reduction) => ({ id, params, inputs, targets, reduction })),
    ),
  )
  it.each(all)('of $id with $params under $reduction agrees with finite differences', (entry) => {
    const loss = lossOf(entry.id)
    const params = readParams(loss, entry.params)
    const [samples = 1] = Object.values(entry.inputs)[0]?.shape ?? []
    const weights = loss.weighable === false ? null : share(samples).data
    const batch: LossBatch = { inputs: entry.inputs, targets: entry.targets, weights }
    const valueAt = (inputs: Tensors) =>
      evaluate(loss, { ...batch, inputs }, { params, reduction: entry.reduction }).value
    const { gradients } = evaluate(loss, batch, { params, reduction: entry.reduction })
    const h = 1e-5
    for (const [name, { data, shape }] of Object.entries(entry.inputs))
      Array.from(data).forEach((value, i) => {
        const moved = (by: number) =>
          valueAt({
            ...entry.inputs,
            [name]: { data: Float64Array.from(data).fill(value + by, i, i + 1), shape },
          })
        const slope = (moved(h) - moved(-h)) / (2 * h)
        const error = Math.abs((gradients[name]?.[i] as number) - slope) / Math.max(1, Math.abs(slope))
        expect(error, `${name}[${i}]`).toBeLessThan(1e-7)
      })
  })
})
