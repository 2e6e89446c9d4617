/** Guides to the regression losses that are the likelihood of a distribution. */
import { code, type LossGuide } from './guide.ts'

export const poissonNll: LossGuide = {
  summary: 'How unlikely a count is under a Poisson distribution with the predicted rate.',
  shapes:
    'predictions and targets of one shape. With logInput (the default) the prediction is the logarithm of the rate, any real number; without it the rate itself.',
  useWhen: [
    'The target counts events: visits, defects, calls in an hour.',
    'Zeros are common, and the spread grows with the mean.',
  ],
  sensitiveTo: [
    'Spread larger than Poisson’s, where the variance exceeds the mean: it then trusts large counts too much.',
    'A large log-rate: its exponential, and so the gradient, grows very fast. Keep the learning rate low or clip.',
    'Reading the value: it has no lower bound, and negative values are normal. Compare it with its own past only.',
  ],
  mistake: {
    title: 'Giving a rate where its logarithm is expected',
    text: 'With an exponential or softplus at the end of the model, logInput must be off. Otherwise the exponential is taken twice: the loss shoots up, or the model learns a rate’s logarithm in disguise.',
    wrong: {
      pytorch: code`
        rate = torch.exp(model(inputs))
        loss = F.poisson_nll_loss(rate, y)  # log_input=True
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([20]) }, targets: { targets: tensorOf([20]) } }
        evaluate(lossOf('poisson-nll'), batch).value > 4e8 // → true
      `,
      keras: code`
        # Keras wants the rate itself; a linear output may be negative
        loss = keras.losses.Poisson()(y, model(inputs))
      `,
    },
    right: {
      pytorch: code`
        loss = F.poisson_nll_loss(model(inputs), y)  # a linear output is the log-rate
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([Math.log(20)]) }, targets: { targets: tensorOf([20]) } }
        evaluate(lossOf('poisson-nll'), batch).value // → -39.9146
      `,
      keras: code`
        loss = keras.losses.Poisson()(y, ops.exp(model(inputs)))
      `,
    },
  },
  relatives: [
    { id: 'msle', difference: 'also compares logarithms, symmetric and without a distribution behind it.' },
    { id: 'gaussian-nll', difference: 'is for real numbers, with a spread that the model predicts.' },
  ],
  sources: ['McCullagh and Nelder, Generalized Linear Models, 1989'],
}

export const gaussianNll: LossGuide = {
  summary:
    'How unlikely the target is under a normal distribution whose mean and variance the model predicts.',
  shapes:
    'Two inputs: mean, of the shape of the targets, and variance, above 0 (it is held at eps at least), of that shape too, or one for each row ([n] or [n, 1] for [n, d]), or a single one.',
  useWhen: [
    'The noise differs from sample to sample, and you want to know how much.',
    'A prediction is wanted with its uncertainty.',
  ],
  sensitiveTo: [
    'Variance going to 0 on samples that are fitted exactly: the loss falls without limit and the gradient explodes.',
    'Early training: a large variance is the cheap way out, and the mean then learns slowly. Train the mean alone for a few epochs first.',
    'Reading the value: it may be negative, and has no floor.',
  ],
  mistake: {
    title: 'Passing the logarithm of the variance, or the standard deviation',
    text: 'A network’s raw output may be negative, and a variance may not. PyTorch stops with an error then; a standard deviation is worse, since nothing complains and every uncertainty is wrong.',
    wrong: {
      pytorch: code`
        mean, log_var = model(inputs).unbind(-1)
        loss = F.gaussian_nll_loss(mean, y, log_var)
      `,
      typescript: code`
        evaluate(lossOf('gaussian-nll'), {
          inputs: { mean: tensorOf([2]), variance: tensorOf([-1]) },
          targets: { targets: tensorOf([3]) },
        }).value // → refused
      `,
      keras: code`
        mean, log_var = ops.split(model(inputs), 2, axis=-1)
        loss = ops.mean(0.5 * (ops.log(log_var) + ops.square(mean - y) / log_var))
      `,
    },
    right: {
      pytorch: code`
        mean, log_var = model(inputs).unbind(-1)
        loss = F.gaussian_nll_loss(mean, y, log_var.exp())
      `,
      typescript: code`
        evaluate(lossOf('gaussian-nll'), {
          inputs: { mean: tensorOf([2]), variance: tensorOf([Math.exp(-1)]) },
          targets: { targets: tensorOf([3]) },
        }).value // → 0.8591
      `,
      keras: code`
        mean, log_var = ops.split(model(inputs), 2, axis=-1)
        loss = ops.mean(0.5 * (log_var + ops.square(mean - y) * ops.exp(-log_var)))
      `,
    },
  },
  relatives: [
    { id: 'mse', difference: 'is this with the variance held constant.' },
    { id: 'weighted-mse', difference: 'weighs squares by numbers that you give instead of the model.' },
    { id: 'quantile', difference: 'gives bounds without assuming that the noise is normal.' },
  ],
  sources: ['Nix and Weigend, Estimating the mean and variance of the target probability distribution, 1994'],
}
