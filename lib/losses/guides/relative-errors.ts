/** Guides to the regression losses that see the error in proportion to the target. */
import { code, type LossGuide } from './guide.ts'

const sameShape = 'predictions and targets of one shape, the samples along the first axis.'

export const mape: LossGuide = {
  summary: 'The distance as a share of the target: 0.1 is ten percent off.',
  shapes: `${sameShape} Targets should be well away from 0.`,
  useWhen: [
    'Targets are all positive and far from zero, and a miss of 10 % is equally bad for small and large ones.',
    'Whoever reads the result thinks in percent.',
  ],
  sensitiveTo: [
    'Targets near zero: the share explodes, and a handful of them rule the batch.',
    'Its lopsidedness: a prediction that is too low costs at most 1 (predict 0), one that is too high costs without limit. It trains to predict low.',
  ],
  mistake: {
    title: 'Targets at or near zero',
    text: 'One target of 0.001 that is missed by 0.1 costs 99; a thousand good predictions do not outweigh it. Keras gives percent, so everything is a hundred times larger there.',
    wrong: {
      pytorch: code`
        loss = ((y - x).abs() / y.abs()).mean()
      `,
      typescript: code`
        evaluate(lossOf('mape'), {
          inputs: { predictions: tensorOf([98, 0.1]) },
          targets: { targets: tensorOf([100, 0.001]) },
        }).value // → 49.51
      `,
      keras: code`
        loss = keras.losses.MeanAbsolutePercentageError()(y, x)  # in percent
      `,
    },
    right: {
      pytorch: code`
        # every miss against the size of all targets together
        loss = (y - x).abs().sum() / y.abs().sum()
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([98, 0.1]) },
          targets: { targets: tensorOf([100, 0.001]) },
        }
        evaluate(lossOf('mae'), batch, { reduction: 'sum' }).value / (100 + 0.001) // → 0.021
      `,
      keras: code`
        loss = ops.sum(ops.abs(y - x)) / ops.sum(ops.abs(y))
      `,
    },
  },
  relatives: [
    { id: 'smape', difference: 'divides by the sizes of both, and so never exceeds 2.' },
    {
      id: 'msle',
      difference: 'looks at ratios too, but smoothly and with too high and too low nearly alike.',
    },
    { id: 'mae', difference: 'does not divide: the same miss costs the same everywhere.' },
  ],
}

export const smape: LossGuide = {
  summary: 'Twice the distance as a share of the sizes of prediction and target together: from 0 to 2.',
  shapes: sameShape,
  useWhen: [
    'Forecasts are compared across series of very different size, and the measure is asked for.',
    'Targets may be near zero and a bounded loss is needed.',
  ],
  sensitiveTo: [
    'Zeros: where the target is 0, any other prediction costs the full 2, with next to no gradient to mend it.',
    'Its name: it is not symmetric. Too low costs more than too high by the same amount.',
    'The convention: this one goes to 2 (the M3 competition’s, as a share); others leave out the factor and go to 1, or to 200 %.',
  ],
  mistake: {
    title: 'Training with it on series that hold zeros',
    text: 'At a target of 0 the loss is flat at 2 wherever the prediction is. The model gets no hint of how to come closer.',
    wrong: {
      pytorch: code`
        loss = (2 * (y - x).abs() / (x.abs() + y.abs() + 1e-8)).mean()  # y = 0: always 2
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([5]) }, targets: { targets: tensorOf([0]) } }
        evaluate(lossOf('smape'), batch).value // → 2
        evaluate(lossOf('smape'), batch).gradients.predictions[0] < 1e-8 // → true
      `,
      keras: code`
        def loss(y, x):
            return ops.mean(2 * ops.abs(y - x) / (ops.abs(x) + ops.abs(y) + 1e-8))
      `,
    },
    right: {
      pytorch: code`
        loss = F.l1_loss(x, y)  # train with MAE, report sMAPE beside it
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([5]) }, targets: { targets: tensorOf([0]) } }
        evaluate(lossOf('mae'), batch).gradients.predictions[0] // → 1
      `,
      keras: code`
        model.compile(optimizer="adam", loss="mae", metrics=[smape])
      `,
    },
  },
  relatives: [
    { id: 'mape', difference: 'divides by the target alone: no upper limit, and easier to read.' },
    { id: 'mae', difference: 'has a gradient everywhere, zeros included.' },
  ],
  sources: ['Makridakis and Hibon, The M3-Competition, 2000'],
}

export const msle: LossGuide = {
  summary: 'The squared difference of log(1 + value): an error in ratio, not in amount.',
  shapes: `${sameShape} All numbers must be above −1; usually both are at least 0.`,
  useWhen: [
    'Targets are counts, prices or durations over several powers of ten.',
    'Predicting 20 for 10 is about as bad as predicting 2,000 for 1,000.',
  ],
  sensitiveTo: [
    'Predictions of −1 or less, which have no logarithm: keep the output positive.',
    'Direction: too low by an amount costs more than too high by the same amount.',
    'Small values: between 0 and 1 the log1p is nearly a straight line, and the ratio idea is lost.',
  ],
  mistake: {
    title: 'A linear output that may go below −1',
    text: 'Early in training it will, and the logarithm makes the loss NaN from that step on. Train on log(1 + y) instead, or make the output positive.',
    wrong: {
      pytorch: code`
        x = model(inputs)  # may be −3
        loss = F.mse_loss(torch.log1p(x), torch.log1p(y))
      `,
      typescript: code`
        Math.log1p(-3) // → NaN
      `,
      keras: code`
        # clips the prediction at 0: no NaN, but no gradient there either
        loss = keras.losses.MeanSquaredLogarithmicError()(y, x)
      `,
    },
    right: {
      pytorch: code`
        x = model(inputs)  # now the logarithm itself
        loss = F.mse_loss(x, torch.log1p(y))
        # predict with torch.expm1(x)
      `,
      typescript: code`
        const softplus = (z: number) => Math.log1p(Math.exp(z))
        evaluate(lossOf('msle'), {
          inputs: { predictions: tensorOf([softplus(-3)]) },
          targets: { targets: tensorOf([0]) },
        }).value // → 0.0023
      `,
      keras: code`
        model.compile(optimizer="adam", loss="mse")
        model.fit(inputs, ops.log1p(y))
        # predict with ops.expm1(model(inputs))
      `,
    },
  },
  relatives: [
    { id: 'mse', difference: 'on log1p of the targets is this loss, with a free output.' },
    { id: 'poisson-nll', difference: 'is the likelihood for counts, and keeps totals right.' },
    { id: 'mape', difference: 'is a ratio too, without the logarithm: lopsided and not smooth.' },
  ],
}
