/** The loss of several labels for one sample, taken together. */
import { elementwiseShape, requireRange, shares } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { shapeText } from '../tensor.ts'
import { bitEntropy, priorLevel, sigmoid, softplus } from './logistic.ts'

/**
 * PyTorch's `MultiLabelSoftMarginLoss`: the mean over labels of the binary cross-entropy of their logits, for logits
 * [n, C] and bits [n, C]; `weight` [C] multiplies the labels. The unreduced losses are [n].
 */
export const multilabelSoftMargin: Loss<{ weight: Float64Array | null }> = {
  id: 'multilabel-soft-margin',
  title: 'Multi-label soft margin loss',
  family: 'classification',
  formula: String.raw`-\frac{1}{C}\sum_{c=1}^{C} w_c\left(y_c\log\sigma(x_c) + (1 - y_c)\log(1 - \sigma(x_c))\right)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'bit' },
  lowerBound: () => 0,
  parameters: { weight: { kind: 'numbers', default: null, min: 0, meaning: 'a factor for each label' } },
  reference: 'PyTorch MultiLabelSoftMarginLoss',
  unreducedShape(batch, { weight }) {
    const [samples = 0, labels, ...rest] = elementwiseShape(batch)
    const { shape } = tensorNamed(batch.inputs, 'predictions')
    if (labels === undefined || rest.length > 0)
      throw new Error(`The predictions have the shape ${shapeText(shape)} but must be [samples, labels].`)
    if (weight && weight.length !== labels)
      throw new Error(
        `The weight of multilabel-soft-margin has ${weight.length} entries for ${labels} labels.`,
      )
    return [samples]
  },
  perExample(batch, { weight }, into) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, shares)
    const [samples = 0, labels = 0] = predictions.shape
    const gradient = gradientNamed(into, 'predictions')
    for (let row = 0; row < samples; row++) {
      let loss = 0
      for (let c = 0, i = row * labels; c < labels; c++, i++) {
        const x = predictions.data[i] as number
        const y = targets.data[i] as number
        const factor = (weight ? (weight[c] as number) : 1) / labels
        loss += factor * ((y === 0 ? 0 : y * softplus(-x)) + (y === 1 ? 0 : (1 - y) * softplus(x)))
        gradient[i] = factor * ((1 - y) * sigmoid(x) - y * sigmoid(-x))
      }
      into.values[row] = loss
    }
    return samples
  },
  chanceLevel: (facts, { weight }) => (weight ? null : priorLevel(facts, 0.5, bitEntropy)),
  floor: () => 0,
}
