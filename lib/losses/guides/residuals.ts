/** Guides to the losses that look at the residual alone and weigh all of them alike. */
import { code, type LossGuide } from './guide.ts'

const sameShape =
  'predictions and targets of one shape, the samples along the first axis: [n] for one number per sample, [n, k] for k numbers. Nothing is broadcast: [n, 1] against [n] is refused.'

export const mse: LossGuide = {
  summary:
    'The mean of the squared residuals: the further off a prediction is, the more each further step costs.',
  shapes: sameShape,
  useWhen: [
    'The target is a number and the noise around it is roughly normal, with no outliers.',
    'You want the mean of the target given the inputs: that is what the best prediction is.',
    'Large errors are truly worse than several small ones that add up to them.',
  ],
  sensitiveTo: [
    'Outliers: a residual ten times as large weighs a hundred times as much.',
    'The unit of the target: its value is in the unit squared, and the learning rate that fits depends on it. Standardise the target.',
    'Skewed targets: a few large ones set the gradient of every batch they are in.',
  ],
  mistake: {
    title: 'Shapes [n, 1] and [n] are subtracted from one another',
    text: 'Broadcasting makes an n × n table of every prediction against every target. The loss still falls, towards the variance of the targets, and the model predicts their mean.',
    wrong: {
      pytorch: code`
        x = model(inputs)          # shape [n, 1]
        loss = ((x - y) ** 2).mean()  # y has shape [n]: n × n residuals
      `,
      typescript: code`
        evaluate(lossOf('mse'), {
          inputs: { predictions: tensorOf([[1], [2], [3]]) },
          targets: { targets: tensorOf([1, 2, 3]) },
        }).value // → refused
      `,
      keras: code`
        def loss(y, x):            # y [n], x [n, 1]
            return ops.mean(ops.square(x - y))
      `,
    },
    right: {
      pytorch: code`
        x = model(inputs).squeeze(-1)  # shape [n]
        loss = F.mse_loss(x, y)
      `,
      typescript: code`
        evaluate(lossOf('mse'), {
          inputs: { predictions: tensorOf([1, 2, 3]) },
          targets: { targets: tensorOf([1, 2, 5]) },
        }).value // → 1.3333
      `,
      keras: code`
        def loss(y, x):
            return ops.mean(ops.square(ops.squeeze(x, -1) - y))
      `,
    },
  },
  relatives: [
    {
      id: 'mae',
      difference:
        'grows in a straight line, so an outlier counts as what it is; its best constant is the median.',
    },
    { id: 'huber', difference: 'is the square near zero and a line beyond delta: outliers lose their grip.' },
    {
      id: 'msle',
      difference: 'squares the difference of logarithms, for targets over several powers of ten.',
    },
    { id: 'weighted-mse', difference: 'gives each output or sample a weight.' },
    {
      id: 'gaussian-nll',
      difference: 'lets the model say how sure it is, and divides the square by its variance.',
    },
  ],
  sources: ['Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805'],
}

export const mae: LossGuide = {
  summary: 'The mean distance between prediction and target, in the unit of the target.',
  shapes: sameShape,
  useWhen: [
    'Targets have outliers that should not decide what is learnt.',
    'You want the median of the target given the inputs.',
    'The loss itself should be readable: “off by 3.2 dollars on average”.',
  ],
  sensitiveTo: [
    'The learning rate near the end: the gradient is as large at a residual of 0.001 as at 100, so a fixed step circles the optimum.',
    'Skewed targets: the median lies below the mean, so totals are predicted too low.',
    'A point where most residuals are exactly 0: the gradient there is 0 by convention.',
  ],
  mistake: {
    title: 'A fixed learning rate to the end',
    text: 'The step never gets shorter, since the gradient does not. The loss then flutters at about the learning rate and looks as if it had stopped decreasing.',
    wrong: {
      pytorch: code`
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        # … the same 0.1 until the last epoch
      `,
      typescript: code`
        let x = 0.25
        for (let step = 0; step < 100; step++) {
          const batch = { inputs: { predictions: tensorOf([x]) }, targets: { targets: tensorOf([0]) } }
          x -= 0.1 * evaluate(lossOf('mae'), batch).gradients.predictions[0]
        }
        Math.abs(x) // → 0.05
      `,
      keras: code`
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mae")
      `,
    },
    right: {
      pytorch: code`
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=epochs)
        # … schedule.step() after each epoch
      `,
      typescript: code`
        let x = 0.25
        for (let step = 0; step < 100; step++) {
          const batch = { inputs: { predictions: tensorOf([x]) }, targets: { targets: tensorOf([0]) } }
          x -= 0.1 * 0.9 ** step * evaluate(lossOf('mae'), batch).gradients.predictions[0]
        }
        Math.abs(x) < 0.001 // → true
      `,
      keras: code`
        rate = keras.optimizers.schedules.CosineDecay(0.1, decay_steps=epochs * steps_per_epoch)
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mae")
      `,
    },
  },
  relatives: [
    { id: 'mse', difference: 'squares: smoother near zero, ruled by outliers far from it.' },
    { id: 'smooth-l1', difference: 'rounds off the kink at zero, so the steps do get shorter there.' },
    { id: 'quantile', difference: 'is the same with unequal slopes: at q = 0.5 it is half of this.' },
    { id: 'mape', difference: 'divides each distance by the size of the target.' },
  ],
}

export const logCosh: LossGuide = {
  summary:
    'Half the square for small residuals, the distance less ln 2 for large ones, and smooth everywhere.',
  shapes: sameShape,
  useWhen: [
    'You want what Huber does without choosing a delta, and the target is scaled so that 1 is a middling residual.',
    'The optimizer uses second derivatives: this loss has them everywhere.',
  ],
  sensitiveTo: [
    'The unit of the target: the bend sits at a residual of about 1 and cannot be moved except by scaling the target.',
    'Overflow, where it is written as it reads: cosh of 90 is already too large for float32.',
  ],
  mistake: {
    title: 'Writing log(cosh(r)) as it reads',
    text: 'cosh overflows long before its logarithm does, so one large residual makes the loss Infinity and the gradient NaN. The stable form is |r| + log(1 + exp(−2|r|)) − ln 2.',
    wrong: {
      pytorch: code`
        loss = torch.log(torch.cosh(x - y)).mean()
      `,
      typescript: code`
        Math.log(Math.cosh(1000)) // → Infinity
      `,
      keras: code`
        loss = ops.mean(ops.log(ops.cosh(x - y)))
      `,
    },
    right: {
      pytorch: code`
        r = (x - y).abs()
        loss = (r + F.softplus(-2 * r) - math.log(2)).mean()
      `,
      typescript: code`
        evaluate(lossOf('log-cosh'), {
          inputs: { predictions: tensorOf([1000]) },
          targets: { targets: tensorOf([0]) },
        }).value // → 999.3069
      `,
      keras: code`
        loss = keras.losses.LogCosh()(y, x)
      `,
    },
  },
  relatives: [
    { id: 'huber', difference: 'bends where you say, at delta, and is exactly a square before it.' },
    { id: 'mse', difference: 'is about twice this for small residuals.' },
    { id: 'mae', difference: 'is what this becomes for large ones.' },
  ],
}
