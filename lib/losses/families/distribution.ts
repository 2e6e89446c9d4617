/** Losses of log-probabilities, which a log-softmax gives. */
import { elementwise, type Range } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { classPriorEntropy, layoutOf, requireClass, shapeOfClasses } from './classes.ts'

type NllParams = { weight: Float64Array | null; ignoreIndex: number }

/**
 * PyTorch's `NLLLoss`: minus the log-probability of the class, for log-probabilities [n, C] or [n, C, d] and class
 * indices [n] or [n, d], or [C] and one class index. `weight` [C] multiplies the classes, a target of `ignoreIndex`
 * counts nowhere; `mean` divides by the sum of the weights of the targets not ignored.
 */
export const nll: Loss<NllParams> = {
  id: 'nll',
  title: 'Negative log-likelihood',
  family: 'classification',
  formula: '-w_y\\,x_y',
  expects: { inputs: { predictions: 'log-probabilities' }, targets: 'class' },
  // Nothing keeps what is no logarithm of a probability from being above 0.
  lowerBound: () => null,
  parameters: {
    weight: { kind: 'numbers', default: null, min: 0, meaning: 'a factor for each class' },
    ignoreIndex: {
      kind: 'number',
      default: -100,
      integer: true,
      meaning: 'the class index that counts nowhere',
    },
  },
  reference: 'PyTorch NLLLoss',
  unreducedShape(batch, { weight }) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    return shapeOfClasses('nll', predictions, tensorNamed(batch.targets, 'targets'), weight)
  },
  perExample(batch, { weight, ignoreIndex }, into) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    const { samples, classes, places } = layoutOf(predictions)
    const labels = tensorNamed(batch.targets, 'targets').data
    const gradient = gradientNamed(into, 'predictions')
    gradient.fill(0, 0, predictions.data.length)
    let denominator = 0
    for (let position = 0; position < samples * places; position++) {
      const label = labels[position] as number
      into.values[position] = 0
      if (label === ignoreIndex) continue
      const row = Math.floor(position / places)
      requireClass(label, classes, row)
      const w = weight ? (weight[label] as number) : 1
      const own = (row * classes + label) * places + (position % places)
      if (w !== 0) into.values[position] = -w * (predictions.data[own] as number)
      gradient[own] = -w
      denominator += w
    }
    return denominator
  },
  telltales: ({ classPrior }, { weight }) => (weight ? [] : classPriorEntropy(classPrior)),
  chanceLevel: ({ classes }) => (classes === undefined ? null : Math.log(classes)),
  floor: () => 0,
}

const weights: Range = { holds: (y) => y >= 0, rule: 'a target must be at least 0' }

type KlDivParams = { logTarget: boolean }

/**
 * PyTorch's `KLDivLoss`: y·(ln y − x) for log-probabilities x and probabilities y, or log-probabilities y with
 * `logTarget`; what y sums to is not asked. Any shape, equal to the targets'. `mean` divides by all entries;
 * `batchmean`, which divides by the samples, is the divergence itself.
 */
export const klDiv: Loss<KlDivParams> = {
  id: 'kl-div',
  title: 'Kullback–Leibler divergence',
  family: 'distribution',
  formula: String.raw`y\,(\log y - x)`,
  expects: { inputs: { predictions: 'log-probabilities' }, targets: 'distribution' },
  expectsWith: ({ logTarget }) => ({
    inputs: { predictions: 'log-probabilities' },
    targets: logTarget ? 'log-distribution' : 'distribution',
  }),
  // Single entries may be below 0; their sum is not, for distributions.
  lowerBound: () => null,
  parameters: {
    logTarget: { kind: 'flag', default: false, meaning: 'the targets are logarithms of probabilities' },
  },
  reference: 'PyTorch KLDivLoss; Kullback and Leibler 1951',
  reductions: ['mean', 'sum', 'none', 'batchmean'],
  ...elementwise<KlDivParams>({
    value(x, y, { logTarget }) {
      const probability = logTarget ? Math.exp(y) : y
      // What has probability 0 costs nothing, even where the prediction rules it out.
      return probability === 0 ? 0 : probability * ((logTarget ? y : Math.log(y)) - x)
    },
    slope: (_x, y, { logTarget }) => -(logTarget ? Math.exp(y) : y),
    targets: ({ logTarget }) => (logTarget ? null : weights),
  }),
  floor: () => 0,
}
