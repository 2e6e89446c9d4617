/** Guides to the losses of a yes-or-no question, asked as a probability. */
import { evaluate } from '../evaluate.ts'
import { lossOf } from '../registry.ts'
import { tensorOf } from '../tensor.ts'
import { code, type LossGuide } from './guide.ts'

const anyShape =
  'predictions and targets of one shape: [n] for one question per sample, [n, k] for k labels of which any number may be true.'

/** The loss of one number against one target, as the library computes it. */
function lossAt(id: string, prediction: number, target: number): number {
  return evaluate(lossOf(id), {
    inputs: { predictions: tensorOf([[prediction]]) },
    targets: { targets: tensorOf([[target]]) },
  }).value
}

export const bceWithLogits: LossGuide = {
  summary:
    'The negative log-probability of the right answer to a yes-or-no question, from the logit of “yes”.',
  shapes: `${anyShape} Targets are 0, 1 or anything between. weight and posWeight line up from the last axis: one number per label, or [n, 1] for one per sample.`,
  useWhen: [
    'Two classes, or several labels that may be true at the same time (multi-label).',
    'Masks of images, pixel by pixel.',
  ],
  sensitiveTo: [
    'Imbalance: with 1 % positives, “no” everywhere already gets a small loss. posWeight = negatives / positives balances it.',
    'Wrong labels: the loss grows in proportion to the logit of what is surely wrong.',
    'In multi-label data, labels that are almost never true: the mean over all labels hides them.',
  ],
  mistake: {
    title: 'A sigmoid before it',
    text: 'The loss takes the sigmoid itself. Given probabilities, a perfect model stays at 0.3133 on positives and 0.6931 on negatives, and its gradients are at most a quarter.',
    wrong: {
      pytorch: code`
        p = torch.sigmoid(model(inputs))
        loss = F.binary_cross_entropy_with_logits(p, y)
      `,
      typescript: code`
        evaluate(lossOf('bce-with-logits'), {
          inputs: { predictions: tensorOf([1, 0]) }, // perfect probabilities
          targets: { targets: tensorOf([1, 0]) },
        }).value // → 0.5032
      `,
      keras: code`
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
      `,
    },
    right: {
      pytorch: code`
        loss = F.binary_cross_entropy_with_logits(model(inputs), y)
      `,
      typescript: code`
        evaluate(lossOf('bce-with-logits'), {
          inputs: { predictions: tensorOf([12, -12]) }, // logits
          targets: { targets: tensorOf([1, 0]) },
        }).value < 0.0001 // → true
      `,
      keras: code`
        model.add(keras.layers.Dense(1))
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
      `,
    },
  },
  tellingValues: [
    {
      value: lossAt('bce-with-logits', 1, 1),
      origin: 'ln(1 + 1/e)',
      meaning: 'A perfect positive after two sigmoids: the model has one too many.',
    },
    {
      value: lossAt('bce-with-logits', 0, 0),
      origin: 'ln 2',
      meaning:
        'At the start: a logit of 0, no opinion. As a plateau: no signal, or perfect negatives after two sigmoids.',
    },
  ],
  relatives: [
    { id: 'bce', difference: 'takes the probability and loses its precision and gradient near 0 and 1.' },
    { id: 'cross-entropy', difference: 'lets the classes compete: exactly one is true.' },
    { id: 'sigmoid-focal', difference: 'turns down easy answers.' },
    { id: 'soft-margin', difference: 'is this with labels −1 and 1.' },
    { id: 'multilabel-soft-margin', difference: 'is this averaged over the labels of each sample first.' },
  ],
}

export const bce: LossGuide = {
  summary:
    'The negative log-probability of the right answer to a yes-or-no question, from the probability of “yes”.',
  shapes: `${anyShape} Predictions from 0 to 1, targets 0, 1 or anything between. weight lines up from the last axis.`,
  useWhen: [
    'The probabilities come from something that has no logit: an average of models, a product of probabilities.',
  ],
  sensitiveTo: [
    'Exact 0 and 1: the logarithm is held at −100 (PyTorch) or the probability at 1e-7 (Keras), and the gradient beyond is gone or huge.',
    'Imbalance and wrong labels, as with logits.',
  ],
  mistake: {
    title: 'Giving it logits',
    text: 'It wants numbers from 0 to 1. PyTorch and Lossglass refuse anything else. Keras clips in silence, so a logit of −3 counts as a sure “no” and the loss sits at 16.118 on each positive it misses.',
    wrong: {
      pytorch: code`
        loss = F.binary_cross_entropy(model(inputs), y)
        # RuntimeError: all elements of input should be between 0 and 1
      `,
      typescript: code`
        evaluate(lossOf('bce'), {
          inputs: { predictions: tensorOf([-3]) },
          targets: { targets: tensorOf([1]) },
        }).value // → refused
      `,
      keras: code`
        model.add(keras.layers.Dense(1))  # a logit
        model.compile(optimizer="adam", loss="binary_crossentropy")  # from_logits=False
      `,
    },
    right: {
      pytorch: code`
        loss = F.binary_cross_entropy_with_logits(model(inputs), y)
      `,
      typescript: code`
        evaluate(lossOf('bce-with-logits'), {
          inputs: { predictions: tensorOf([-3]) },
          targets: { targets: tensorOf([1]) },
        }).value // → 3.0486
      `,
      keras: code`
        model.add(keras.layers.Dense(1))
        model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))
      `,
    },
  },
  tellingValues: [
    {
      value: lossAt('bce', 1e-7, 1),
      origin: '−ln 1e-7',
      meaning:
        'A probability clipped at 1e-7 (Keras): surely wrong, and often a logit where a probability belongs.',
    },
    {
      value: lossAt('bce', 1e-12, 1),
      origin: '−ln 1e-12',
      meaning: 'A probability clipped at 1e-12: a saturated output that is wrong.',
    },
    {
      value: lossAt('bce', 0, 1),
      origin: 'the clamp at −100',
      meaning: 'A probability of exactly 0 for what is true: the sigmoid has saturated in float32.',
    },
    { value: lossAt('bce', 0.5, 1), origin: 'ln 2', meaning: 'No opinion: every probability is one half.' },
  ],
  relatives: [
    {
      id: 'bce-with-logits',
      difference: 'does the same from the logit, exactly and without clamps. Prefer it.',
    },
    { id: 'nll', difference: 'is its counterpart for several classes.' },
  ],
}

export const sigmoidFocal: LossGuide = {
  summary:
    'Binary cross-entropy from logits, turned down by (1 − p)^gamma for answers that are already right.',
  shapes: `${anyShape} Targets are 0, 1 or anything between.`,
  useWhen: [
    'Dense detection and masks, with a thousand easy negatives for each positive.',
    'Multi-label data where most labels are absent most of the time.',
  ],
  sensitiveTo: [
    'alpha: it is the weight of the positives, and the usual 0.25 weighs them less than the negatives, since gamma has already turned those down.',
    'Normalisation: detectors divide the sum by the number of positives; the mean over all anchors is very small.',
    'Wrong labels, which are the hardest samples of all.',
  ],
  mistake: {
    title: 'Reading alpha as the share of the positives',
    text: 'alpha multiplies the positives and 1 − alpha the negatives. Setting it to the share of the positives, say 0.05, makes the rare ones count even less.',
    wrong: {
      pytorch: code`
        # 5 % positives
        loss = torchvision.ops.sigmoid_focal_loss(logits, y, alpha=0.05, reduction="mean")
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([-1]) }, targets: { targets: tensorOf([1]) } }
        evaluate(lossOf('sigmoid-focal'), batch, { params: { alpha: 0.05, gamma: 2 } }).value // → 0.0351
      `,
      keras: code`
        loss = keras.losses.BinaryFocalCrossentropy(
            apply_class_balancing=True, alpha=0.05, from_logits=True)
      `,
    },
    right: {
      pytorch: code`
        loss = torchvision.ops.sigmoid_focal_loss(logits, y, alpha=0.75, reduction="sum")
        loss = loss / y.sum().clamp(min=1)
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([-1]) }, targets: { targets: tensorOf([1]) } }
        evaluate(lossOf('sigmoid-focal'), batch, { params: { alpha: 0.75, gamma: 2 } }).value // → 0.5264
      `,
      keras: code`
        loss = keras.losses.BinaryFocalCrossentropy(
            apply_class_balancing=True, alpha=0.75, gamma=2.0, from_logits=True)
      `,
    },
  },
  relatives: [
    {
      id: 'bce-with-logits',
      difference: 'is twice this at gamma = 0 and alpha = 0.5; posWeight balances it instead.',
    },
    { id: 'focal', difference: 'is the same idea for one class out of several.' },
  ],
  sources: ['Lin and others, Focal Loss for Dense Object Detection, 2017'],
}
