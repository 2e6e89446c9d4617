/** Focal losses: the cross-entropy, with what is already easy counting less. */
import { bits, elementwise } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { largestAt, requireClass, shapeOfClasses, softmax } from './classes.ts'
import { sigmoid, softplus } from './logistic.ts'

type FocalParams = { alpha: number; gamma: number }

const gamma = {
  kind: 'number',
  default: 2,
  min: 0,
  meaning: 'how much what is already right is played down; 0 is the cross-entropy',
} as const

/** The derivative of (1 − e^−ce)^gamma·ce by ce; `wrong` is 1 − e^−ce and `right` is e^−ce. */
function focalSlope(ce: number, wrong: number, right: number, gamma: number): number {
  // Where ce or e^−ce is 0 the second term vanishes, whatever the power beside it is.
  const second = ce === 0 || right === 0 || gamma === 0 ? 0 : gamma * wrong ** (gamma - 1) * right * ce
  return wrong ** gamma + second
}

/**
 * The multi-class focal loss: alpha·(1 − pt)^gamma·CE with pt = exp(−CE), for logits [n, C] and class indices [n];
 * the unreduced losses are [n], `mean` divides by n.
 */
export const focal: Loss<FocalParams> = {
  id: 'focal',
  title: 'Focal loss',
  family: 'classification',
  formula: String.raw`-\alpha\,(1 - p_y)^\gamma \log p_y,\quad p = \operatorname{softmax}(x)`,
  expects: { inputs: { predictions: 'logits' }, targets: 'class' },
  lowerBound: () => 0,
  parameters: {
    alpha: { kind: 'number', default: 1, min: 0, meaning: 'a factor for the whole loss' },
    gamma,
  },
  reference: 'Lin et al. 2017',
  unreducedShape: (batch) =>
    shapeOfClasses(
      'focal',
      tensorNamed(batch.inputs, 'predictions'),
      tensorNamed(batch.targets, 'targets'),
      null,
    ),
  perExample(batch, { alpha, gamma }, into) {
    const logits = tensorNamed(batch.inputs, 'predictions')
    const [rows = 0, classes = 0] = logits.shape
    const x = logits.data
    const labels = tensorNamed(batch.targets, 'targets').data
    const gradient = gradientNamed(into, 'predictions')
    for (let row = 0; row < rows; row++) {
      const label = labels[row] as number
      requireClass(label, classes, row)
      const start = row * classes
      const end = start + classes
      const largest = largestAt(x, start, end, 1)
      const logSum = softmax(x, gradient, start, end, 1, largest)
      const ce = (x[largest] as number) - (x[start + label] as number) + logSum
      const wrong = -Math.expm1(-ce)
      into.values[row] = alpha * wrong ** gamma * ce
      const slope = alpha * focalSlope(ce, wrong, Math.exp(-ce), gamma)
      // The derivative of the cross-entropy is the softmax, less 1 for the class; −wrong keeps its digits near 0.
      for (let k = start; k < end; k++) gradient[k] = slope * (gradient[k] as number)
      gradient[start + label] = -slope * wrong
    }
    return rows
  },
  chanceLevel({ classes }, { alpha, gamma }) {
    return classes === undefined ? null : alpha * (1 - 1 / classes) ** gamma * Math.log(classes)
  },
  floor: () => 0,
}

function factorOf(alpha: number, y: number): number {
  if (alpha < 0) return 1
  return y === 1 ? alpha : 1 - alpha
}

/** torchvision's `sigmoid_focal_loss`: logits of any shape against bits of that shape; alpha weighs 1, 1 − alpha weighs 0. */
export const sigmoidFocal: Loss<FocalParams> = {
  id: 'sigmoid-focal',
  title: 'Sigmoid focal loss',
  family: 'classification',
  formula: String.raw`-\alpha_t\,(1 - p_t)^\gamma \log p_t,\quad p_t = \sigma(\pm x)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'bit' },
  lowerBound: () => 0,
  parameters: {
    alpha: {
      kind: 'number',
      default: 0.25,
      max: 1,
      meaning: 'the factor of positives; 1 − alpha is that of negatives; below 0 there is none',
    },
    gamma,
  },
  reference: 'torchvision sigmoid_focal_loss; Lin et al. 2017',
  ...elementwise<FocalParams>({
    // With z = ±x, positive on the right side: pt = σ(z), 1 − pt = σ(−z) and the cross-entropy is log(1 + e^−z).
    value(x, y, { alpha, gamma }) {
      const z = y === 1 ? x : -x
      return factorOf(alpha, y) * sigmoid(-z) ** gamma * softplus(-z)
    },
    slope(x, y, { alpha, gamma }) {
      const z = y === 1 ? x : -x
      const wrong = sigmoid(-z)
      const down = wrong * focalSlope(softplus(-z), wrong, sigmoid(z), gamma)
      return factorOf(alpha, y) * (y === 1 ? -down : down)
    },
    targets: bits,
  }),
  floor: () => 0,
}
