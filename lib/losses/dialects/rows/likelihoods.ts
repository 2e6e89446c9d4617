/**
 * Likelihoods and divergences in other libraries. Measured by calling each library on the sample; versions are in
 * libraries.ts.
 */
import { type LossDialects, row } from '../dialect.ts'

export const poissonNll: LossDialects = {
  yardstick: 'PyTorch',
  value: 1.2688887,
  sample: { inputs: { predictions: [2, 0.5] }, targets: { targets: [3, 1] } },
  rows: [
    row('torch', 'F.poisson_nll_loss(input, target, log_input=True)', 'mean', 1.2688887, {
      words: 'The prediction is the logarithm of the rate.',
      also: ['nn.PoissonNLLLoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'poisson'})", 'mean', 0.5568527, {
      factor: null,
      words: 'The prediction is the rate itself, as with log_input=False in PyTorch.',
    }),
    row('burn', 'PoissonNllLossConfig(log_input=true)', 'mean', 1.2688887),
    row('catboost', 'eval_metric(label, approx, "Poisson")', 'mean', 1.2688887, {
      words: 'The score is the logarithm of the rate.',
    }),
    row('keras', 'Poisson()', 'mean', 0.5568527, {
      factor: null,
      words: 'The prediction is the rate itself, as with log_input=False in PyTorch.',
    }),
    row('lightgbm', 'objective="poisson", metric="poisson"', 'mean', 1.2688887, {
      words: 'The score is the logarithm of the rate.',
    }),
    row('mxnet', 'PoissonNLLLoss(from_logits=True)', 'mean', 1.2688887, {
      words: 'The logarithm of the rate. Averages over the batch, unlike the other losses there.',
    }),
    row('nd4j', 'LossPoisson', 'sum-of-outputs', 0.55685282, {
      factor: null,
      words: 'The prediction is the rate itself, as with log_input=False in PyTorch.',
    }),
    row('paddle', 'F.poisson_nll_loss(input, label, log_input=True, epsilon=1e-8)', 'mean', 1.2688887),
    row('scikit-learn', 'mean_poisson_deviance(y_true, y_pred)', 'mean', 0.4095425, {
      factor: null,
      words: 'The deviance of a rate: twice the loss, less what a perfect rate would cost.',
    }),
    row('xgboost', 'objective="count:poisson", eval_metric="poisson-nloglik"', 'mean', 2.1647685, {
      factor: null,
      words: 'The score is the logarithm of the rate, and ln y! is added: the whole likelihood.',
    }),
  ],
}

export const gaussianNll: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.25,
  sample: { inputs: { mean: [1, 2], variance: [0.5, 2] }, targets: { targets: [1.5, 1] } },
  rows: [
    row('torch', 'F.gaussian_nll_loss(input, target, var, eps=1e-6)', 'mean', 0.25, {
      also: ['nn.GaussianNLLLoss'],
    }),
    row('burn', 'GaussianNLLLossConfig(eps=1e-6)', 'mean', 0.25, {
      words: 'A negative variance counts as 1e-6, where PyTorch refuses it.',
    }),
    row('paddle', 'F.gaussian_nll_loss(input, label, variance, epsilon=1e-6)', 'mean', 0.25),
  ],
}

export const klDiv: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.14780194,
  sample: {
    inputs: {
      predictions: [
        [0.5, 0.5],
        [0.2, 0.8],
      ],
    },
    targets: {
      targets: [
        [0.9, 0.1],
        [0.5, 0.5],
      ],
    },
    given: 'probabilities',
  },
  rows: [
    row('torch', 'F.kl_div(input, target)', 'mean', 0.14780194, {
      words: 'Takes log-probabilities. The mean divides by all entries, not by the samples.',
      also: ['nn.KLDivLoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'kullbackLeiblerDivergence'})", 'mean', 0.29560384, {
      factor: 'classes',
      words: 'Takes probabilities and sums over the classes: the batchmean of PyTorch.',
    }),
    row('keras', 'KLDivergence()', 'mean', 0.29560384, {
      factor: 'classes',
      words: 'Takes probabilities and sums over the classes: the batchmean of PyTorch.',
    }),
    row('mxnet', 'KLDivLoss(from_logits=True)', 'per-sample', 0.29560383, {
      factor: 'classes',
      words: 'Takes log-probabilities and sums over the classes: its mean is the batchmean of PyTorch.',
    }),
    row('nd4j', 'LossKLD', 'sum-of-outputs', 0.29560388, {
      factor: 'classes',
      words: 'Takes probabilities and sums over the classes: the batchmean of PyTorch.',
    }),
    row('optax', 'kl_divergence(log_predictions, targets)', 'per-sample', 0.29560388, {
      factor: 'classes',
      words: 'Takes log-probabilities and sums over the classes: its mean is the batchmean of PyTorch.',
    }),
    row('paddle', 'F.kl_div(input, label, reduction="mean")', 'mean', 0.14780194, {
      words: 'Takes log-probabilities and divides by all entries.',
    }),
  ],
}
