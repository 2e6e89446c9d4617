/** Overlaps of masks in other libraries. Measured by calling each library on the sample; versions are in libraries.ts. */
import { type LossDialects, row } from '../dialect.ts'

export const dice: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.32134601,
  sample: {
    inputs: {
      predictions: [
        [2, 0, -1, -2],
        [1, -1, 2, -3],
      ],
    },
    targets: {
      targets: [
        [1, 1, 0, 0],
        [1, 0, 0, 0],
      ],
    },
  },
  rows: [
    row('keras', 'Dice(axis=None)', 'mean', 0.36932844, {
      factor: null,
      words:
        'Takes probabilities. One fraction for the batch, without smoothing. An empty mask costs 1, even where nothing is marked.',
    }),
    row('kornia', 'dice_loss(pred, target, average="micro", eps=1e-8)', 'mean', 0.30918163, {
      factor: null,
      words:
        'A softmax over the channels, with the background as a class of its own, which makes the loss small.',
    }),
    row(
      'monai',
      'losses.DiceLoss(sigmoid=True, smooth_nr=1e-5, smooth_dr=1e-5, batch=False)',
      'mean',
      0.38397729,
      {
        factor: null,
        words:
          'A fraction for each image, smoothed by 1e-5. Without sigmoid=True it takes logits for probabilities.',
      },
    ),
    row(
      'optax',
      'binary_dice_loss(predictions, targets, smooth=1.0, apply_sigmoid=True)',
      'per-sample',
      0.2360537,
      {
        factor: null,
        words: 'A fraction for each sample. Its smooth 1 stands beside I, not 2I: smooth 2 in Lossglass.',
      },
    ),
    row('paddle', 'F.dice_loss(input, label, epsilon=1e-5)', 'mean', 0.3091825, {
      factor: null,
      words: 'Takes probabilities of all classes: background and foreground in one fraction for each sample.',
    }),
    row(
      'segmentation-models-pytorch',
      'losses.DiceLoss("binary", from_logits=True, smooth=0.0, eps=1e-7)',
      'mean',
      0.36932838,
      {
        factor: null,
        words: 'One fraction for the batch, without smoothing. An empty mask costs 0 whatever is marked.',
      },
    ),
  ],
}

export const iou: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.44284984,
  sample: {
    inputs: {
      predictions: [
        [2, 0, -1, -2],
        [1, -1, 2, -3],
      ],
    },
    targets: {
      targets: [
        [1, 1, 0, 0],
        [1, 0, 0, 0],
      ],
    },
  },
  rows: [
    row('monai', 'losses.DiceLoss(jaccard=True, sigmoid=True)', 'mean', 0.54454052, {
      factor: null,
      words: 'A fraction for each image: 2I + s over twice the union + s, with s 1e-5.',
    }),
    row(
      'segmentation-models-pytorch',
      'losses.JaccardLoss("binary", from_logits=True, smooth=0.0, eps=1e-7)',
      'mean',
      0.53943002,
      { factor: null, words: 'One fraction for the batch, without smoothing.' },
    ),
  ],
}

export const tversky: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.2606925,
  sample: {
    inputs: {
      predictions: [
        [2, 0, -1, -2],
        [1, -1, 2, -3],
      ],
    },
    targets: {
      targets: [
        [1, 1, 0, 0],
        [1, 0, 0, 0],
      ],
    },
    params: { alpha: 0.3, beta: 0.7 },
  },
  rows: [
    row('keras', 'Tversky(alpha=0.3, beta=0.7, axis=None)', 'mean', 0.39453942, {
      factor: null,
      words:
        'Alpha weighs false negatives and beta false positives, the other way round. Both are 0.5 unless given.',
    }),
    row('kornia', 'tversky_loss(pred, target, alpha, beta, eps=1e-8)', 'mean', 0.3179062, {
      factor: null,
      words:
        'A softmax over the channels and a mean over the classes, background included: a false positive of one is a false negative of the other.',
    }),
    row(
      'monai',
      'losses.TverskyLoss(sigmoid=True, alpha=0.3, beta=0.7, smooth_nr=1e-5, smooth_dr=1e-5)',
      'mean',
      0.35649237,
      {
        factor: null,
        words: 'A fraction for each image, smoothed by 1e-5. Alpha and beta are 0.5 unless given.',
      },
    ),
    row(
      'optax',
      'dice_loss(predictions, targets, alpha=0.3, beta=0.7, smooth=1.0)',
      'per-sample',
      0.21394169,
      { factor: null, words: 'A fraction for each sample. Alpha and beta are 0.5 unless given.' },
    ),
    row(
      'segmentation-models-pytorch',
      'losses.TverskyLoss("binary", alpha=0.3, beta=0.7, gamma=1.0, smooth=0.0)',
      'mean',
      0.34192663,
      { factor: null, words: 'No smoothing. Alpha and beta are 0.5 unless given.' },
    ),
  ],
}
