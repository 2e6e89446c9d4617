/** Negative log-likelihoods of numbers: the model predicts a distribution, the loss asks how likely the target was. */
import { spreadPlaces } from '../broadcast.ts'
import { elementwise, requireRange } from '../elementwise.ts'
import { gradientNamed, type Loss, type LossBatch, tensorNamed } from '../loss.ts'
import { requireSameShape, sameShape, shapeText } from '../tensor.ts'

type PoissonParams = { logInput: boolean; full: boolean; eps: number }

/** Stirling's approximation of ln y!, which PyTorch adds for y > 1 only. */
function stirling(y: number): number {
  return y > 1 ? y * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI * y) : 0
}

/**
 * PyTorch's `PoissonNLLLoss`: the prediction is the logarithm of the rate, or the rate itself without `logInput`.
 * `full` adds Stirling's approximation of ln y!. Any shape, equal to the targets'. It may be negative.
 */
export const poissonNll: Loss<PoissonParams> = {
  id: 'poisson-nll',
  title: 'Poisson negative log-likelihood',
  family: 'regression',
  formula: String.raw`e^x - y\,x`,
  expects: { inputs: { predictions: 'log-rate' }, targets: 'count' },
  expectsWith: ({ logInput }) => ({
    inputs: { predictions: logInput ? 'log-rate' : 'non-negative' },
    targets: 'count',
  }),
  lowerBound: () => null,
  parameters: {
    logInput: { kind: 'flag', default: true, meaning: 'the prediction is the logarithm of the rate' },
    full: { kind: 'flag', default: false, meaning: 'adds the part that does not depend on the prediction' },
    eps: {
      kind: 'number',
      default: 1e-8,
      min: 0,
      meaning: 'added to a rate before its logarithm is taken',
    },
  },
  reference: 'PyTorch PoissonNLLLoss',
  ...elementwise<PoissonParams>({
    value(x, y, { logInput, full, eps }) {
      // A count of 0 needs no logarithm, so that a rate of 0 costs nothing then.
      const log = y === 0 ? 0 : y * (logInput ? x : Math.log(x + eps))
      return (logInput ? Math.exp(x) : x) - log + (full ? stirling(y) : 0)
    },
    slope: (x, y, { logInput, eps }) => (logInput ? Math.exp(x) - y : y === 0 ? 1 : 1 - y / (x + eps)),
    targets: { holds: (y) => y >= 0, rule: 'a count must be at least 0' },
  }),
}

type GaussianParams = { full: boolean; eps: number }

/**
 * The shape of the variances as it lines up with that of the means from the last axis: the same, one for each row,
 * with or without an axis of 1 for it, or one for all. Null when they do not fit.
 */
function varianceShape(variance: readonly number[], mean: readonly number[]): readonly number[] | null {
  if (variance.length === 0 || sameShape(variance, mean)) return variance
  if (sameShape(variance, mean.slice(0, -1))) return [...variance, 1]
  const odd = variance.filter((length, axis) => length !== mean[axis])
  return variance.length === mean.length && odd.length === 1 && odd[0] === 1 ? variance : null
}

function gaussianTensors(batch: LossBatch) {
  return {
    mean: tensorNamed(batch.inputs, 'mean'),
    variance: tensorNamed(batch.inputs, 'variance'),
    targets: tensorNamed(batch.targets, 'targets'),
  }
}

/**
 * PyTorch's `GaussianNLLLoss`: `mean` and targets of one shape S, `variance` of that shape too, or one number for each
 * row of the last axis ([n] or [n, 1] for [n, d]), or one for all. A variance below `eps` counts as `eps`; the gradient
 * ignores that. `full` adds ½·ln 2π. It may be negative. Throws for a variance below 0.
 */
export const gaussianNll: Loss<GaussianParams> = {
  id: 'gaussian-nll',
  title: 'Gaussian negative log-likelihood',
  family: 'regression',
  formula: String.raw`\frac{1}{2}\left(\log v + \frac{(x - y)^2}{v}\right)`,
  expects: { inputs: { mean: 'real', variance: 'variance' }, targets: 'real' },
  lowerBound: () => null,
  parameters: {
    full: { kind: 'flag', default: false, meaning: 'adds ½·ln 2π, which does not depend on the prediction' },
    eps: { kind: 'number', default: 1e-6, min: Number.MIN_VALUE, meaning: 'the least variance' },
  },
  reference: 'PyTorch GaussianNLLLoss; Nix and Weigend 1994',
  unreducedShape(batch) {
    const { mean, variance, targets } = gaussianTensors(batch)
    requireSameShape('means', mean, 'targets', targets)
    if (!varianceShape(variance.shape, mean.shape))
      throw new Error(
        `The means have the shape ${shapeText(mean.shape)} but the variances have the shape ${shapeText(variance.shape)}: they must be equal, or one for each row, or one number.`,
      )
    return mean.shape
  },
  perExample(batch, { full, eps }, into) {
    const { mean, variance, targets } = gaussianTensors(batch)
    requireRange('variances', variance, { holds: (v) => v >= 0, rule: 'a variance must be at least 0' }, true)
    const ofMean = gradientNamed(into, 'mean')
    const ofVariance = gradientNamed(into, 'variance')
    const places = spreadPlaces(varianceShape(variance.shape, mean.shape) ?? [], mean.shape)
    ofVariance.fill(0, 0, variance.data.length)
    const constant = full ? 0.5 * Math.log(2 * Math.PI) : 0
    for (let i = 0; i < mean.data.length; i++) {
      const r = (mean.data[i] as number) - (targets.data[i] as number)
      const at = places[i] as number
      const v = Math.max(variance.data[at] as number, eps)
      const standardized = r / v
      into.values[i] = 0.5 * (Math.log(v) + standardized * r) + constant
      ofMean[i] = standardized
      ofVariance[at] = (ofVariance[at] as number) + 0.5 * (1 / v - standardized * standardized)
    }
    return mean.data.length
  },
  chanceLevel({ targetVariance }, { full, eps }) {
    if (targetVariance === undefined || targetVariance < eps) return null
    return 0.5 * (Math.log(targetVariance) + 1) + (full ? 0.5 * Math.log(2 * Math.PI) : 0)
  },
}
