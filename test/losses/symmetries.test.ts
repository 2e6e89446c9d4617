import { describe, expect, it } from 'vitest'
import { a, b, bits, classes, logits, lossValue, plain, plus, signs, times, x, y } from './samples.ts'

/** Two ways to the same number. */
type Same = [what: string, left: () => number, right: () => number]

const shifts: Same[] = [
  ...(['mse', 'mae', 'smooth-l1', 'huber', 'log-cosh', 'quantile', 'combined'] as const).map(
    (id): Same => [
      `${id} when both sides move by the same`,
      () => plain(id, plus(8, x), plus(8, y)),
      () => plain(id, x, y),
    ],
  ),
  ...(['cross-entropy', 'focal', 'multi-margin'] as const).map(
    (id): Same => [
      `${id} when all logits grow by the same`,
      () => plain(id, plus(64, logits), classes),
      () => plain(id, logits, classes),
    ],
  ),
  [
    'contrastive when all embeddings move',
    () => lossValue('contrastive', { output1: plus(4, a), output2: plus(4, b) }, { targets: [0, 1, 1] }),
    () => lossValue('contrastive', { output1: a, output2: b }, { targets: [0, 1, 1] }),
  ],
  [
    'triplet when all embeddings move',
    () =>
      lossValue(
        'triplet',
        {
          anchor: plus(4, a),
          positive: plus(4, b),
          negative: plus(
            4,
            logits.map((row) => row.slice(1)),
          ),
        },
        {},
      ),
    () => lossValue('triplet', { anchor: a, positive: b, negative: logits.map((row) => row.slice(1)) }, {}),
  ],
  [
    'margin-ranking when all scores grow by the same',
    () => lossValue('margin-ranking', { output1: plus(4, x), output2: plus(4, y) }, { targets: signs }),
    () => lossValue('margin-ranking', { output1: x, output2: y }, { targets: signs }),
  ],
  [
    'wasserstein when all scores grow by the same',
    () => lossValue('wasserstein', { real: plus(4, x), fake: plus(4, y) }, {}, { gradientPenalty: 0 }),
    () => lossValue('wasserstein', { real: x, fake: y }, {}, { gradientPenalty: 0 }),
  ],
]

const scales: Same[] = [
  [
    'mse by the square of its unit',
    () => plain('mse', times(8, x), times(8, y)),
    () => 64 * plain('mse', x, y),
  ],
  [
    'weighted-mse by its weights',
    () => plain('weighted-mse', a, b, { weights: [3, 3] }),
    () => 3 * plain('mse', a, b),
  ],
  ['mae by its unit', () => plain('mae', times(8, x), times(8, y)), () => 8 * plain('mae', x, y)],
  [
    'quantile by its unit',
    () => plain('quantile', times(8, x), times(8, y), { q: 0.9 }),
    () => 8 * plain('quantile', x, y, { q: 0.9 }),
  ],
  [
    'huber by the square of its unit when delta has it too',
    () => plain('huber', times(8, x), times(8, y), { delta: 8 }),
    () => 64 * plain('huber', x, y),
  ],
  ['mape not at all', () => plain('mape', times(8, x), times(8, y)), () => plain('mape', x, y)],
  [
    'smape not at all',
    () => plain('smape', times(8, x), times(8, y), { epsilon: 0 }),
    () => plain('smape', x, y, { epsilon: 0 }),
  ],
  [
    'cosine-embedding not at all',
    () => lossValue('cosine-embedding', { output1: times(8, a), output2: b }, { targets: [1, -1, -1] }),
    () => lossValue('cosine-embedding', { output1: a, output2: b }, { targets: [1, -1, -1] }),
  ],
  [
    'info-nce not at all',
    () => lossValue('info-nce', { output1: times(8, a), output2: b }, {}),
    () => lossValue('info-nce', { output1: a, output2: b }, {}),
  ],
  [
    'triplet with its margin',
    () =>
      lossValue(
        'triplet',
        { anchor: times(8, a), positive: times(8, b), negative: times(8, b.toReversed()) },
        {},
        { margin: 8 },
      ),
    () => 8 * lossValue('triplet', { anchor: a, positive: b, negative: b.toReversed() }, {}),
  ],
]

const turns: Same[] = [
  ...(['mse', 'mae', 'smooth-l1', 'huber', 'log-cosh', 'smape'] as const).map(
    (id): Same => [
      `${id} when prediction and target change places`,
      () => plain(id, y, x),
      () => plain(id, x, y),
    ],
  ),
  ...(['bce-with-logits', 'hinge', 'squared-hinge', 'soft-margin'] as const).map((id): Same => {
    const targets = id === 'bce-with-logits' ? bits : signs
    const other = id === 'bce-with-logits' ? bits.map((bit) => 1 - bit) : times(-1, signs)
    return [
      `${id} when sign and label are turned`,
      () => plain(id, times(-1, x), other),
      () => plain(id, x, targets),
    ]
  }),
  [
    'bce when probability and bit are turned',
    () => plain('bce', [0.25, 0.75], [0, 1]),
    () => plain('bce', [0.75, 0.25], [1, 0]),
  ],
  [
    'sigmoid-focal when sign, bit and alpha are turned',
    () =>
      plain(
        'sigmoid-focal',
        times(-1, x),
        bits.map((bit) => 1 - bit),
        { alpha: 0.75 },
      ),
    () => plain('sigmoid-focal', x, bits),
  ],
  [
    'quantile when the sides and q are turned',
    () => plain('quantile', y, x, { q: 0.8 }),
    () => plain('quantile', x, y, { q: 0.2 }),
  ],
  [
    'info-nce when the batches change places',
    () => lossValue('info-nce', { output1: b, output2: a }, {}),
    () => lossValue('info-nce', { output1: a, output2: b }, {}),
  ],
  [
    'lsgan when real and fake and their goals are turned',
    () => lossValue('lsgan', { real: plus(1, times(-1, y)), fake: plus(1, times(-1, x)) }, {}),
    () => lossValue('lsgan', { real: x, fake: y }, {}),
  ],
]

describe('a loss', () => {
  it.each(shifts)('stays the same: %s', (_what, left, right) => expect(left()).toBeCloseTo(right(), 11))
  it.each(scales)('scales: %s', (_what, left, right) => expect(left()).toBeCloseTo(right(), 5))
  it.each(turns)('is even: %s', (_what, left, right) => expect(left()).toBeCloseTo(right(), 13))
})
