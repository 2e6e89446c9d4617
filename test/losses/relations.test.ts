import { describe, expect, it } from 'vitest'
import { a, bits, classes, logits, lossValue, plain, signs, x, y } from './samples.ts'

/** Two ways to the same number. */
type Same = [what: string, left: () => number, right: () => number]

const logSoftmax = logits.map((row) =>
  row.map((logit) => logit - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0))),
)
const oneHot = classes.map((label) => [0, 1, 2].map((c) => (c === label ? 1 : 0)))
const sigmoids = x.map((logit) => 1 / (1 + Math.exp(-logit)))

const relations: Same[] = [
  [
    'huber is delta times smooth-l1 of beta = delta',
    () => plain('huber', x, y, { delta: 0.4 }),
    () => 0.4 * plain('smooth-l1', x, y, { beta: 0.4 }),
  ],
  [
    'huber with a wide delta is half of mse',
    () => plain('huber', x, y, { delta: 99 }),
    () => plain('mse', x, y) / 2,
  ],
  ['the median pinball is half of mae', () => plain('quantile', x, y), () => plain('mae', x, y) / 2],
  [
    'msle is mse of the logarithms',
    () => plain('msle', y, bits),
    () => plain('mse', y.map(Math.log1p), bits.map(Math.log1p)),
  ],
  [
    'nll of the log-softmax is cross-entropy',
    () => plain('nll', logSoftmax, classes),
    () => plain('cross-entropy', logits, classes),
  ],
  [
    'kl-div to one class is nll over the classes',
    () => plain('kl-div', logSoftmax, oneHot),
    () => plain('nll', logSoftmax, classes) / 3,
  ],
  [
    'focal without gamma is cross-entropy',
    () => plain('focal', logits, classes, { gamma: 0 }),
    () => plain('cross-entropy', logits, classes),
  ],
  [
    'sigmoid-focal without gamma and alpha is BCE',
    () => plain('sigmoid-focal', x, bits, { gamma: 0, alpha: -1 }),
    () => plain('bce-with-logits', x, bits),
  ],
  [
    'bce of the sigmoid is bce-with-logits',
    () => plain('bce', sigmoids, bits),
    () => plain('bce-with-logits', x, bits),
  ],
  [
    'soft-margin is bce-with-logits of signs',
    () => plain('soft-margin', x, signs),
    () => plain('bce-with-logits', x, bits),
  ],
  [
    'multilabel-soft-margin is the mean of bce-with-logits',
    () => plain('multilabel-soft-margin', logits, oneHot),
    () => plain('bce-with-logits', logits, oneHot),
  ],
  [
    'multi-margin of two classes is half a hinge of their difference',
    () => plain('multi-margin', [[2, 1.5]], [0]),
    () => plain('hinge', [0.5], [1]) / 2,
  ],
  [
    'dice is tversky of ½, ½ and half the smooth',
    () => plain('dice', x, bits),
    () => plain('tversky', x, bits, { alpha: 0.5, beta: 0.5, smooth: 0.5 }),
  ],
  [
    'iou is tversky of 1, 1',
    () => plain('iou', x, bits),
    () => plain('tversky', x, bits, { alpha: 1, beta: 1 }),
  ],
  [
    'iou follows from dice where nothing is smoothed',
    () => plain('iou', x, bits, { smooth: 0 }),
    () => {
      const overlap = 1 - plain('dice', x, bits, { smooth: 0 })
      return 1 - overlap / (2 - overlap)
    },
  ],
  [
    'focal-tversky is a power of tversky',
    () => plain('focal-tversky', x, bits),
    () => plain('tversky', x, bits) ** 0.75,
  ],
  [
    'bce-dice of alpha 1 is BCE',
    () => plain('bce-dice', x, bits, { alpha: 1 }),
    () => plain('bce-with-logits', x, bits),
  ],
  [
    'bce-dice is half BCE and half Dice',
    () => plain('bce-dice', x, bits),
    () => (plain('bce-with-logits', x, bits) + plain('dice', x, bits)) / 2,
  ],
  [
    'the discriminator of gan-bce is BCE of both',
    () => lossValue('gan-bce', { real: x, fake: y }, {}),
    () => plain('bce-with-logits', x, [1, 1, 1, 1]) + plain('bce-with-logits', y, [0, 0, 0, 0]),
  ],
  [
    'the hinge of a GAN is a hinge of both',
    () => lossValue('gan-hinge', { real: x, fake: y }, {}),
    () => plain('hinge', x, [1, 1, 1, 1]) + plain('hinge', y, [-1, -1, -1, -1]),
  ],
  [
    'gaussian-nll at variance 1 is half of mse',
    () => lossValue('gaussian-nll', { mean: x, variance: [1, 1, 1, 1] }, { targets: y }),
    () => plain('mse', x, y) / 2,
  ],
  [
    'poisson-nll of a rate is that of its logarithm',
    () => plain('poisson-nll', x.map(Math.exp), bits, { logInput: false, eps: 0 }),
    () => plain('poisson-nll', x, bits),
  ],
  [
    'triplet of equal embeddings is its margin',
    () => lossValue('triplet', { anchor: a, positive: a, negative: a }, {}, { margin: 0.3 }),
    () => 0.3,
  ],
  [
    'info-nce of equal embeddings is ln(2n − 1)',
    () =>
      lossValue(
        'info-nce',
        {
          output1: [
            [1, 2],
            [1, 2],
          ],
          output2: [
            [1, 2],
            [1, 2],
          ],
        },
        {},
      ),
    () => Math.log(3),
  ],
  [
    'detection of alpha 0 is cross-entropy',
    () =>
      lossValue(
        'detection',
        { boxes: [[1, 2, 3, 4]], logits: [[1, 2]] },
        { boxes: [[0, 0, 0, 0]], classes: [0] },
        { alpha: 0 },
      ),
    () => plain('cross-entropy', [[1, 2]], [0]),
  ],
  [
    'combined is the sum of its terms',
    () => plain('combined', x, y, { terms: '0.7*mse + 2*huber(delta=0.4) + log-cosh' }),
    () => 0.7 * plain('mse', x, y) + 2 * plain('huber', x, y, { delta: 0.4 }) + plain('log-cosh', x, y),
  ],
  [
    'combined takes a number with an exponent',
    () => plain('combined', x, y, { terms: '1e+1*mse + 5e-1*mae' }),
    () => 10 * plain('mse', x, y) + 0.5 * plain('mae', x, y),
  ],
]

describe('losses are related', () => {
  it.each(relations)('%s', (_what, left, right) => expect(left()).toBeCloseTo(right(), 7))
})
