/** Focal losses: the cross-entropy, with what is already easy counting less. */
import { elementwise, shares } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { largestAt, layoutOf, requireClass, shapeOfClasses, softmax } from './classes.ts'
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
 * The multi-class focal loss: alpha·(1 − pt)^gamma·CE with pt = exp(−CE), for logits [n, C] or [n, C, d] and class
 * indices [n] or [n, d], or [C] and one class index. `mean` divides by the number of class indices.
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
    const { samples, classes, places } = layoutOf(logits)
    const x = logits.data
    const labels = tensorNamed(batch.targets, 'targets').data
    const gradient = gradientNamed(into, 'predictions')
    for (let position = 0; position < samples * places; position++) {
      const row = Math.floor(position / places)
      const label = labels[position] as number
      requireClass(label, classes, row)
      const start = row * classes * places + (position % places)
      const end = start + classes * places
      const own = start + label * places
      const largest = largestAt(x, start, end, places)
      const logSum = softmax(x, gradient, start, end, places, largest)
      const ce = (x[largest] as number) - (x[own] as number) + logSum
      const wrong = -Math.expm1(-ce)
      into.values[position] = alpha * wrong ** gamma * ce
      const slope = alpha * focalSlope(ce, wrong, Math.exp(-ce), gamma)
      // The derivative of the cross-entropy is the softmax, less 1 for the class; −wrong keeps its digits near 0.
      for (let k = start; k < end; k += places) gradient[k] = slope * (gradient[k] as number)
      gradient[own] = -slope * wrong
    }
    return samples * places
  },
  chanceLevel({ classes }, { alpha, gamma }) {
    return classes === undefined ? null : alpha * (1 - 1 / classes) ** gamma * Math.log(classes)
  },
  floor: () => 0,
}

function factorOf(alpha: number, y: number): number {
  return alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y)
}

/** A target between 0 and 1: the cross-entropy, how wrong the prediction is, and their derivatives by x. */
function softly(x: number, y: number) {
  const [p, q] = [sigmoid(x), sigmoid(-x)]
  return {
    ce: y * softplus(-x) + (1 - y) * softplus(x),
    down: (1 - y) * p - y * q,
    wrong: y * q + (1 - y) * p,
    turn: (1 - 2 * y) * p * q,
  }
}

/**
 * torchvision's `sigmoid_focal_loss`: logits of any shape against bits or probabilities of that shape; alpha weighs 1,
 * 1 − alpha weighs 0.
 */
export const sigmoidFocal: Loss<FocalParams> = {
  id: 'sigmoid-focal',
  title: 'Sigmoid focal loss',
  family: 'classification',
  formula: String.raw`-\alpha_t\,(1 - p_t)^\gamma \log p_t,\quad p_t = \sigma(\pm x)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'probability' },
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
    // For a bit, with z = ±x, positive on the right side: pt = σ(z), 1 − pt = σ(−z), the cross-entropy log(1 + e^−z).
    value(x, y, { alpha, gamma }) {
      if (y > 0 && y < 1) {
        const { ce, wrong } = softly(x, y)
        return factorOf(alpha, y) * wrong ** gamma * ce
      }
      const z = y === 1 ? x : -x
      return factorOf(alpha, y) * sigmoid(-z) ** gamma * softplus(-z)
    },
    slope(x, y, { alpha, gamma }) {
      if (y > 0 && y < 1) {
        const { ce, down, wrong, turn } = softly(x, y)
        return factorOf(alpha, y) * (wrong ** gamma * down + gamma * wrong ** (gamma - 1) * turn * ce)
      }
      const z = y === 1 ? x : -x
      const wrong = sigmoid(-z)
      const down = wrong * focalSlope(softplus(-z), wrong, sigmoid(z), gamma)
      return factorOf(alpha, y) * (y === 1 ? -down : down)
    },
    targets: shares,
  }),
  floor: () => 0,
}
