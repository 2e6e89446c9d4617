/** The cross-entropy of a class, taken from one logit per class. */
import { gradientNamed, type LossBatch, type PerExampleLoss, tensorNamed } from '../loss.ts'
import { requireSameShape, type Tensor } from '../tensor.ts'
import {
  classPriorEntropy,
  largestAt,
  layoutOf,
  requireClass,
  shapeOfClasses,
  softmax,
  softmaxTwice,
} from './classes.ts'

type CrossEntropyParams = { weight: Float64Array | null; labelSmoothing: number; ignoreIndex: number }

/** Targets with an axis of classes are probabilities, those without are class indices. */
function areProbabilities(logits: Tensor, targets: Tensor): boolean {
  return targets.shape.length === logits.shape.length && logits.shape.length > 1
}

function unreducedShape(batch: LossBatch, { weight }: CrossEntropyParams): readonly number[] {
  const logits = tensorNamed(batch.inputs, 'predictions')
  const targets = tensorNamed(batch.targets, 'targets')
  if (!areProbabilities(logits, targets))
    return shapeOfClasses('cross-entropy', logits, targets, weight, true)
  requireSameShape('predictions', logits, 'targets', targets)
  const [samples = 0, , ...rest] = logits.shape
  const shape = [samples, ...rest]
  return shapeOfClasses('cross-entropy', logits, { data: targets.data, shape }, weight)
}

/** Checks and returns the probability of a class at one place. */
function probabilityAt(targets: ArrayLike<number>, index: number, row: number): number {
  const probability = targets[index] as number
  if (!(probability >= 0 && probability <= 1))
    throw new Error(`Row ${row} of the targets holds the probability ${probability}: it must be from 0 to 1.`)
  return probability
}

/** The entropy of a class target smoothed by ε: (1 − ε + ε/C) for its class, ε/C for the others. */
function smoothedEntropy(smoothing: number, classes: number): number {
  const other = smoothing / classes
  const own = 1 - smoothing + other
  return -own * Math.log(own) - (classes - 1) * other * Math.log(other)
}

/**
 * PyTorch's `CrossEntropyLoss`: logits [n, C] or [n, C, d] against class indices [n] or [n, d], or probabilities of
 * the shape of the logits, or [C] against one class index; the unreduced losses are [n], [n, d] or []. `weight` [C]
 * multiplies the classes, smoothing spreads ε/C over all of them, a target of `ignoreIndex` counts nowhere. `mean`
 * divides by the sum of the weights of the targets not ignored, for probabilities by their number. Throws for a class
 * or a probability out of range.
 */
export const crossEntropy: PerExampleLoss<CrossEntropyParams> = {
  id: 'cross-entropy',
  title: 'Cross-entropy',
  family: 'classification',
  formula: String.raw`-w_y \log\frac{e^{x_y}}{\sum_{c=1}^{C} e^{x_c}}`,
  expects: { inputs: { predictions: 'logits' }, targets: 'class' },
  lowerBound: () => 0,
  parameters: {
    weight: { kind: 'numbers', default: null, min: 0, meaning: 'a factor for each class' },
    labelSmoothing: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      meaning: 'the share spread over all classes',
    },
    ignoreIndex: {
      kind: 'number',
      default: -100,
      integer: true,
      meaning: 'the class index that counts nowhere',
    },
  },
  reference: 'PyTorch CrossEntropyLoss; smoothing: Szegedy 2016',
  unreducedShape,
  perExample(batch, { weight, labelSmoothing, ignoreIndex }, into) {
    const logits = tensorNamed(batch.inputs, 'predictions')
    const targets = tensorNamed(batch.targets, 'targets')
    const { samples, classes, places } = layoutOf(logits)
    const soft = areProbabilities(logits, targets)
    const x = logits.data
    const y = targets.data
    const { values } = into
    const gradient = gradientNamed(into, 'predictions')
    const spread = labelSmoothing / classes
    let denominator = 0
    for (let position = 0; position < samples * places; position++) {
      const row = Math.floor(position / places)
      const base = row * classes * places + (position % places)
      const label = soft ? -1 : (y[position] as number)
      if (!soft && label === ignoreIndex) {
        values[position] = 0
        for (let c = 0; c < classes; c++) gradient[base + c * places] = 0
        continue
      }
      if (!soft) requireClass(label, classes, row)
      const end = base + classes * places
      const largest = largestAt(x, base, end, places)
      const m = x[largest] as number
      const logSum = softmax(x, gradient, base, end, places, largest)
      if (!soft && labelSmoothing === 0) {
        const own = base + label * places
        const w = weight ? (weight[label] as number) : 1
        values[position] = w === 0 ? 0 : w * (m - (x[own] as number) + logSum)
        if (w !== 1) for (let k = base; k < end; k += places) gradient[k] = (gradient[k] as number) * w
        gradient[own] = (gradient[own] as number) - w
        denominator += w
        continue
      }
      // The loss is Σ aᶜ·(m − xᶜ + log Σ exp(x − m)) with aᶜ the weighted, smoothed target, its gradient pᶜ·Σa − aᶜ.
      // Above, only the class itself has an a, its weight.
      let loss = 0
      let total = 0
      for (let c = 0, k = base; c < classes; c++, k += places) {
        const target = soft ? probabilityAt(y, k, row) : c === label ? 1 : 0
        const a = (weight ? (weight[c] as number) : 1) * ((1 - labelSmoothing) * target + spread)
        total += a
        // A class ruled out by a logit of −Infinity costs nothing while nobody wants it.
        if (a !== 0) loss += a * (m - (x[k] as number) + logSum)
      }
      values[position] = loss
      for (let c = 0, k = base; c < classes; c++, k += places) {
        const target = soft ? (y[k] as number) : c === label ? 1 : 0
        const a = (weight ? (weight[c] as number) : 1) * ((1 - labelSmoothing) * target + spread)
        gradient[k] = (gradient[k] as number) * total - a
      }
      denominator += soft || !weight ? 1 : (weight[label] as number)
    }
    return denominator
  },
  telltales({ classes, classPrior }, { weight, labelSmoothing }) {
    if (weight || labelSmoothing > 0) return []
    return [...classPriorEntropy(classPrior), ...softmaxTwice(classes)]
  },
  chanceLevel: ({ classes }) => (classes === undefined ? null : Math.log(classes)),
  floor({ weight, labelSmoothing }, { classes }) {
    if (labelSmoothing === 0) return 0
    return weight || classes === undefined ? null : smoothedEntropy(labelSmoothing, classes)
  },
}
