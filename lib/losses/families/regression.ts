/** Losses of a real prediction against a real target, in the unit of the target. Throughout, r = x − y. */
import { elementwise } from '../elementwise.ts'
import type { Loss, PerExampleLoss, Telltale } from '../loss.ts'
import type { Tensor } from '../tensor.ts'

type None = Record<never, never>

/** The best constant has learned how the targets are spread, and nothing of the inputs. */
function predictsPrior(level: number | undefined): Telltale[] {
  return level === undefined ? [] : [{ value: level, cause: 'predicts-prior' }]
}

const expects = { inputs: { predictions: 'real' }, targets: 'real' } as const

/** Mean squared error, PyTorch's `MSELoss`: r², without the factor ½ of some text books. Any shape, equal to the targets'. */
export const mse: Loss<None> = {
  id: 'mse',
  title: 'Mean squared error',
  family: 'regression',
  formula: '(x - y)^2',
  expects,
  lowerBound: () => 0,
  parameters: {},
  reference: 'PyTorch MSELoss',
  ...elementwise<None>({
    value: (x, y) => (x - y) * (x - y),
    slope: (x, y) => 2 * (x - y),
  }),
  chanceLevel: (facts) => facts.targetVariance ?? null,
  telltales: ({ targetVariance }) => predictsPrior(targetVariance),
  floor: () => 0,
}

/** Mean absolute error, PyTorch's `L1Loss`: |r|, with gradient 0 at r = 0. Any shape, equal to the targets'. */
export const mae: Loss<None> = {
  id: 'mae',
  title: 'Mean absolute error',
  family: 'regression',
  formula: String.raw`\lvert x - y \rvert`,
  expects,
  lowerBound: () => 0,
  parameters: {},
  reference: 'PyTorch L1Loss',
  ...elementwise<None>({
    value: (x, y) => Math.abs(x - y),
    slope: (x, y) => Math.sign(x - y),
  }),
  chanceLevel: (facts) => facts.targetMeanAbsoluteDeviation ?? null,
  telltales: ({ targetMeanAbsoluteDeviation }) => predictsPrior(targetMeanAbsoluteDeviation),
  floor: () => 0,
}

/**
 * PyTorch's `SmoothL1Loss`: r²/(2·beta) where |r| < beta, else |r| − beta/2; beta = 0 is `mae`. It is Huber's loss
 * divided by beta. Any shape, equal to the targets'; beta has the unit of the targets.
 */
export const smoothL1: PerExampleLoss<{ beta: number }> = {
  id: 'smooth-l1',
  title: 'Smooth L1',
  family: 'regression',
  formula: String.raw`\begin{cases} \frac{(x - y)^2}{2\beta} & \lvert x - y \rvert < \beta \\ \lvert x - y \rvert - \frac{\beta}{2} & \text{otherwise} \end{cases}`,
  expects,
  lowerBound: () => 0,
  parameters: {
    beta: {
      kind: 'number',
      default: 1,
      min: 0,
      infinite: true,
      meaning: 'the residual at which the square turns into a line',
    },
  },
  reference: 'PyTorch SmoothL1Loss; Girshick 2015',
  ...elementwise<{ beta: number }>({
    value(x, y, { beta }) {
      const r = x - y
      const distance = Math.abs(r)
      // (r / beta) · r and not r² / beta: the square of a tiny residual underflows, the ratio does not.
      return distance < beta ? 0.5 * (r / beta) * r : distance - 0.5 * beta
    },
    slope: (x, y, { beta }) => (Math.abs(x - y) < beta ? (x - y) / beta : Math.sign(x - y)),
  }),
  floor: () => 0,
}

/** PyTorch's `HuberLoss`: r²/2 where |r| < delta, else delta·(|r| − delta/2). Any shape, equal to the targets'. */
export const huber: Loss<{ delta: number }> = {
  id: 'huber',
  title: 'Huber loss',
  family: 'regression',
  formula: String.raw`\begin{cases} \frac{1}{2}(x - y)^2 & \lvert x - y \rvert < \delta \\ \delta\left(\lvert x - y \rvert - \frac{\delta}{2}\right) & \text{otherwise} \end{cases}`,
  expects,
  lowerBound: () => 0,
  parameters: {
    delta: {
      kind: 'number',
      default: 1,
      min: Number.MIN_VALUE,
      infinite: true,
      meaning: 'the residual at which the square turns into a line',
    },
  },
  reference: 'PyTorch HuberLoss; Huber 1964',
  ...elementwise<{ delta: number }>({
    value(x, y, { delta }) {
      const distance = Math.abs(x - y)
      return distance < delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta)
    },
    slope: (x, y, { delta }) => (Math.abs(x - y) < delta ? x - y : delta * Math.sign(x - y)),
  }),
  floor: () => 0,
}

/** log cosh(r): r²/2 near 0, |r| − ln 2 far from it. Any shape, equal to the targets'. */
export const logCosh: Loss<None> = {
  id: 'log-cosh',
  title: 'Log-cosh',
  family: 'regression',
  formula: String.raw`\log\cosh(x - y)`,
  expects,
  lowerBound: () => 0,
  parameters: {},
  reference: 'Keras LogCosh',
  ...elementwise<None>({
    value(x, y) {
      const distance = Math.abs(x - y)
      // cosh r = 1 + 2·sinh²(r/2) keeps the digits near 0; cosh r = e^|r|·(1 + e^(−2|r|))/2 cannot overflow.
      return distance < 1
        ? Math.log1p(2 * Math.sinh(distance / 2) ** 2)
        : distance + Math.log1p(Math.exp(-2 * distance)) - Math.LN2
    },
    slope: (x, y) => Math.tanh(x - y),
  }),
  floor: () => 0,
}

/**
 * The pinball loss, whose best constant is the q-quantile: q·e for e = y − x above 0, (q − 1)·e below. Any shape,
 * equal to the targets'.
 */
export const quantile: Loss<{ q: number }> = {
  id: 'quantile',
  title: 'Quantile (pinball) loss',
  family: 'regression',
  formula: String.raw`\max\left(q\,(y - x),\ (q - 1)(y - x)\right)`,
  expects,
  lowerBound: () => 0,
  parameters: {
    q: { kind: 'number', default: 0.5, min: 0, max: 1, meaning: 'the quantile that is predicted' },
  },
  reference: 'Koenker and Bassett 1978; scikit-learn mean_pinball_loss',
  ...elementwise<{ q: number }>({
    value: (x, y, { q }) => (y > x ? q * (y - x) : (1 - q) * (x - y)),
    slope: (x, y, { q }) => (y > x ? -q : y < x ? 1 - q : x - y),
  }),
  chanceLevel({ targetMeanAbsoluteDeviation: deviation }, { q }) {
    return q === 0.5 && deviation !== undefined ? deviation / 2 : null
  },
  floor: () => 0,
}

type WeightedMse = { weights: Tensor | null; byWeights: boolean }

/**
 * w·r². `weights` line up with the predictions from the last axis: one number per entry of it, or [samples, 1], or
 * the whole shape. `mean` divides by the number of entries; with `byWeights` by the sum of the weights, as PyTorch's
 * `mse_loss` with weights does.
 */
export const weightedMse: Loss<WeightedMse> = {
  id: 'weighted-mse',
  title: 'Weighted mean squared error',
  family: 'regression',
  formula: 'w\\,(x - y)^2',
  expects,
  lowerBound: () => 0,
  parameters: {
    weights: {
      kind: 'tensor',
      default: null,
      min: 0,
      meaning: 'a factor for each output, or for each sample',
    },
    byWeights: {
      kind: 'flag',
      default: false,
      meaning: 'the mean divides by the sum of the weights and not by the number of entries',
    },
  },
  reference: 'weighted least squares (Aitken 1936); byWeights: PyTorch mse_loss with weight',
  ...elementwise<WeightedMse>({
    value: (x, y) => (x - y) * (x - y),
    slope: (x, y) => 2 * (x - y),
    factors: { name: 'weights', of: ({ weights }) => weights, divide: ({ byWeights }) => byWeights },
  }),
  chanceLevel: (facts, { weights }) => (weights ? null : (facts.targetVariance ?? null)),
  floor: () => 0,
}
