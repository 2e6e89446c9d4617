/** Losses of a real prediction against a real target. Throughout, r = prediction − target. */
import { gradientNamed, type Loss, type LossBatch, tensorNamed } from './loss.ts'
import { requireSameShape } from './tensor.ts'

const expects = { inputs: { predictions: 'real' }, targets: 'real' } as const

function unreducedShape(batch: LossBatch): readonly number[] {
  const predictions = tensorNamed(batch.inputs, 'predictions')
  requireSameShape('predictions', predictions, 'targets', tensorNamed(batch.targets, 'targets'))
  return predictions.shape
}

/** Mean squared error, PyTorch's `MSELoss`: r², without the factor ½ of some text books. Any shape, equal to the targets'. */
export const mse: Loss<Record<never, never>> = {
  id: 'mse',
  title: 'Mean squared error',
  family: 'regression',
  formula: '(x - y)^2',
  expects,
  lowerBound: 0,
  parameters: {},
  reference: 'PyTorch MSELoss',
  unreducedShape,
  perExample(batch, _params, into) {
    const x = tensorNamed(batch.inputs, 'predictions').data
    const y = tensorNamed(batch.targets, 'targets').data
    const { values } = into
    const gradient = gradientNamed(into, 'predictions')
    for (let i = 0; i < x.length; i++) {
      const r = (x[i] as number) - (y[i] as number)
      values[i] = r * r
      gradient[i] = 2 * r
    }
    return x.length
  },
  chanceLevel: (facts) => facts.targetVariance ?? null,
  floor: () => 0,
}

/** Mean absolute error, PyTorch's `L1Loss`: |r|, with gradient 0 at r = 0. Any shape, equal to the targets'. */
export const mae: Loss<Record<never, never>> = {
  id: 'mae',
  title: 'Mean absolute error',
  family: 'regression',
  formula: String.raw`\lvert x - y \rvert`,
  expects,
  lowerBound: 0,
  parameters: {},
  reference: 'PyTorch L1Loss',
  unreducedShape,
  perExample(batch, _params, into) {
    const x = tensorNamed(batch.inputs, 'predictions').data
    const y = tensorNamed(batch.targets, 'targets').data
    const { values } = into
    const gradient = gradientNamed(into, 'predictions')
    for (let i = 0; i < x.length; i++) {
      const r = (x[i] as number) - (y[i] as number)
      values[i] = Math.abs(r)
      gradient[i] = Math.sign(r)
    }
    return x.length
  },
  chanceLevel: (facts) => facts.targetMeanAbsoluteDeviation ?? null,
  floor: () => 0,
}

/**
 * PyTorch's `SmoothL1Loss`: r²/(2·beta) where |r| < beta, else |r| − beta/2; beta = 0 is `mae`. It is Huber's loss
 * divided by beta. Any shape, equal to the targets'; beta has the unit of the targets.
 */
export const smoothL1: Loss<{ beta: number }> = {
  id: 'smooth-l1',
  title: 'Smooth L1',
  family: 'regression',
  formula: String.raw`\begin{cases} \frac{(x - y)^2}{2\beta} & \lvert x - y \rvert < \beta \\ \lvert x - y \rvert - \frac{\beta}{2} & \text{otherwise} \end{cases}`,
  expects,
  lowerBound: 0,
  parameters: {
    beta: {
      kind: 'number',
      default: 1,
      min: 0,
      meaning: 'the residual at which the square turns into a line',
    },
  },
  reference: 'PyTorch SmoothL1Loss; Girshick 2015',
  unreducedShape,
  perExample(batch, { beta }, into) {
    const x = tensorNamed(batch.inputs, 'predictions').data
    const y = tensorNamed(batch.targets, 'targets').data
    const { values } = into
    const gradient = gradientNamed(into, 'predictions')
    for (let i = 0; i < x.length; i++) {
      const r = (x[i] as number) - (y[i] as number)
      const distance = Math.abs(r)
      // (r / beta) · r and not r² / beta: the square of a tiny residual underflows, the ratio does not.
      const isSquare = distance < beta
      values[i] = isSquare ? 0.5 * (r / beta) * r : distance - 0.5 * beta
      gradient[i] = isSquare ? r / beta : Math.sign(r)
    }
    return x.length
  },
  floor: () => 0,
}
