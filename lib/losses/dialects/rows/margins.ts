/** Losses of margins in other libraries. Measured by calling each library on the sample; versions are in libraries.ts. */
import { type LossDialects, row } from '../dialect.ts'

export const hinge: LossDialects = {
  yardstick: 'Lossglass',
  value: 1.1666667,
  sample: { inputs: { predictions: [0.5, -1.5, 2] }, targets: { targets: [1, -1, -1] } },
  rows: [
    row('tensorflow.js', "model.compile({loss: 'hinge'})", 'mean', 1.1666666, {
      words: 'A label of 0 stays 0 and costs 1, whatever is predicted.',
    }),
    row('tensorflow.js', 'tf.losses.hingeLoss(labels, predictions)', 'nonzero-weights', 2.5, {
      factor: null,
      words: 'Takes labels 0 and 1, and makes -3 of a label of -1.',
    }),
    row('catboost', 'eval_metric(label, approx, "HingeLoss")', 'mean', 1.1666667, {
      words: 'Takes labels 0 and 1 as well: what is above 0 is 1, the rest -1.',
    }),
    row('keras', 'Hinge()', 'mean', 1.1666667, {
      words: 'Labels of 0 become -1 where the whole batch holds only 0 and 1.',
    }),
    row('mxnet', 'HingeLoss(margin=1)', 'per-sample', 1.1666666, {
      words: 'A label of 0 stays 0 and costs 1, whatever is predicted.',
    }),
    row('nd4j', 'LossHinge', 'sum-of-outputs', 1.1666667, {
      words: 'Equal for one output, summed over more.',
    }),
    row('optax', 'hinge_loss(predictor_outputs, targets)', 'none', 1.1666667, {
      words: 'A label of 0 stays 0 and costs 1, whatever is predicted.',
    }),
    row('scikit-learn', 'hinge_loss(y_true, pred_decision)', 'mean', 1.1666667, {
      words: 'Any two labels become -1 and 1.',
    }),
    row('torchmetrics', 'functional.classification.binary_hinge_loss(preds, target)', 'mean', 0.43810603, {
      factor: null,
      words: 'A label of -1 counts as positive, and scores outside 0 to 1 go through a sigmoid first.',
    }),
  ],
}

export const squaredHinge: LossDialects = {
  yardstick: 'Lossglass',
  value: 3.0833333,
  sample: { inputs: { predictions: [0.5, -1.5, 2] }, targets: { targets: [1, -1, -1] } },
  rows: [
    row('tensorflow.js', "model.compile({loss: 'squaredHinge'})", 'mean', 3.0833333, {
      words: 'A label of 0 stays 0 and costs 1, whatever is predicted.',
    }),
    row('keras', 'SquaredHinge()', 'mean', 3.0833335, {
      words: 'Labels of 0 become -1 where the whole batch holds only 0 and 1.',
    }),
    row('mxnet', 'SquaredHingeLoss(margin=1)', 'per-sample', 3.0833333, {
      words: 'A label of 0 stays 0 and costs 1, whatever is predicted.',
    }),
    row('nd4j', 'LossSquaredHinge', 'sum-of-outputs', 3.0833333, {
      words: 'Equal for one output, summed over more.',
    }),
  ],
}

export const softMargin: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.93413942,
  sample: { inputs: { predictions: [0.5, -1.5, 2] }, targets: { targets: [1, -1, -1] } },
  rows: [
    row('torch', 'F.soft_margin_loss(input, target)', 'mean', 0.93413942, { also: ['nn.SoftMarginLoss'] }),
    row('mxnet', 'LogisticLoss(label_format="signed")', 'per-sample', 0.93413943),
    row('paddle', 'F.soft_margin_loss(input, label)', 'mean', 0.93413942),
  ],
}

export const multiMargin: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.56666667,
  sample: {
    inputs: {
      predictions: [
        [0.1, 0.2, 0.7],
        [1, 2, 0.5],
      ],
    },
    targets: { targets: [2, 0] },
  },
  rows: [
    row('torch', 'F.multi_margin_loss(input, target, p=1, margin=1.0)', 'mean', 0.56666667, {
      words: 'Sums over the other classes and divides by the number of classes.',
      also: ['nn.MultiMarginLoss'],
    }),
    row('burn', 'MultiMarginLossConfig(p=1, margin=1)', 'mean', 0.5666667),
    row('keras', 'CategoricalHinge()', 'mean', 1.25, {
      factor: null,
      words: 'Only the strongest wrong class counts, and nothing is divided by the classes.',
    }),
    row('optax', 'multiclass_hinge_loss(scores, labels)', 'none', 1.25, {
      factor: null,
      words: 'Only the strongest wrong class counts, and nothing is divided by the classes.',
    }),
    row('paddle', 'F.multi_margin_loss(input, label, p=1, margin=1.0)', 'mean', 0.56666666),
    row('scikit-learn', 'hinge_loss(y_true, pred_decision, labels=[0,1,2])', 'mean', 1.25, {
      factor: null,
      words: 'Only the strongest wrong class counts, and nothing is divided by the classes.',
    }),
  ],
}
