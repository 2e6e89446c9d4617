/** The guide to the loss of several labels at once. */
import { code, type LossGuide } from './guide.ts'

export const multilabelSoftMargin: LossGuide = {
  summary: 'A yes-or-no cross-entropy for each label, averaged over the labels of a sample.',
  shapes:
    'predictions and targets [n, C]: a logit and a 0 or 1 for each of C labels. One loss per sample. Of any other shape the last axis holds the labels.',
  useWhen: [
    'Several labels may be true at once, and each sample should count the same.',
    'Labels need weights of their own.',
  ],
  sensitiveTo: [
    'Labels that are rarely true, which the mean over labels hides.',
    'Wrong and missing labels: “not annotated” is read as “no”.',
  ],
  mistake: {
    title: 'Cross-entropy for several true labels',
    text: 'Softmax makes the labels compete. With k true labels of equal target 1 it cannot go below k·ln k, and raising one label lowers the others. The code runs, and the loss plateaus.',
    wrong: {
      pytorch: code`
        y = torch.tensor([[1., 1., 0.]])   # two labels
        loss = F.cross_entropy(logits, y)  # never below 2 ln 2
      `,
      typescript: code`
        const logSumExp = Math.log(Math.exp(9) + Math.exp(9) + Math.exp(-9))
        ;(logSumExp - 9) + (logSumExp - 9) // → 1.3863
      `,
      keras: code`
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)(y, logits)
      `,
    },
    right: {
      pytorch: code`
        loss = F.multilabel_soft_margin_loss(logits, y)
      `,
      typescript: code`
        evaluate(lossOf('multilabel-soft-margin'), {
          inputs: { predictions: tensorOf([[9, 9, -9]]) },
          targets: { targets: tensorOf([[1, 1, 0]]) },
        }).value // → 0.0001
      `,
      keras: code`
        loss = keras.losses.BinaryCrossentropy(from_logits=True)(y, logits)
      `,
    },
  },
  relatives: [
    {
      id: 'bce-with-logits',
      difference: 'gives one loss per label and takes soft targets; the mean is the same.',
    },
    { id: 'cross-entropy', difference: 'is for exactly one true class.' },
    { id: 'sigmoid-focal', difference: 'turns down the many easy absent labels.' },
  ],
}

export const multilabelMargin: LossGuide = {
  summary:
    'How far classes that are not there come within a margin of 1 of those that are, summed over all such pairs and divided by the number of classes.',
  shapes:
    'predictions [n, C], one row of scores per sample; targets [n, C], the indices of the classes that are there, then −1 up to the length C. [C] against [C] is one sample.',
  useWhen: [
    'Several classes may be there at once, and only their rank above the others counts.',
    'A support-vector classifier of several labels.',
  ],
  sensitiveTo: [
    'The number of classes that are there: each adds a term for each class that is not, so rows with many labels count more.',
    'Where to cut: the scores say an order, not how many classes are there. Choose a threshold afterwards.',
    'Samples without any class: they cost 0 and teach nothing.',
  ],
  mistake: {
    title: 'Zeros and ones as targets',
    text: 'The targets are a list of indices. A row of zeros and ones is read as “class 1, class 1, class 0”: numbers that are in range, so nothing complains, and the model learns classes 0 and 1 for every sample.',
    wrong: {
      pytorch: code`
        y = torch.tensor([[1, 1, 0, 0]])  # bits: classes 0 and 1
        loss = F.multilabel_margin_loss(scores, y)
      `,
      typescript: code`
        evaluate(lossOf('multilabel-margin'), {
          inputs: { predictions: tensorOf([[0, 0, 2, 2]]) },
          targets: { targets: tensorOf([[0, 0, 1, 1]]) }, // bits: classes 2 and 3 are there, and rank first
        }).value // → 6
      `,
      keras: code`
        # Keras has none; over bits it is
        pairs = 1 - scores[:, :, None] + scores[:, None, :]
        loss = ops.mean(ops.sum(ops.relu(pairs), axis=(1, 2)))  # all pairs: those of two present labels too
      `,
    },
    right: {
      pytorch: code`
        y = torch.tensor([[0, 1, -1, -1]])
        loss = F.multilabel_margin_loss(scores, y)
      `,
      typescript: code`
        evaluate(lossOf('multilabel-margin'), {
          inputs: { predictions: tensorOf([[0, 0, 2, 2]]) },
          targets: { targets: tensorOf([[2, 3, -1, -1]]) },
        }).value // → 0
      `,
      keras: code`
        pairs = 1 - scores[:, :, None] + scores[:, None, :]
        apart = bits[:, :, None] * (1 - bits[:, None, :])
        loss = ops.mean(ops.sum(apart * ops.relu(pairs), axis=(1, 2)) / scores.shape[-1])
      `,
    },
  },
  relatives: [
    { id: 'multi-margin', difference: 'is the case of exactly one class, and has a margin of your choice.' },
    { id: 'multilabel-soft-margin', difference: 'gives each label a probability, and so a place to cut.' },
    { id: 'margin-ranking', difference: 'compares two items instead of two classes of one.' },
  ],
}
