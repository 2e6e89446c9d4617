/** Relative errors in other libraries. Measured by calling each library on the sample; versions are in libraries.ts. */
import { type LossDialects, row } from '../dialect.ts'

export const mape: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.375,
  sample: { inputs: { predictions: [3, 10] }, targets: { targets: [2, 8] } },
  rows: [
    row('tensorflow.js', "model.compile({loss: 'meanAbsolutePercentageError'})", 'mean', 37.5, {
      factor: 100,
      words: 'In per cent.',
    }),
    row('catboost', 'eval_metric(label, approx, "MAPE")', 'mean', 0.375, {
      only: 'here',
      words: 'A share. Targets below 1 count as 1, which makes it the absolute error there.',
    }),
    row('keras', 'MeanAbsolutePercentageError()', 'mean', 37.5, { factor: 100, words: 'In per cent.' }),
    row('lightgbm', 'objective="regression", metric="mape"', 'mean', 0.375, {
      only: 'here',
      words: 'A share. Targets below 1 count as 1, which makes it the absolute error there.',
    }),
    row('nd4j', 'LossMAPE', 'sum-of-outputs', 37.5, { factor: 100, words: 'In per cent.' }),
    row('scikit-learn', 'mean_absolute_percentage_error(y_true, y_pred)', 'mean', 0.375, {
      words: 'A share in spite of its name. A target of 0 counts as 2.2e-16, in Lossglass as 1e-8.',
    }),
    row('torchmetrics', 'MeanAbsolutePercentageError()', 'mean', 0.375, {
      words: 'A share. A target of 0 counts as 1.17e-6, in Lossglass as 1e-8.',
    }),
    row('xgboost', 'objective="reg:squarederror", eval_metric="mape"', 'mean', 0.375, {
      words: 'A share. Infinite where a target is 0.',
    }),
  ],
}

export const smape: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.31111111,
  sample: { inputs: { predictions: [3, 10] }, targets: { targets: [2, 8] } },
  rows: [
    row('catboost', 'eval_metric(label, approx, "SMAPE")', 'mean', 31.111111, {
      factor: 100,
      words: 'In per cent, from 0 to 200.',
    }),
    row('torchmetrics', 'SymmetricMeanAbsolutePercentageError()', 'mean', 0.31111112, {
      words: 'A share from 0 to 2.',
    }),
  ],
}

export const msle: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.48045301,
  sample: { inputs: { predictions: [3, 0.5] }, targets: { targets: [1, 2] } },
  rows: [
    row('tensorflow.js', "model.compile({loss: 'meanSquaredLogarithmicError'})", 'mean', 0.48045301, {
      words: 'A negative prediction counts as 1e-7.',
    }),
    row('catboost', 'eval_metric(label, approx, "MSLE")', 'mean', 0.48045303),
    row('keras', 'MeanSquaredLogarithmicError()', 'mean', 0.48045301, {
      words: 'A negative prediction counts as 1e-7.',
    }),
    row('nd4j', 'LossMSLE', 'sum-of-outputs', 0.48045301),
    row('scikit-learn', 'mean_squared_log_error(y_true, y_pred)', 'mean', 0.48045301),
    row('torchmetrics', 'MeanSquaredLogError()', 'mean', 0.48045301),
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: it was measured, and happens to be ln 2.
    row('xgboost', 'objective="reg:squarederror", eval_metric="rmsle"', 'mean', 0.69314718, {
      factor: null,
      words: 'Reports the square root of it.',
    }),
  ],
}
