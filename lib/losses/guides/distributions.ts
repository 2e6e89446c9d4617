/** Guides to the losses of one distribution against another. */
import { code, type LossGuide } from './guide.ts'

export const klDiv: LossGuide = {
  summary: 'How much is lost by using the predicted distribution in place of the true one, in nats.',
  shapes:
    'predictions [n, C], log-probabilities; targets [n, C], probabilities (log-probabilities with logTarget). One number per class; use the reduction batchmean.',
  useWhen: [
    'The target is a whole distribution: a teacher’s output (distillation), annotators who disagree, a prior.',
    'Zero should mean “equal”: unlike cross-entropy, it is 0 when both are the same.',
  ],
  sensitiveTo: [
    'The order: it is not symmetric. Target first in the formula, prediction in the logarithm.',
    'Classes with probability 0 in the prediction and not in the target: the divergence is infinite there.',
    'The reduction: mean divides by n · C and makes it C times too small; batchmean is the mathematical one.',
  ],
  mistake: {
    title: 'Probabilities instead of log-probabilities',
    text: 'A divergence of two distributions is never negative. Given probabilities as the prediction, the result usually is: that is the sign.',
    wrong: {
      pytorch: code`
        loss = F.kl_div(torch.softmax(logits, dim=-1), target, reduction="batchmean")
      `,
      typescript: code`
        evaluate(lossOf('kl-div'), {
          inputs: { predictions: tensorOf([[0.5, 0.5]]) },
          targets: { targets: tensorOf([[0.5, 0.5]]) },
        }, { reduction: 'batchmean' }).value // → -1.1931
      `,
      keras: code`
        # Keras takes probabilities on both sides; log-probabilities are the mistake here
        loss = keras.losses.KLDivergence()(target, ops.log_softmax(logits))
      `,
    },
    right: {
      pytorch: code`
        loss = F.kl_div(F.log_softmax(logits, dim=-1), target, reduction="batchmean")
      `,
      typescript: code`
        evaluate(lossOf('kl-div'), {
          inputs: { predictions: tensorOf([[Math.log(0.5), Math.log(0.5)]]) },
          targets: { targets: tensorOf([[0.5, 0.5]]) },
        }, { reduction: 'batchmean' }).value // → 0
      `,
      keras: code`
        loss = keras.losses.KLDivergence()(target, ops.softmax(logits))
      `,
    },
  },
  relatives: [
    {
      id: 'cross-entropy',
      difference: 'with soft targets has the same gradient, and a floor at the entropy of the target.',
    },
    { id: 'nll', difference: 'is the case of a target that is sure of one class.' },
  ],
  sources: [
    'Kullback and Leibler, On Information and Sufficiency, 1951',
    'Hinton and others, Distilling the Knowledge in a Neural Network, 2015',
  ],
}
