/** Losses that count errors relative to the size of the target. Throughout, r = x − y. */
import { elementwise } from '../elementwise.ts'
import type { Loss } from '../loss.ts'

const epsilon = {
  kind: 'number',
  default: 1e-8,
  min: 0,
  meaning: 'what keeps the division away from 0',
} as const

/** Mean absolute percentage error as a share, not times 100: |r| / max(|y|, epsilon). Any shape, equal to the targets'. */
export const mape: Loss<{ epsilon: number }> = {
  id: 'mape',
  title: 'Mean absolute percentage error',
  family: 'regression',
  formula: String.raw`\left\lvert\frac{y - x}{\max(\lvert y \rvert, \varepsilon)}\right\rvert`,
  expects: { inputs: { predictions: 'real' }, targets: 'non-zero' },
  lowerBound: () => 0,
  parameters: { epsilon },
  reference: 'scikit-learn mean_absolute_percentage_error',
  ...elementwise<{ epsilon: number }>({
    value: (x, y, { epsilon }) => Math.abs(x - y) / Math.max(Math.abs(y), epsilon),
    slope: (x, y, { epsilon }) => Math.sign(x - y) / Math.max(Math.abs(y), epsilon),
  }),
  floor: () => 0,
}

/** Symmetric mean absolute percentage error, from 0 to 2: 2|r| / (|x| + |y| + epsilon). Any shape, equal to the targets'. */
export const smape: Loss<{ epsilon: number }> = {
  id: 'smape',
  title: 'Symmetric mean absolute percentage error',
  family: 'regression',
  formula: String.raw`\frac{2\,\lvert y - x \rvert}{\lvert x \rvert + \lvert y \rvert + \varepsilon}`,
  expects: { inputs: { predictions: 'real' }, targets: 'non-negative' },
  lowerBound: () => 0,
  parameters: { epsilon },
  reference: 'Makridakis 1993, without the factor 100',
  ...elementwise<{ epsilon: number }>({
    value(x, y, { epsilon }) {
      const size = Math.abs(x) + Math.abs(y) + epsilon
      return size === 0 ? 0 : (2 * Math.abs(x - y)) / size
    },
    slope(x, y, { epsilon }) {
      const size = Math.abs(x) + Math.abs(y) + epsilon
      return size === 0 ? 0 : (2 / size) * (Math.sign(x - y) - (Math.abs(x - y) / size) * Math.sign(x))
    },
  }),
  floor: () => 0,
}

const aboveMinusOne = { holds: (value: number) => value > -1, rule: 'its logarithm needs more than −1' }

/** Mean squared logarithmic error: (log(1 + x) − log(1 + y))². Any shape, equal to the targets'; both above −1. */
export const msle: Loss<Record<never, never>> = {
  id: 'msle',
  title: 'Mean squared logarithmic error',
  family: 'regression',
  formula: String.raw`\left(\log(1 + x) - \log(1 + y)\right)^2`,
  expects: { inputs: { predictions: 'non-negative' }, targets: 'non-negative' },
  lowerBound: () => 0,
  parameters: {},
  reference: 'scikit-learn mean_squared_log_error',
  ...elementwise<Record<never, never>>({
    value: (x, y) => (Math.log1p(x) - Math.log1p(y)) ** 2,
    slope: (x, y) => (2 * (Math.log1p(x) - Math.log1p(y))) / (1 + x),
    targets: aboveMinusOne,
    predictions: aboveMinusOne,
  }),
  floor: () => 0,
}
