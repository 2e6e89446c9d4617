/** Guides to the regression losses with a bend that can be moved, or unequal sides. */
import { code, type LossGuide } from './guide.ts'

const sameShape =
  'predictions and targets of one shape, the samples along the first axis: [n] for one number per sample, [n, k] for k numbers.'

export const smoothL1: LossGuide = {
  summary: 'A parabola up to a residual of beta and a straight line of slope 1 beyond it.',
  shapes: sameShape,
  useWhen: [
    'Boxes of detectors, where a few proposals are far off and must not rule the batch.',
    'You would use MAE, but want the gradient to fade near zero.',
  ],
  sensitiveTo: [
    'beta, which has the unit of the target: far below the usual residual it is MAE, far above it a flat MSE.',
    'A change of beta changes the curvature at zero (1/beta), and so the learning rate that fits.',
  ],
  mistake: {
    title: 'Taking beta for the delta of Huber’s loss',
    text: 'Smooth L1 is Huber’s loss divided by beta. Both bend at the same place, but at beta = 10 the values and gradients are a tenth, and a learning rate tuned for one does not carry over.',
    wrong: {
      pytorch: code`
        # meant as nn.HuberLoss(delta=10)
        criterion = nn.SmoothL1Loss(beta=10)
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([3]) }, targets: { targets: tensorOf([0]) } }
        evaluate(lossOf('smooth-l1'), batch, { params: { beta: 10 } }).value // → 0.45
      `,
      keras: code`
        # Keras has no smooth L1; this is it, a tenth of Huber's loss
        loss = keras.losses.Huber(delta=10)(y, x) / 10
      `,
    },
    right: {
      pytorch: code`
        criterion = nn.HuberLoss(delta=10)
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([3]) }, targets: { targets: tensorOf([0]) } }
        evaluate(lossOf('huber'), batch, { params: { delta: 10 } }).value // → 4.5
      `,
      keras: code`
        loss = keras.losses.Huber(delta=10)(y, x)
      `,
    },
  },
  relatives: [
    { id: 'huber', difference: 'is this times beta: its slope far out is delta, not 1.' },
    { id: 'mae', difference: 'is this at beta = 0.' },
    { id: 'log-cosh', difference: 'has the same shape without a parameter.' },
    { id: 'detection', difference: 'adds a cross-entropy for the class of the box.' },
  ],
  sources: ['Girshick, Fast R-CNN, 2015'],
}

export const huber: LossGuide = {
  summary: 'Half the square up to a residual of delta, beyond it a straight line of slope delta.',
  shapes: sameShape,
  useWhen: [
    'Most targets are clean and some are far off: measurements, prices, durations.',
    'You want the mean for the bulk of the data and protection from the rest.',
  ],
  sensitiveTo: [
    'delta, which has the unit of the target. Choose it near the residual beyond which you would call a point an outlier.',
    'Changes of scale: standardise the target first, or delta means something else for each data set.',
  ],
  mistake: {
    title: 'delta = 1 on targets in the thousands',
    text: 'Nearly every residual is then beyond delta: what trains is MAE, with gradients of ±1 and none of the smoothness that Huber’s loss was chosen for.',
    wrong: {
      pytorch: code`
        # prices from 50,000 to 900,000
        loss = F.huber_loss(model(inputs), price)  # delta = 1
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([210_000, 480_000]) },
          targets: { targets: tensorOf([200_000, 500_000]) },
        }
        Math.abs(evaluate(lossOf('huber'), batch, { reduction: 'sum' }).gradients.predictions[0]) // → 1
      `,
      keras: code`
        model.compile(optimizer="adam", loss=keras.losses.Huber())  # delta = 1
      `,
    },
    right: {
      pytorch: code`
        target = (price - price.mean()) / price.std()
        loss = F.huber_loss(model(inputs), target, delta=1.0)
      `,
      typescript: code`
        const [mean, deviation] = [350_000, 150_000]
        const scaled = (prices: number[]) => tensorOf(prices.map((price) => (price - mean) / deviation))
        const batch = {
          inputs: { predictions: scaled([210_000, 480_000]) },
          targets: { targets: scaled([200_000, 500_000]) },
        }
        evaluate(lossOf('huber'), batch, { reduction: 'sum' }).gradients.predictions[0] // → 0.0667
      `,
      keras: code`
        target = (price - price.mean()) / price.std()
        model.compile(optimizer="adam", loss=keras.losses.Huber(delta=1.0))
        model.fit(inputs, target)
      `,
    },
  },
  relatives: [
    { id: 'smooth-l1', difference: 'is this divided by its bend, so that the far slope is 1.' },
    { id: 'mse', difference: 'is twice this for residuals within delta, and goes on squaring beyond it.' },
    { id: 'mae', difference: 'times delta is what this nears for residuals far beyond delta.' },
    { id: 'log-cosh', difference: 'needs no delta, but bends at about 1 whatever the unit.' },
  ],
  sources: ['Huber, Robust Estimation of a Location Parameter, 1964'],
}

export const quantile: LossGuide = {
  summary: 'Distance with unequal sides: too low costs q per unit, too high costs 1 − q.',
  shapes: sameShape,
  useWhen: [
    'You need a bound instead of a middle: the 90th percentile of a delivery time, a stock level that suffices in 95 % of weeks.',
    'An interval: train one output at q = 0.05 and one at q = 0.95.',
  ],
  sensitiveTo: [
    'Few data in the tail: at q = 0.99 one sample in a hundred decides.',
    'Crossing: outputs trained apart may put the 90th percentile below the 50th.',
  ],
  mistake: {
    title: 'The residual taken the wrong way round',
    text: 'The definition uses e = target − prediction. With prediction − target, q = 0.9 trains the 10th percentile: the curve looks just as healthy and the bound is on the wrong side.',
    wrong: {
      pytorch: code`
        e = x - y
        loss = torch.maximum(0.9 * e, (0.9 - 1) * e).mean()  # the 10th percentile
      `,
      typescript: code`
        const e = 3 - 10 // prediction − target, 7 too low
        Math.max(0.9 * e, (0.9 - 1) * e) // → 0.7
      `,
      keras: code`
        def loss(y, x):
            e = x - y
            return ops.mean(ops.maximum(0.9 * e, (0.9 - 1) * e))
      `,
    },
    right: {
      pytorch: code`
        e = y - x
        loss = torch.maximum(0.9 * e, (0.9 - 1) * e).mean()  # the 90th percentile
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([3]) }, targets: { targets: tensorOf([10]) } }
        evaluate(lossOf('quantile'), batch, { params: { q: 0.9 } }).value // → 6.3
      `,
      keras: code`
        def loss(y, x):
            e = y - x
            return ops.mean(ops.maximum(0.9 * e, (0.9 - 1) * e))
      `,
    },
  },
  relatives: [
    { id: 'mae', difference: 'is twice this at q = 0.5: both sides alike, the median.' },
    {
      id: 'gaussian-nll',
      difference:
        'gives a whole normal distribution, from which any quantile follows if the noise is normal.',
    },
  ],
  sources: ['Koenker and Bassett, Regression Quantiles, 1978'],
}

export const weightedMse: LossGuide = {
  summary: 'The squared residual times a weight of its own, averaged over all elements.',
  shapes:
    'predictions and targets of one shape S. weights line up with S from the last axis: one number per entry of it, [n, 1] for one per sample, or one per element (shape S).',
  useWhen: [
    'Some outputs matter more than others, or have other units.',
    'Samples stand for different numbers of cases, or their noise is known: weight by 1 / variance.',
  ],
  sensitiveTo: [
    'The size of the weights: the mean divides by the number of elements, so doubling all weights doubles loss and gradient; byWeights divides by the sum of the weights instead.',
    'A few very large weights: the batch then has as good as fewer samples, and its gradient is noisier.',
  ],
  mistake: {
    title: 'Multiplying by the weights after the mean',
    text: 'A loss that is already averaged is one number. Times the weights and averaged again it is that number times the mean weight: no sample counts more than another.',
    wrong: {
      pytorch: code`
        loss = (weights * F.mse_loss(x, y)).mean()
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([1, 4]) }, targets: { targets: tensorOf([0, 0]) } }
        const mean = evaluate(lossOf('mse'), batch).value
        ;(9 * mean + 1 * mean) / 2 // → 42.5
      `,
      keras: code`
        loss = ops.mean(weights * keras.losses.MeanSquaredError()(y, x))
      `,
    },
    right: {
      pytorch: code`
        loss = (weights * F.mse_loss(x, y, reduction="none")).mean()
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([1, 4]) },
          targets: { targets: tensorOf([0, 0]) },
        }
        const loss = lossOf('weighted-mse')
        evaluate(loss, batch, { params: readParams(loss, { weights: [9, 1] }) }).value // → 12.5
      `,
      keras: code`
        loss = ops.mean(weights * ops.square(x - y))
        # or, for one weight per sample: model.fit(inputs, y, sample_weight=weights)
      `,
    },
  },
  relatives: [
    { id: 'mse', difference: 'is this with all weights 1.' },
    { id: 'gaussian-nll', difference: 'learns the weights: one over the variance that the model predicts.' },
    { id: 'combined', difference: 'weighs whole losses against one another instead of elements.' },
  ],
}
