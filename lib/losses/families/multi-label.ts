/** The loss of several labels for one sample, taken together. */
import { factorsAlong, requireFactors } from '../broadcast.ts'
import { elementwiseShape, requireRange, shares } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import type { Tensor } from '../tensor.ts'
import { bitEntropy, priorLevel, sigmoid, softplus } from './logistic.ts'

/**
 * PyTorch's `MultiLabelSoftMarginLoss`: the mean over labels of the binary cross-entropy of their logits, for logits
 * [n, C] and bits or probabilities [n, C]. Of any other shape the last axis holds the labels too, and the unreduced
 * losses are what is left of it. `weight` lines up with the logits from the last axis.
 */
export const multilabelSoftMargin: Loss<{ weight: Tensor | null }> = {
  id: 'multilabel-soft-margin',
  title: 'Multi-label soft margin loss',
  family: 'classification',
  formula: String.raw`-\frac{1}{C}\sum_{c=1}^{C} w_c\left(y_c\log\sigma(x_c) + (1 - y_c)\log(1 - \sigma(x_c))\right)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'bit' },
  lowerBound: () => 0,
  parameters: { weight: { kind: 'tensor', default: null, min: 0, meaning: 'a factor for each label' } },
  reference: 'PyTorch MultiLabelSoftMarginLoss',
  unreducedShape(batch, { weight }) {
    const shape = elementwiseShape(batch)
    if (shape.length === 0)
      throw new Error('The predictions are one number without an axis of labels: give it the shape [1].')
    requireFactors('weight', weight, tensorNamed(batch.inputs, 'predictions'))
    return shape.slice(0, -1)
  },
  perExample(batch, { weight }, into) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, shares)
    const labels = predictions.shape.at(-1) ?? 0
    const rows = predictions.data.length / labels || 0
    const along = weight && factorsAlong(weight, predictions.shape)
    const gradient = gradientNamed(into, 'predictions')
    for (let row = 0; row < rows; row++) {
      let loss = 0
      for (let c = 0, i = row * labels; c < labels; c++, i++) {
        const x = predictions.data[i] as number
        const y = targets.data[i] as number
        const factor = (along ? (along[i % along.length] as number) : 1) / labels
        loss += factor * ((y === 0 ? 0 : y * softplus(-x)) + (y === 1 ? 0 : (1 - y) * softplus(x)))
        gradient[i] = factor * ((1 - y) * sigmoid(x) - y * sigmoid(-x))
      }
      into.values[row] = loss
    }
    return rows
  },
  chanceLevel: (facts, { weight }) => (weight ? null : priorLevel(facts, 0.5, bitEntropy)),
  floor: () => 0,
}
