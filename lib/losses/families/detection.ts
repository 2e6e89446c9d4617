/** Where something is and what it is, in one loss. */
import { gradientNamed, type Loss, type LossBatch, tensorNamed } from '../loss.ts'
import { requireSameShape, shapeText } from '../tensor.ts'
import { crossEntropy } from './cross-entropy.ts'
import { smoothL1 } from './regression.ts'

function partsOf(batch: LossBatch): { boxes: LossBatch; classes: LossBatch } {
  const logits = tensorNamed(batch.inputs, 'logits')
  const boxes = tensorNamed(batch.inputs, 'boxes')
  return {
    boxes: { inputs: { predictions: boxes }, targets: { targets: tensorNamed(batch.targets, 'boxes') } },
    classes: { inputs: { predictions: logits }, targets: { targets: tensorNamed(batch.targets, 'classes') } },
  }
}

const beta = { beta: 1 }
const plain = { weight: null, labelSmoothing: 0, ignoreIndex: -100 }

/**
 * alpha·(mean over the four numbers of Smooth L1) + (1 − alpha)·cross-entropy, for `boxes` [n, 4] and `logits` [n, C]
 * against `boxes` [n, 4] and class indices `classes` [n]. The four numbers are compared as they are, whatever they mean.
 * The unreduced losses are [n].
 */
export const detection: Loss<{ alpha: number }> = {
  id: 'detection',
  title: 'Detection loss',
  family: 'composition',
  formula: String.raw`\frac{\alpha}{4}\sum_{k=1}^{4} \mathrm{SmoothL1}(b_k, \hat b_k) + (1 - \alpha)\,\mathrm{CE}(x, y)`,
  expects: { inputs: { boxes: 'box', logits: 'logits' }, targets: 'box-and-class' },
  lowerBound: () => 0,
  parameters: {
    alpha: { kind: 'number', default: 0.5, min: 0, max: 1, meaning: 'the share of the boxes' },
  },
  reference: 'Girshick 2015 (Fast R-CNN), for one box',
  unreducedShape(batch) {
    const { classes } = partsOf(batch)
    const boxes = tensorNamed(batch.inputs, 'boxes')
    const { shape } = tensorNamed(batch.inputs, 'logits')
    if (boxes.shape.length !== 2 || boxes.shape[1] !== 4)
      throw new Error(
        `The boxes have the shape ${shapeText(boxes.shape)} but must be [${boxes.shape[0] ?? 1}, 4], four numbers for each sample.`,
      )
    requireSameShape('boxes', boxes, 'target boxes', tensorNamed(batch.targets, 'boxes'))
    if (shape.length !== 2 || shape[0] !== boxes.shape[0])
      throw new Error(
        `The logits have the shape ${shapeText(shape)} but must be [${boxes.shape[0]}, classes], a row for each of the boxes ${shapeText(boxes.shape)}.`,
      )
    return crossEntropy.unreducedShape(classes, plain)
  },
  perExample(batch, { alpha }, into) {
    const { boxes, classes } = partsOf(batch)
    const ofBoxes = gradientNamed(into, 'boxes')
    const ofLogits = gradientNamed(into, 'logits')
    const corners = new Float64Array(ofBoxes.length)
    smoothL1.perExample(boxes, beta, { values: corners, gradients: { predictions: ofBoxes } })
    const rows = crossEntropy.perExample(classes, plain, {
      values: into.values,
      gradients: { predictions: ofLogits },
    })
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let k = 4 * row; k < 4 * row + 4; k++) sum += corners[k] as number
      into.values[row] = (alpha * sum) / 4 + (1 - alpha) * (into.values[row] as number)
    }
    for (let i = 0; i < 4 * rows; i++) ofBoxes[i] = ((ofBoxes[i] as number) * alpha) / 4
    const { length } = tensorNamed(batch.inputs, 'logits').data
    for (let i = 0; i < length; i++) ofLogits[i] = (ofLogits[i] as number) * (1 - alpha)
    return rows
  },
  floor: () => 0,
}
