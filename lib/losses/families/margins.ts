/** Losses that want the right side by a margin: of a score against ±1, or of one class's score against the others'. */
import { elementwise, signs } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { layoutOf, requireClass, shapeOfClasses } from './classes.ts'
import { bitEntropy, priorLevel, softplus } from './logistic.ts'

type Margin = { margin: number }

const expects = { inputs: { predictions: 'score' }, targets: 'sign' } as const
const margin = {
  kind: 'number',
  default: 1,
  min: 0,
  meaning: 'how far on the right side a score must be to cost nothing',
} as const

/** max(0, margin − y·x), the loss of support vector machines. Any shape; targets ±1 of the same shape. */
export const hinge: Loss<Margin> = {
  id: 'hinge',
  title: 'Hinge loss',
  family: 'classification',
  formula: String.raw`\max(0,\ m - y\,x)`,
  expects,
  lowerBound: () => 0,
  parameters: { margin },
  reference: 'Cortes and Vapnik 1995',
  ...elementwise<Margin>({
    value: (x, y, { margin }) => Math.max(0, margin - y * x),
    slope: (x, y, { margin }) => (margin - y * x > 0 ? -y : 0 * x),
    targets: signs,
  }),
  // The best constant is the margin on the side of the more frequent sign: the others cost twice the margin.
  chanceLevel: (facts, { margin }) => priorLevel(facts, 0.5, (rate) => 2 * margin * Math.min(rate, 1 - rate)),
  floor: () => 0,
}

/** max(0, margin − y·x)². Any shape; targets ±1 of the same shape. */
export const squaredHinge: Loss<Margin> = {
  id: 'squared-hinge',
  title: 'Squared hinge loss',
  family: 'classification',
  formula: String.raw`\max(0,\ m - y\,x)^2`,
  expects,
  lowerBound: () => 0,
  parameters: { margin },
  reference: 'Keras SquaredHinge; Tang 2013',
  ...elementwise<Margin>({
    value: (x, y, { margin }) => Math.max(0, margin - y * x) ** 2,
    slope: (x, y, { margin }) => -2 * y * Math.max(0, margin - y * x),
    targets: signs,
  }),
  // The best constant is margin·(2·rate − 1).
  chanceLevel: (facts, { margin }) => priorLevel(facts, 0.5, (rate) => 4 * margin ** 2 * rate * (1 - rate)),
  floor: () => 0,
}

/** PyTorch's `SoftMarginLoss`: log(1 + exp(−y·x)), without its overflow. Any shape; targets ±1 of the same shape. */
export const softMargin: Loss<Record<never, never>> = {
  id: 'soft-margin',
  title: 'Soft margin loss',
  family: 'classification',
  formula: String.raw`\log\left(1 + e^{-y\,x}\right)`,
  expects,
  lowerBound: () => 0,
  parameters: {},
  reference: 'PyTorch SoftMarginLoss',
  ...elementwise<Record<never, never>>({
    value: (x, y) => softplus(-y * x),
    slope: (x, y) => -y / (1 + Math.exp(y * x)),
    targets: signs,
  }),
  chanceLevel: (facts) => priorLevel(facts, 0.5, bitEntropy),
  floor: () => 0,
}

type MultiMargin = { p: number; margin: number; weight: Float64Array | null }

/**
 * PyTorch's `MultiMarginLoss`: for scores [n, C] and class indices [n], Σ max(0, margin − x[y] + x[c])^p over the
 * other classes c, times the weight of the class y, divided by C. Scores [n, C, d] have class indices [n, d], scores
 * [C] have one; the unreduced losses are of the shape of the class indices.
 */
export const multiMargin: Loss<MultiMargin> = {
  id: 'multi-margin',
  title: 'Multi-class margin loss',
  family: 'classification',
  formula: String.raw`\frac{w_y}{C}\sum_{c \neq y} \max(0,\ m - x_y + x_c)^p`,
  expects: { inputs: { predictions: 'scores' }, targets: 'class' },
  lowerBound: () => 0,
  parameters: {
    p: { kind: 'number', default: 1, min: 1, max: 2, integer: true, meaning: 'the power, 1 or 2' },
    margin: {
      kind: 'number',
      default: 1,
      meaning: 'how far the right class must be ahead of another to cost nothing',
    },
    weight: { kind: 'numbers', default: null, min: 0, meaning: 'a factor for each class' },
  },
  reference: 'PyTorch MultiMarginLoss; Weston and Watkins 1999',
  unreducedShape(batch, { weight }) {
    const scores = tensorNamed(batch.inputs, 'predictions')
    return shapeOfClasses('multi-margin', scores, tensorNamed(batch.targets, 'targets'), weight)
  },
  perExample(batch, { p, margin, weight }, into) {
    const scores = tensorNamed(batch.inputs, 'predictions')
    const { samples, classes, places } = layoutOf(scores)
    const x = scores.data
    const labels = tensorNamed(batch.targets, 'targets').data
    const gradient = gradientNamed(into, 'predictions')
    for (let position = 0; position < samples * places; position++) {
      const row = Math.floor(position / places)
      const label = labels[position] as number
      requireClass(label, classes, row)
      const start = row * classes * places + (position % places)
      const ownAt = start + label * places
      const own = x[ownAt] as number
      const factor = (weight ? (weight[label] as number) : 1) / classes
      let loss = 0
      let pull = 0
      for (let c = 0; c < classes; c++) {
        if (c === label) continue
        const k = start + c * places
        // Math.max keeps NaN, and so does the slope: a score that is none is not hidden.
        const short = Math.max(0, margin - own + (x[k] as number))
        const slope = short === 0 ? 0 : factor * (p === 1 ? short / short : 2 * short)
        loss += factor * (p === 1 ? short : short * short)
        gradient[k] = slope
        pull += slope
      }
      gradient[ownAt] = -pull
      into.values[position] = loss
    }
    return samples * places
  },
  chanceLevel({ classes }, { p, margin, weight }) {
    return classes === undefined || weight ? null : (Math.max(0, margin) ** p * (classes - 1)) / classes
  },
  floor: () => 0,
}
