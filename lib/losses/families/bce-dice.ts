/** Cross-entropy of every place and overlap of the whole mask, together. */

import { runKernel } from '../kernel.ts'
import { type Loss, tensorNamed } from '../loss.ts'
import { bceWithLogits } from './binary-cross-entropy.ts'
import { overlapLoss, overlapShape } from './overlap.ts'

/**
 * alpha·BCE + (1 − alpha)·Dice with smooth 1, for logits of any shape against a mask of that shape; a number for the
 * whole batch.
 */
export const bceDice: Loss<{ alpha: number }> = {
  id: 'bce-dice',
  title: 'BCE and Dice loss',
  family: 'segmentation',
  formula: String.raw`\alpha\,\mathrm{BCE}(x, y) + (1 - \alpha)\,\mathrm{Dice}(x, y)`,
  expects: { inputs: { predictions: 'logit' }, targets: 'mask' },
  lowerBound: () => 0,
  parameters: {
    alpha: { kind: 'number', default: 0.5, min: 0, max: 1, meaning: 'the share of the cross-entropy' },
  },
  reference: 'Isensee et al. 2021 (nnU-Net), Taghanaki et al. 2019',
  unreducedShape: overlapShape,
  wholeBatch(batch, { alpha }, into) {
    const { length } = tensorNamed(batch.inputs, 'predictions').data
    const ofBce = { values: new Float64Array(length), gradients: { predictions: new Float64Array(length) } }
    const bce = runKernel(bceWithLogits, batch, { weight: null, posWeight: null }, 'mean', ofBce)
    const dice = overlapLoss(batch, { alpha: 0.5, beta: 0.5, smooth: 0.5, gamma: 1 }, into)
    const gradient = into.gradients.predictions as Float64Array
    for (let i = 0; i < length; i++)
      gradient[i] = alpha * (ofBce.gradients.predictions[i] as number) + (1 - alpha) * (gradient[i] as number)
    into.values[0] = alpha * bce.value + (1 - alpha) * dice
    return into.values[0]
  },
  floor: () => 0,
}
