/** Losses of bits in other libraries. Measured by calling each library on the sample; versions are in libraries.ts. */
import { type LossDialects, row } from '../dialect.ts'

export const bce: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.27977656,
  sample: { inputs: { predictions: [0.9, 0.2, 0.6] }, targets: { targets: [1, 0, 1] } },
  rows: [
    row('torch', 'F.binary_cross_entropy(input, target)', 'mean', 0.27977656, {
      words: 'A logarithm is not below -100.',
      also: ['nn.BCELoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'binaryCrossentropy'})", 'mean', 0.27977654, {
      words: 'Clips probabilities to 1e-7: the loss ends at 16.12.',
    }),
    row(
      'tensorflow.js',
      'tf.losses.logLoss(labels, predictions, weights, epsilon=1e-7)',
      'nonzero-weights',
      0.27977639,
      { words: 'Adds 1e-7 in both logarithms: the loss ends at 16.12.' },
    ),
    row('burn', 'BinaryCrossEntropyLossConfig(logits=false)', 'mean', 0.27977657),
    row('keras', 'BinaryCrossentropy()', 'mean', 0.27977657, {
      words: 'Clips probabilities to 1e-7: the loss ends at 16.12.',
    }),
    row('mxnet', 'SigmoidBCELoss(from_sigmoid=True)', 'per-sample', 0.27977655, {
      words: 'Adds 1e-12 in the logarithms: the loss ends at 27.63.',
    }),
    row('nd4j', 'LossBinaryXENT', 'sum-of-outputs', 0.27977656, {
      words: 'Equal for one output, summed over more. Clips at 1e-5: the loss ends at 11.51.',
    }),
    row('paddle', 'F.binary_cross_entropy(input, label)', 'mean', 0.27977656),
    row('paddle', 'F.log_loss(input, label, epsilon=1e-4)', 'none', 0.27964229, {
      factor: null,
      aside: true,
      words: 'Adds 1e-4 in both logarithms: the loss ends at 9.21.',
    }),
    row('scikit-learn', 'log_loss(y_true, y_pred)', 'mean', 0.27977656, {
      words: 'Clips at the epsilon of the type: ends at 36.04 in float64, at 15.94 in float32.',
    }),
    row('synaptic', 'Trainer.cost.CROSS_ENTROPY(target, output)', 'sum', 0.83932969, {
      factor: 'outputs',
      words: 'Summed over the outputs.',
    }),
  ],
}

export const bceWithLogits: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.30475556,
  sample: { inputs: { predictions: [2, -1, 0.5] }, targets: { targets: [1, 0, 1] } },
  rows: [
    row('torch', 'F.binary_cross_entropy_with_logits(input, target, pos_weight=None)', 'mean', 0.30475556, {
      also: ['nn.BCEWithLogitsLoss'],
    }),
    row(
      'tensorflow.js',
      'tf.losses.sigmoidCrossEntropy(labels, logits, weights, labelSmoothing=0)',
      'nonzero-weights',
      0.30475557,
      { words: 'Smoothing by s spreads it over both sides: s/2.' },
    ),
    row('burn', 'BinaryCrossEntropyLossConfig(logits=true, smoothing)', 'mean', 0.30475557, {
      words: 'Smoothing by s adds s divided by the number of labels.',
    }),
    row('candle', 'loss::binary_cross_entropy_with_logit', 'mean', 0.30475557, {
      words: 'Takes the sigmoid first: infinite from a logit of 17 on.',
    }),
    row('catboost', 'eval_metric(label, approx, "Logloss")', 'mean', 0.30475556),
    row('keras', 'BinaryCrossentropy(from_logits=True, label_smoothing=0.0)', 'mean', 0.30475557, {
      words: 'Smoothing by s spreads it over both sides: s/2. On some backends the loss ends at 16.',
    }),
    row('lightgbm', 'objective="binary", metric="binary_logloss"', 'mean', 0.30475556, {
      words: 'Clips at 1e-15: the loss ends at 34.54.',
    }),
    row('mxnet', 'SigmoidBCELoss()', 'per-sample', 0.30475561),
    row('optax', 'sigmoid_binary_cross_entropy(logits, labels)', 'none', 0.30475556, {
      words: 'Its smooth_labels adds alpha divided by the size of the last axis.',
    }),
    row('paddle', 'F.binary_cross_entropy_with_logits(logit, label, pos_weight=None)', 'mean', 0.30475556),
    row(
      'segmentation-models-pytorch',
      'losses.SoftBCEWithLogitsLoss(smooth_factor=None)',
      'mean',
      0.3047556,
      { words: 'Smoothing by s makes targets s and 1 - s, twice as much as elsewhere.' },
    ),
    row(
      'timm',
      'loss.AsymmetricLossMultiLabel(gamma_neg=4, gamma_pos=1, clip=0.05, reduction="batchmean")',
      'batch',
      0.19468132,
      {
        factor: null,
        aside: true,
        words: 'A focal loss shifted by 0.05, summed over labels and divided by the batch.',
      },
    ),
    row('timm', 'loss.BinaryCrossEntropy(smoothing=0.1)', 'mean', 0.3047556, {
      only: 'here',
      words:
        'Smooths by 0.1 unless told otherwise, where targets are indices of classes. Others stay as they are.',
    }),
    row('xgboost', 'objective="binary:logistic", eval_metric="logloss"', 'mean', 0.30475556, {
      words: '1 - p is 0 in float32 from a score of 17 on: the loss ends at 36.84.',
    }),
  ],
}

export const sigmoidFocal: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.011445935,
  sample: { inputs: { predictions: [2, -1, 0.5] }, targets: { targets: [1, 0, 1] } },
  rows: [
    row(
      'catboost',
      'eval_metric(label, approx, "Focal:focal_alpha=0.25;focal_gamma=2")',
      'mean',
      0.011445935,
      { words: 'Alpha and gamma must be given.' },
    ),
    row(
      'keras',
      'BinaryFocalCrossentropy(gamma=2.0, alpha=0.25, apply_class_balancing=False, from_logits=True)',
      'mean',
      0.030678367,
      {
        factor: null,
        words:
          'Alpha 0.25 is not applied unless apply_class_balancing is on: four times as much at a logit of 0.',
      },
    ),
    row(
      'kornia',
      'binary_focal_loss_with_logits(pred, target, alpha=0.25, gamma=2.0, reduction="none")',
      'none',
      0.011445935,
    ),
    row('monai', 'losses.FocalLoss(gamma=2.0, alpha=None)', 'mean', 0.030678369, {
      factor: null,
      words: 'Has no alpha by default: four times as much at a logit of 0.',
    }),
    row('optax', 'sigmoid_focal_loss(logits, labels, alpha=None, gamma=2.0)', 'none', 0.030678371, {
      factor: null,
      words: 'Has no alpha by default: four times as much at a logit of 0.',
    }),
    row(
      'paddle',
      'F.sigmoid_focal_loss(logit, label, normalizer=None, alpha=0.25, gamma=2.0, reduction="sum")',
      'sum',
      0.034337806,
      { factor: 'samples', words: 'The sum by default.' },
    ),
    row(
      'segmentation-models-pytorch',
      'losses.FocalLoss("binary", alpha=None, gamma=2.0)',
      'mean',
      0.030678371,
      { factor: null, words: 'Has no alpha by default: four times as much at a logit of 0.' },
    ),
    row(
      'torchvision',
      'ops.sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none")',
      'none',
      0.011445935,
    ),
  ],
}
