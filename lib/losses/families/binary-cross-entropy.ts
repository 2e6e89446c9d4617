/** The cross-entropy of a bit, taken from its logit or from its probability. */
import { factorsAlong, requireFactors } from '../broadcast.ts'
import { elementwise, shares } from '../elementwise.ts'
import { type DataFacts, gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { requireSameShape, type Tensor } from '../tensor.ts'
import { priorLevel, softplus } from './logistic.ts'

type BceParams = { weight: Tensor | null; posWeight: Tensor | null }

const one = Float64Array.of(1)

/**
 * The least that a constant logit reaches on labels positive at that rate. Its probability is
 * w·rate / (w·rate + 1 − rate), for a positive weight w of 1 the rate itself: the entropy of the labels.
 */
function constantLevel(rate: number, positive: number): number {
  const negative = 1 - rate
  const weighted = positive * rate
  const logOf = (share: number) => (share > 0 ? share * Math.log(share / (weighted + negative)) : 0)
  return -logOf(weighted) - logOf(negative)
}

function chanceLevel(facts: DataFacts, { weight, posWeight }: BceParams): number | null {
  if (weight || (posWeight && posWeight.data.length !== 1)) return null
  if (!facts.classPrior?.length && posWeight) return null
  return priorLevel(facts, 0.5, (rate) => constantLevel(rate, posWeight?.data[0] ?? 1))
}

/**
 * PyTorch's `BCEWithLogitsLoss`: the logistic loss of logits of any shape S against bits or probabilities of shape S;
 * several labels per sample are fine. `weight` and `posWeight` line up with S from the last axis: one number, one per
 * label, one per sample as [n, 1], or S itself. Throws for a target outside [0, 1].
 */
export const bceWithLogits: Loss<BceParams> = {
  id: 'bce-with-logits',
  title: 'Binary cross-entropy with logits',
  family: 'classification',
  formula: String.raw`-w\left(p\,y\log\sigma(x) + (1 - y)\log(1 - \sigma(x))\right)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'probability' },
  lowerBound: () => 0,
  parameters: {
    weight: { kind: 'tensor', default: null, min: 0, meaning: 'a factor for each label' },
    posWeight: {
      kind: 'tensor',
      default: null,
      min: 0,
      meaning: 'a factor for the positive side of each label',
    },
  },
  reference: 'PyTorch BCEWithLogitsLoss',
  unreducedShape(batch, { weight, posWeight }) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    requireSameShape('predictions', predictions, 'targets', tensorNamed(batch.targets, 'targets'))
    requireFactors('weight', weight, predictions)
    requireFactors('posWeight', posWeight, predictions)
    return predictions.shape
  },
  perExample(batch, params, into) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    const x = predictions.data
    const y = tensorNamed(batch.targets, 'targets').data
    const weight = params.weight ? factorsAlong(params.weight, predictions.shape) : one
    const posWeight = params.posWeight ? factorsAlong(params.posWeight, predictions.shape) : one
    const { values } = into
    const gradient = gradientNamed(into, 'predictions')
    // Counting along the lists is faster than a remainder for each.
    let w = -1
    let p = -1
    for (let i = 0; i < x.length; i++) {
      if (++w === weight.length) w = 0
      if (++p === posWeight.length) p = 0
      const logit = x[i] as number
      const target = y[i] as number
      if (!(target >= 0 && target <= 1)) {
        const row = Math.floor((i * (predictions.shape[0] ?? 1)) / x.length)
        throw new Error(`Row ${row} of the targets holds ${target}: a target must be from 0 to 1.`)
      }
      const factor = weight[w] as number
      const positive = (posWeight[p] as number) * target
      const negative = 1 - target
      // With q = positive + negative, the loss is −positive·log σ(x) − negative·log(1 − σ(x)). As log σ(x) is
      // −log(1 + e⁻ˣ) and log(1 − σ(x)) is that −x, it is negative·x + q·log(1 + e⁻ˣ), and also
      // −positive·x + q·log(1 + eˣ). The sign of x picks the form whose exponential cannot overflow; the same holds
      // for the gradient, negative − q·σ(−x) or q·σ(x) − positive. A zero factor silences an infinite logit.
      const slope = logit >= 0 ? negative : -positive
      const e = Math.exp(-Math.abs(logit))
      const q = positive + negative
      values[i] = factor * ((slope === 0 ? 0 : slope * logit) + q * Math.log1p(e))
      gradient[i] = factor * (logit >= 0 ? negative - (q * e) / (1 + e) : (q * e) / (1 + e) - positive)
    }
    return x.length
  },
  chanceLevel,
  telltales(facts, { weight, posWeight }) {
    const rates = facts.classPrior
    if (weight || posWeight || !rates?.length) return []
    // A probability taken for a logit lies between 0 and 1: at best 1 for positives and 0 for negatives.
    const twice = rates.reduce((sum, rate) => sum + rate * softplus(-1) + (1 - rate) * softplus(0), 0)
    return [
      { value: priorLevel(facts, 0.5, (rate) => constantLevel(rate, 1)), cause: 'predicts-prior' },
      { value: twice / rates.length, cause: 'sigmoid-before-bce-with-logits' },
    ]
  },
  floor: () => 0,
}

/** PyTorch clamps the logarithm there, so that a probability of exactly 0 costs 100 and not Infinity. */
const leastLog = -100

/** A wrong output clipped at 1e-7, 1e-12, the smallest float32 or at the clamp; or not at all. */
const clampedLogs = [
  -Math.log(1e-7),
  -Math.log(1e-12),
  -Math.log(2 ** -126),
  -leastLog,
  Number.POSITIVE_INFINITY,
]

/** The least p·(1 − p) that PyTorch divides by; its constant is a float32 for doubles too. */
const leastSpread = Math.fround(1e-12)

/**
 * PyTorch's `BCELoss`: probabilities of any shape S, as a sigmoid gives them, against bits or probabilities of shape S.
 * `weight` lines up with S from the last axis. Throws for a prediction or a target outside [0, 1].
 */
export const bce: Loss<{ weight: Tensor | null }> = {
  id: 'bce',
  title: 'Binary cross-entropy',
  family: 'classification',
  formula: String.raw`-w\left(y\log p + (1 - y)\log(1 - p)\right)`,
  expects: { inputs: { predictions: 'probability' }, targets: 'bit' },
  lowerBound: () => 0,
  parameters: {
    weight: { kind: 'tensor', default: null, min: 0, meaning: 'a factor for each label' },
  },
  reference: 'PyTorch BCELoss',
  ...elementwise<{ weight: Tensor | null }>({
    value(p, y) {
      const positive = y === 0 ? 0 : y * Math.max(Math.log(p), leastLog)
      const negative = y === 1 ? 0 : (1 - y) * Math.max(Math.log1p(-p), leastLog)
      // The last term is 0, or NaN for a probability that is none.
      return 0 * p - positive - negative
    },
    slope: (p, y) => (p - y) / Math.max(p * (1 - p), leastSpread),
    targets: shares,
    predictions: { holds: (p) => p >= 0 && p <= 1, rule: 'a probability must be from 0 to 1' },
    factors: { name: 'weight', of: ({ weight }) => weight },
  }),
  telltales(facts, { weight }) {
    const prior =
      weight || !facts.classPrior?.length ? [] : [priorLevel(facts, 0.5, (rate) => constantLevel(rate, 1))]
    return [
      ...prior.map((value) => ({ value, cause: 'predicts-prior' }) as const),
      ...clampedLogs.map((value) => ({ value, cause: 'saturated-output' }) as const),
    ]
  },
  chanceLevel: (facts, { weight }) =>
    weight ? null : priorLevel(facts, 0.5, (rate) => constantLevel(rate, 1)),
  floor: () => 0,
}
