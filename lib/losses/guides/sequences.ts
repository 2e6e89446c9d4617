/** The guide to the loss of sequences whose places in time are not marked. */
import { code, type LossGuide } from './guide.ts'

export const ctc: LossGuide = {
  summary:
    'How unlikely the model finds the sequence, over all ways of spreading its symbols, and blanks between them, over the steps of time.',
  shapes:
    'predictions [T, n, C], log-probabilities of C symbols, the blank among them, at T steps; targets [n, S] without blanks. Beside them among the targets inputLengths and targetLengths [n], where not all steps and symbols count. [T, C] against [S] is one sample.',
  useWhen: [
    'Speech, handwriting, text in pictures: the symbols and their order are known, where each of them stands is not.',
    'There are at least as many steps as symbols, and one more for each symbol that follows itself.',
  ],
  sensitiveTo: [
    'Sequences too long for their steps: no way of writing them exists, and the loss is Infinity. One such sample spoils the batch, unless zeroInfinity is set.',
    'The blank: it must have an index of its own, 0 by default, that no symbol uses.',
    'The start: models say “blank” everywhere at first, and stay there for a while. That is usual.',
  ],
  mistake: {
    title: 'Logits instead of log-probabilities',
    text: 'The loss does not normalise. Given logits it is no probability’s logarithm: it goes below zero and falls without end, while the model learns to make all of its outputs larger.',
    wrong: {
      pytorch: code`
        loss = F.ctc_loss(logits, targets, input_lengths, target_lengths)
      `,
      typescript: code`
        evaluate(lossOf('ctc'), {
          inputs: { predictions: tensorOf([[0, 4, 0], [0, 0, 4]]) },
          targets: { targets: tensorOf([1, 2]) },
        }, { reduction: 'sum' }).value // → -8
      `,
      keras: code`
        # Keras takes logits, and the blank is its class 0; log-probabilities do no harm there
        loss = keras.losses.CTC()(targets, logits)
      `,
    },
    right: {
      pytorch: code`
        log_probs = F.log_softmax(logits, dim=-1)  # [T, n, C]
        loss = F.ctc_loss(log_probs, targets, input_lengths, target_lengths, zero_infinity=True)
      `,
      typescript: code`
        const logSum = Math.log(Math.exp(4) + 2)
        evaluate(lossOf('ctc'), {
          inputs: { predictions: tensorOf([[0, 4, 0], [0, 0, 4]].map((row) => row.map((x) => x - logSum))) },
          targets: { targets: tensorOf([1, 2]) },
        }, { reduction: 'sum' }).value // → 0.072
      `,
      keras: code`
        loss = keras.losses.CTC()(targets, logits)  # [n, T, C]
      `,
    },
  },
  relatives: [
    { id: 'cross-entropy', difference: 'needs to know which symbol stands at which step.' },
    { id: 'nll', difference: 'takes log-probabilities too, for one class each.' },
  ],
  sources: ['Graves and others, Connectionist Temporal Classification, 2006'],
}
