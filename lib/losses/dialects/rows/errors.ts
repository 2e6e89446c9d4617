/** Losses of differences in other libraries. Measured by calling each library on the sample; versions are in libraries.ts. */
import { type LossDialects, row } from '../dialect.ts'

export const mse: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.375,
  sample: {
    inputs: {
      predictions: [
        [2.5, 0],
        [2, 8],
      ],
    },
    targets: {
      targets: [
        [3, -0.5],
        [2, 7],
      ],
    },
  },
  rows: [
    row('torch', 'F.mse_loss(input, target, weight=None)', 'mean', 0.375, {
      words: 'Weights are divided by their sum.',
      also: ['nn.MSELoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'meanSquaredError'})", 'mean', 0.375),
    row(
      'tensorflow.js',
      'tf.losses.meanSquaredError(labels, predictions, weights)',
      'nonzero-weights',
      0.375,
      { words: 'The sum is divided by the number of weights that are not 0.' },
    ),
    row('burn', 'MseLoss', 'mean', 0.375),
    row('candle', 'loss::mse', 'mean', 0.375),
    row('catboost', 'eval_metric(label, approx, "RMSE")', 'mean', 0.61237244, {
      factor: null,
      words: 'Reports the square root of the mean squared error.',
    }),
    row('keras', 'MeanSquaredError()', 'mean', 0.375, {
      words: 'Sample weights are divided by the size of the batch, not by their sum.',
    }),
    row('lightgbm', 'objective="regression", metric="l2"', 'mean', 0.375),
    row('mxnet', 'L2Loss()', 'per-sample', 0.1875, {
      factor: 0.5,
      words: 'Half the squared error. Weights multiply and nothing is divided by them.',
    }),
    row('nd4j', 'LossL2', 'sum-of-outputs', 0.75, {
      factor: 'outputs',
      aside: true,
      words: 'Squares are summed over the outputs of a sample.',
    }),
    row('nd4j', 'LossMSE', 'sum-of-outputs', 0.375, { words: 'Averages over outputs too.' }),
    row('optax', 'l2_loss(predictions, targets)', 'none', 0.1875, {
      factor: 0.5,
      aside: true,
      words: 'Half the squared error.',
    }),
    row('optax', 'squared_error(predictions, targets)', 'none', 0.375),
    row('paddle', 'F.mse_loss(input, label)', 'mean', 0.375),
    row('scikit-learn', 'mean_squared_error(y_true, y_pred)', 'mean', 0.375),
    row('synaptic', 'Trainer.cost.MSE(target, output)', 'mean', 0.375),
    row('xgboost', 'objective="reg:squarederror", eval_metric="rmse"', 'mean', 0.61237244, {
      factor: null,
      words: 'Reports the square root of the mean squared error.',
    }),
  ],
}

export const mae: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.5,
  sample: {
    inputs: {
      predictions: [
        [2.5, 0],
        [2, 8],
      ],
    },
    targets: {
      targets: [
        [3, -0.5],
        [2, 7],
      ],
    },
  },
  rows: [
    row('torch', 'F.l1_loss(input, target, weight=None)', 'mean', 0.5, { also: ['nn.L1Loss'] }),
    row(
      'tensorflow.js',
      'tf.losses.absoluteDifference(labels, predictions, weights)',
      'nonzero-weights',
      0.5,
      { words: 'The sum is divided by the number of weights that are not 0.' },
    ),
    row('catboost', 'eval_metric(label, approx, "MAE")', 'mean', 0.49999925, {
      words: 'A quantile loss with a dead zone of 1e-6 around 0.',
    }),
    row('keras', 'MeanAbsoluteError()', 'mean', 0.5, {
      words: 'Sample weights are divided by the size of the batch, not by their sum.',
    }),
    row('lightgbm', 'objective="regression", metric="l1"', 'mean', 0.5),
    row('mxnet', 'L1Loss()', 'per-sample', 0.5),
    row('nd4j', 'LossL1', 'sum-of-outputs', 1, {
      factor: 'outputs',
      aside: true,
      words: 'Distances are summed over the outputs of a sample.',
    }),
    row('nd4j', 'LossMAE', 'sum-of-outputs', 0.5, { words: 'Averages over outputs too.' }),
    row('paddle', 'F.l1_loss(input, label)', 'mean', 0.5),
    row('scikit-learn', 'mean_absolute_error(y_true, y_pred)', 'mean', 0.5),
    row('xgboost', 'objective="reg:squarederror", eval_metric="mae"', 'mean', 0.5),
  ],
}

export const huber: LossDialects = {
  yardstick: 'PyTorch',
  value: 1.3125,
  sample: { inputs: { predictions: [0.5, 3] }, targets: { targets: [0, 0] } },
  rows: [
    row('torch', 'F.huber_loss(input, target, delta=1.0)', 'mean', 1.3125, { also: ['nn.HuberLoss'] }),
    row(
      'tensorflow.js',
      'tf.losses.huberLoss(labels, predictions, weights, delta=1.0)',
      'nonzero-weights',
      1.3125,
    ),
    row('burn', 'HuberLossConfig(delta)', 'mean', 1.3125, {
      words: 'Has no default threshold: delta must be given.',
    }),
    row('candle', 'loss::huber(delta)', 'mean', 1.3125, {
      words: 'Has no default threshold: delta must be given.',
    }),
    row('catboost', 'eval_metric(label, approx, "Huber:delta=")', 'mean', 1.3125, {
      words: 'Has no default threshold: delta must be given.',
    }),
    row('keras', 'Huber(delta=1.0)', 'mean', 1.3125),
    row('lightgbm', 'objective="huber", metric="huber"', 'mean', 1.21, {
      factor: null,
      words: 'Its threshold is called alpha and is 0.9 unless given.',
    }),
    row('lightgbm', 'objective="huber", metric="huber", alpha=1', 'mean', 1.3125, {
      aside: true,
      words: 'Equal once its threshold, called alpha, is set.',
    }),
    row('mxnet', 'HuberLoss(rho=1)', 'per-sample', 1.3125, {
      only: 'at-defaults',
      words: 'Is the smooth L1 of PyTorch: Huber divided by rho, which is equal at rho 1 only.',
    }),
    row('optax', 'huber_loss(predictions, targets, delta=1.0)', 'none', 1.3125),
    row('paddle', 'F.smooth_l1_loss(input, label, delta=1.0, is_huber=True)', 'mean', 1.3125, {
      words: 'Called smooth L1, is the Huber loss.',
    }),
    row('xgboost', 'objective="reg:squarederror", eval_metric="mphe"', 'mean', 1.1401559, {
      factor: null,
      words: 'The pseudo-Huber loss with a slope of 1, which is smaller everywhere.',
    }),
  ],
}

export const smoothL1: LossDialects = {
  yardstick: 'PyTorch',
  value: 1.3125,
  sample: { inputs: { predictions: [0.5, 3] }, targets: { targets: [0, 0] } },
  rows: [
    row('torch', 'F.smooth_l1_loss(input, target, beta=1.0)', 'mean', 1.3125, {
      words: 'Is Huber divided by beta.',
      also: ['nn.SmoothL1Loss'],
    }),
    row('burn', 'SmoothL1LossConfig(beta=1)', 'mean', 1.3125, {
      words: 'Refuses a beta of 0, which PyTorch takes.',
    }),
    row('mxnet', 'HuberLoss(rho=1)', 'per-sample', 1.3125, {
      words: 'Called Huber, is the smooth L1 of PyTorch.',
    }),
    row('paddle', 'F.smooth_l1_loss(input, label, delta, is_huber=False)', 'mean', 1.3125, {
      aside: true,
      words: 'Smooth L1 once is_huber is off, which is on by default.',
    }),
    row('paddle', 'F.smooth_l1_loss(input, label, delta=1.0, is_huber=True)', 'mean', 1.3125, {
      only: 'at-defaults',
      words: 'Is Huber by default: the threshold times the smooth L1 of PyTorch, equal at 1 only.',
    }),
  ],
}

export const logCosh: LossDialects = {
  yardstick: 'Lossglass',
  value: 1.3715547,
  sample: { inputs: { predictions: [1, 3] }, targets: { targets: [0, 0] } },
  rows: [
    row('tensorflow.js', "model.compile({loss: 'logcosh'})", 'mean', 1.3715546),
    row('catboost', 'eval_metric(label, approx, "LogCosh")', 'mean', 1.3715242, {
      words: 'A fast approximation, right to four or five digits.',
    }),
    row('keras', 'LogCosh()', 'mean', 1.3715546),
    row('optax', 'log_cosh(predictions, targets)', 'none', 1.3715547),
    row('torchmetrics', 'LogCoshError()', 'mean', 1.3715546, {
      words: 'Takes the cosh literally: infinite from an error of 89 on in float32.',
    }),
  ],
}

export const quantile: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.5,
  sample: { inputs: { predictions: [2, 5] }, targets: { targets: [3, 4] }, params: { q: 0.9 } },
  rows: [
    row('catboost', 'eval_metric(label, approx, "Quantile:alpha=")', 'mean', 0.4999995, {
      words: 'Has a dead zone of 1e-6 around 0.',
    }),
    row('lightgbm', 'objective="quantile", metric="quantile", alpha=0.9', 'mean', 0.5, {
      only: 'here',
      words: 'The quantile is called alpha and is 0.9 unless given, not 0.5.',
    }),
    row('scikit-learn', 'mean_pinball_loss(y_true, y_pred, alpha=0.9)', 'mean', 0.5, {
      words: 'The quantile is called alpha, 0.5 unless given.',
    }),
    row('xgboost', 'objective="reg:quantileerror", eval_metric="quantile", quantile_alpha=0.9', 'mean', 0.5, {
      words: 'The quantile is called quantile_alpha.',
    }),
  ],
}
