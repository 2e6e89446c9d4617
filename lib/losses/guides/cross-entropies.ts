/** Guides to the losses of one class out of several. */
import { evaluate } from '../evaluate.ts'
import { lossOf } from '../registry.ts'
import { tensorOf } from '../tensor.ts'
import { code, type LossGuide } from './guide.ts'

const logitsAndClass =
  'predictions [n, C], one row of logits per sample; targets [n], whole numbers from 0 to C − 1.'

/** The loss of a model that is right and sure, after a softmax too many: its probabilities stand as logits. */
function afterTwoSoftmaxes(classes: number): number {
  const sure = Array.from({ length: classes }, (_, c) => (c === 0 ? 1 : 0))
  const batch = { inputs: { predictions: tensorOf([sure]) }, targets: { targets: tensorOf([0]) } }
  return evaluate(lossOf('cross-entropy'), batch).value
}

export const crossEntropy: LossGuide = {
  summary: 'The negative logarithm of the probability that the model gives to the right class.',
  shapes: `${logitsAndClass} Or targets [n, C], a probability for each class; or [n, C, d] against [n, d] for d places of a sample; or [C] against one class.`,
  useWhen: [
    'Each sample belongs to exactly one of C classes. This is the default, with good reason.',
    'Probabilities are needed and not only the best class.',
  ],
  sensitiveTo: [
    'Wrong labels: a sample that is surely wrong costs without limit. Label smoothing of 0.1 takes the edge off.',
    'Class imbalance: frequent classes make up the sum. Give weight to the rare ones (--class-weights balanced).',
    'Overconfidence late in training: validation loss rises while accuracy still does too.',
  ],
  mistake: {
    title: 'A softmax before it',
    text: 'The loss takes the softmax itself. Given probabilities it takes it twice: even a perfect model gets stuck at ln(1 + (C − 1)/e), the gradients shrink and the accuracy looks almost normal.',
    wrong: {
      pytorch: code`
        p = torch.softmax(model(inputs), dim=-1)
        loss = F.cross_entropy(p, y)
      `,
      typescript: code`
        evaluate(lossOf('cross-entropy'), {
          inputs: { predictions: tensorOf([[1, 0, 0]]) }, // perfect probabilities
          targets: { targets: tensorOf([0]) },
        }).value // → 0.5514
      `,
      keras: code`
        model.add(keras.layers.Dense(10, activation="softmax"))
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
      `,
    },
    right: {
      pytorch: code`
        logits = model(inputs)
        loss = F.cross_entropy(logits, y)
      `,
      typescript: code`
        evaluate(lossOf('cross-entropy'), {
          inputs: { predictions: tensorOf([[12, 0, 0]]) }, // logits
          targets: { targets: tensorOf([0]) },
        }).value < 0.0001 // → true
      `,
      keras: code`
        model.add(keras.layers.Dense(10))
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
      `,
    },
  },
  tellingValues: [2, 3, 10].map((classes) => ({
    value: afterTwoSoftmaxes(classes),
    origin: `ln(1 + ${classes - 1}/e)`,
    meaning: `As a plateau with ${classes} classes: a softmax too many. It cannot get lower.`,
  })),
  relatives: [
    {
      id: 'nll',
      difference: 'is the second half of this: it takes log-probabilities, with the log-softmax left to you.',
    },
    { id: 'focal', difference: 'turns down what is already right, for many easy samples.' },
    {
      id: 'bce-with-logits',
      difference: 'asks a yes-or-no question for each label, so several may be true.',
    },
    { id: 'kl-div', difference: 'differs by the entropy of the target only, when that is a distribution.' },
    {
      id: 'multi-margin',
      difference: 'stops once the right class leads by a margin, and gives no probabilities.',
    },
  ],
  sources: [
    'Good, Rational Decisions, 1952',
    'Label smoothing: Szegedy and others, Rethinking the Inception Architecture, 2016',
  ],
}

export const nll: LossGuide = {
  summary:
    'The negative of the log-probability that is given for the right class: cross-entropy without its softmax.',
  shapes:
    'predictions [n, C], log-probabilities (a log-softmax’s output); targets [n], whole numbers from 0 to C − 1. Or [n, C, d] against [n, d], or [C] against one class.',
  useWhen: [
    'The model ends in log-softmax already, or its log-probabilities come from elsewhere: a mixture, a beam search, an n-gram.',
  ],
  sensitiveTo: [
    'What it is given: it does not check that the rows are log-probabilities. Anything larger makes it negative.',
    'The rest as cross-entropy: wrong labels, class imbalance, overconfidence.',
  ],
  mistake: {
    title: 'Probabilities instead of log-probabilities',
    text: 'The loss is then minus a probability: it starts at about −1/C and ends at −1. A negative value is the sign.',
    wrong: {
      pytorch: code`
        p = torch.softmax(logits, dim=-1)
        loss = F.nll_loss(p, y)
      `,
      typescript: code`
        evaluate(lossOf('nll'), {
          inputs: { predictions: tensorOf([[0.7, 0.2, 0.1]]) },
          targets: { targets: tensorOf([0]) },
        }).value // → -0.7
      `,
      keras: code`
        loss = -ops.mean(ops.take_along_axis(ops.softmax(logits), y[:, None], axis=-1))
      `,
    },
    right: {
      pytorch: code`
        loss = F.nll_loss(F.log_softmax(logits, dim=-1), y)
      `,
      typescript: code`
        evaluate(lossOf('nll'), {
          inputs: { predictions: tensorOf([[0.7, 0.2, 0.1].map(Math.log)]) },
          targets: { targets: tensorOf([0]) },
        }).value // → 0.3567
      `,
      keras: code`
        loss = -ops.mean(ops.take_along_axis(ops.log_softmax(logits), y[:, None], axis=-1))
      `,
    },
  },
  relatives: [
    { id: 'cross-entropy', difference: 'takes logits and does the log-softmax itself, stably. Prefer it.' },
    { id: 'kl-div', difference: 'takes log-probabilities too, against a whole distribution.' },
  ],
}

export const focal: LossGuide = {
  summary:
    'Cross-entropy, turned down by (1 − p)^gamma for samples whose right class already has probability p.',
  shapes: `${logitsAndClass} Or [n, C, d] against [n, d] for d places of a sample; or [C] against one class.`,
  useWhen: [
    'Easy samples are so many that together they drown the hard ones: background against objects, normal against fraud.',
    'Class weights alone did not help.',
  ],
  sensitiveTo: [
    'Wrong labels: what is hard because it is wrongly labelled gets the most attention.',
    'gamma: 0 is cross-entropy, 2 the usual, 5 learns from mistakes almost alone.',
    'Calibration: probabilities come out less sure than they should be; the value is not comparable with cross-entropy.',
  ],
  mistake: {
    title: 'Applying the factor to the mean',
    text: 'The factor belongs to each sample. After averaging there is one probability for all, easy and hard samples get the same factor, and the loss does nothing but shrink.',
    wrong: {
      pytorch: code`
        ce = F.cross_entropy(logits, y)  # already the mean
        loss = (1 - torch.exp(-ce)) ** 2 * ce
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([[4, 0], [4, 0], [0, 2]]) },
          targets: { targets: tensorOf([0, 0, 0]) },
        }
        const ce = evaluate(lossOf('cross-entropy'), batch).value
        ;(1 - Math.exp(-ce)) ** 2 * ce // → 0.1903
      `,
      keras: code`
        ce = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, logits)
        loss = (1 - ops.exp(-ce)) ** 2 * ce
      `,
    },
    right: {
      pytorch: code`
        ce = F.cross_entropy(logits, y, reduction="none")
        loss = ((1 - torch.exp(-ce)) ** 2 * ce).mean()
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([[4, 0], [4, 0], [0, 2]]) },
          targets: { targets: tensorOf([0, 0, 0]) },
        }
        evaluate(lossOf('focal'), batch).value // → 0.55
      `,
      keras: code`
        ce = keras.losses.sparse_categorical_crossentropy(y, logits, from_logits=True)
        loss = ops.mean((1 - ops.exp(-ce)) ** 2 * ce)
      `,
    },
  },
  relatives: [
    { id: 'cross-entropy', difference: 'is this at gamma = 0 and alpha = 1.' },
    {
      id: 'sigmoid-focal',
      difference: 'is the same idea for yes-or-no labels, with alpha to balance the two sides.',
    },
  ],
  sources: ['Lin and others, Focal Loss for Dense Object Detection, 2017'],
}
