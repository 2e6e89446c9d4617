/** The margin loss of several classes that are there at once. */
import { requireRange } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { requireSameShape, shapeText } from '../tensor.ts'

/** The classes before the first −1. */
function listedIn(labels: ArrayLike<number>, start: number, classes: number): number[] {
  const listed: number[] = []
  for (let k = start; k < start + classes && labels[k] !== -1; k++) listed.push(labels[k] as number)
  return listed
}

/**
 * PyTorch's `MultiLabelMarginLoss`: for scores [n, C] and lists of classes [n, C], each ended by −1, the sum of
 * max(0, 1 − x[t] + x[c]) over the listed classes t and the others c, divided by C. A class that is listed twice counts
 * twice; what stands behind the −1 counts nowhere. The unreduced losses are [n]; one sample [C] has the loss [].
 */
export const multilabelMargin: Loss<Record<never, never>> = {
  id: 'multilabel-margin',
  title: 'Multi-label margin loss',
  family: 'classification',
  formula: String.raw`\frac{1}{C}\sum_{t \in y}\ \sum_{c \notin y} \max(0,\ 1 - x_t + x_c)`,
  expects: { inputs: { predictions: 'scores' }, targets: 'class-list' },
  lowerBound: () => 0,
  parameters: {},
  reference: 'PyTorch MultiLabelMarginLoss',
  unreducedShape(batch) {
    const scores = tensorNamed(batch.inputs, 'predictions')
    requireSameShape('predictions', scores, 'targets', tensorNamed(batch.targets, 'targets'))
    if (scores.shape.length < 1 || scores.shape.length > 2)
      throw new Error(
        `The predictions have the shape ${shapeText(scores.shape)} but must be [samples, classes], or [classes].`,
      )
    return scores.shape.slice(0, -1)
  },
  perExample(batch, _params, into) {
    const { data: x, shape } = tensorNamed(batch.inputs, 'predictions')
    const targets = tensorNamed(batch.targets, 'targets')
    const classes = shape.at(-1) ?? 0
    const rows = x.length / classes || 0
    requireRange('targets', targets, {
      holds: (label) => Number.isInteger(label) && label >= -1 && label < classes,
      rule: `there are ${classes} classes, counted from 0, and −1 ends the list`,
    })
    const gradient = gradientNamed(into, 'predictions').fill(0, 0, x.length)
    for (let row = 0; row < rows; row++) {
      const start = row * classes
      const listed = listedIn(targets.data, start, classes)
      const isListed = new Set(listed)
      let loss = 0
      for (const label of listed)
        for (let c = 0; c < classes; c++) {
          if (isListed.has(c)) continue
          // Math.max keeps NaN, and so does the slope.
          const short = Math.max(0, 1 - (x[start + label] as number) + (x[start + c] as number))
          const slope = short === 0 ? 0 : short / short / classes
          loss += short
          gradient[start + c] = (gradient[start + c] as number) + slope
          gradient[start + label] = (gradient[start + label] as number) - slope
        }
      into.values[row] = loss / classes
    }
    return rows
  },
  floor: () => 0,
}
