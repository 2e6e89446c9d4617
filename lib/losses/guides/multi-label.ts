/** The guide to the loss of several labels at once. */
import { code, type LossGuide } from './guide.ts'

export const multilabelSoftMargin: LossGuide = {
  summary: 'A yes-or-no cross-entropy for each label, averaged over the labels of a sample.',
  shapes: 'predictions and targets [n, C]: a logit and a 0 or 1 for each of C labels. One loss per sample.',
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
