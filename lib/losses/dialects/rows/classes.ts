/**
 * Losses of classes and sequences in other libraries. Measured by calling each library on the sample; versions are in
 * libraries.ts.
 */
import { type LossDialects, row } from '../dialect.ts'

export const crossEntropy: LossDialects = {
  yardstick: 'PyTorch',
  value: 1.4185398,
  sample: {
    inputs: {
      predictions: [
        [2, 1, 0.1],
        [0.5, 2.5, 0.3],
      ],
    },
    targets: { targets: [0, 2] },
  },
  rows: [
    row(
      'torch',
      'F.cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0)',
      'mean',
      1.4185398,
      { words: 'Class weights are divided by their sum over the targets.', also: ['nn.CrossEntropyLoss'] },
    ),
    row(
      'tensorflow.js',
      'tf.losses.softmaxCrossEntropy(onehotLabels, logits, weights, labelSmoothing=0)',
      'nonzero-weights',
      1.4185399,
      { words: 'One-hot labels only: a row of zeros costs 0 and still counts in the mean.' },
    ),
    row('burn', 'CrossEntropyLossConfig(logits=true, weights, smoothing, pad_tokens)', 'mean', 1.4185398),
    row('candle', 'loss::cross_entropy', 'mean', 1.4185398, {
      words: 'Has no weights, smoothing or ignored label.',
    }),
    row('catboost', 'eval_metric(label, approx, "MultiClass")', 'mean', 1.4185398),
    row(
      'keras',
      'SparseCategoricalCrossentropy(from_logits=True) / CategoricalCrossentropy(from_logits=True, label_smoothing)',
      'mean',
      1.4185398,
      {
        words:
          'Labels out of range and -100 cost 0 and still count in the mean. Class weights are divided by the batch size.',
      },
    ),
    row('lightgbm', 'objective="multiclass", metric="multi_logloss"', 'mean', 1.4185398, {
      words: 'Clips at 1e-15: the loss ends at 34.54.',
    }),
    row('mxnet', 'SoftmaxCELoss(sparse_label=True)', 'per-sample', 1.4185391, {
      words: 'Has no ignored label: one below 0 counts as class 0, one too large as the last.',
    }),
    row('nd4j', 'LossMCXENT', 'sum-of-outputs', 1.4185398, {
      words: 'Clips at 1e-10: the loss ends at 23.03.',
    }),
    row(
      'optax',
      'softmax_cross_entropy_with_integer_labels(logits, labels) / softmax_cross_entropy(logits, labels)',
      'none',
      1.4185398,
      { words: 'Has no ignored label: -1 counts as the last class, others out of range give NaN.' },
    ),
    row(
      'paddle',
      'F.cross_entropy(input, label, weight=None, ignore_index=-100, soft_label=False, label_smoothing=0.0)',
      'mean',
      1.4185398,
      {
        words:
          'Divides by all targets while the ignored label is negative. No logit counts as more than 64 below the largest.',
      },
    ),
    row('timm', 'loss.LabelSmoothingCrossEntropy(smoothing=0.1)', 'mean', 1.4268731, {
      factor: null,
      words: 'Smooths by 0.1 unless told otherwise.',
    }),
    row('xgboost', 'objective="multi:softprob", eval_metric="mlogloss"', 'mean', 1.4185399, {
      words: 'In float32. The loss ends at 36.84.',
    }),
  ],
}

export const nll: LossDialects = {
  yardstick: 'PyTorch',
  value: 1.32963,
  sample: {
    inputs: {
      predictions: [
        [0.7, 0.2, 0.1],
        [0.3, 0.6, 0.1],
      ],
    },
    targets: { targets: [0, 2] },
    given: 'probabilities',
  },
  rows: [
    row('torch', 'F.nll_loss(log(p), target)', 'mean', 1.32963, {
      words: 'Takes log-probabilities.',
      also: ['nn.NLLLoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'sparseCategoricalCrossentropy'})", 'mean', 1.32963, {
      words: 'Takes probabilities, divides each row by its sum first, and clips at 1e-7.',
    }),
    row('candle', 'loss::nll', 'mean', 1.32963, { words: 'Takes log-probabilities.' }),
    row('keras', 'SparseCategoricalCrossentropy()', 'mean', 1.32963, {
      words: 'Takes probabilities, divides each row by its sum first, and clips at 1e-7.',
    }),
    row('nd4j', 'LossMCXENT', 'sum-of-outputs', 1.32963, { words: 'Takes probabilities.' }),
    row('paddle', 'F.cross_entropy(input, label, use_softmax=False)', 'mean', 1.32963, {
      words: 'Takes probabilities.',
    }),
    row('scikit-learn', 'log_loss(y_true, y_pred)', 'mean', 1.32963, {
      words: 'Takes probabilities. The loss ends at 36.04.',
    }),
  ],
}

export const focal: LossDialects = {
  yardstick: 'Lossglass',
  value: 1.0286537,
  sample: {
    inputs: {
      predictions: [
        [2, 1, 0.1],
        [0.5, 2.5, 0.3],
      ],
    },
    targets: { targets: [0, 2] },
  },
  rows: [
    row(
      'keras',
      'CategoricalFocalCrossentropy(alpha=0.25, gamma=2.0, from_logits=True)',
      'mean',
      0.25716344,
      { factor: 0.25, words: 'Alpha 0.25 multiplies every class.' },
    ),
    row('kornia', 'focal_loss(pred, target, alpha=None, gamma=2.0, reduction="none")', 'none', 0.34288457, {
      factor: '1/classes',
      words:
        'Alpha has no default. Returns a number for each class, so that a mean divides by the classes too.',
    }),
    row('kornia', 'focal_loss(pred, target, alpha=0.25)', 'none', 0.089762167, {
      factor: null,
      words: 'Class 0 gets 1 - alpha, every other class alpha. A mean divides by the classes too.',
    }),
    row('monai', 'losses.FocalLoss(gamma=2.0, use_softmax=False)', 'mean', 0.59818417, {
      factor: null,
      words: 'A sigmoid for each class by default, and the mean is over the classes too.',
    }),
    row('monai', 'losses.FocalLoss(use_softmax=True)', 'mean', 0.34288457, {
      factor: '1/classes',
      words: 'The mean is over the classes too.',
    }),
  ],
}

export const ctc: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.99204971,
  sample: {
    inputs: {
      predictions: [
        [
          [1, 2, 0.5],
          [1, 2, 0.5],
        ],
        [
          [0.2, 1, 2],
          [0.2, 1, 2],
        ],
        [
          [2, 1, 0.1],
          [2, 1, 0.1],
        ],
      ],
    },
    targets: {
      targets: [
        [1, 2],
        [1, 0],
      ],
      targetLengths: [2, 1],
    },
    given: 'logits',
  },
  rows: [
    row(
      'torch',
      'F.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0)',
      'mean',
      0.99204971,
      {
        words: 'Takes log-probabilities. The mean divides each loss by the length of its target first.',
        also: ['nn.CTCLoss'],
      },
    ),
    row('keras', 'CTC()', 'mean', 1.2635379, {
      factor: null,
      words: 'Takes logits. Nothing is divided by the length of the targets.',
    }),
    row('mxnet', 'CTCLoss()', 'per-sample', 1.2635378, {
      factor: null,
      words:
        'Takes logits, and the blank is the last class. Nothing is divided by the length of the targets.',
    }),
    row(
      'optax',
      'ctc_loss(logits, logit_paddings, labels, label_paddings, log_epsilon=-1e5)',
      'per-sample',
      1.2635378,
      {
        factor: null,
        words:
          'Takes logits. An impossible target costs about 1e5 instead of infinity. Nothing is divided by the length of the targets.',
      },
    ),
    row('paddle', 'F.ctc_loss(log_probs, labels, input_lengths, label_lengths)', 'mean', 0.99204969, {
      words: 'Takes logits in spite of the name log_probs.',
    }),
  ],
}
