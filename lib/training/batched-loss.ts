/** The mean loss of all rows of a split, as a training takes it. */
import { evaluate, type Loss, type LossParams, type Tensor } from '../losses/index.ts'
import { createRandom } from '../random.ts'
import type { Split, TargetScale } from './datasets/dataset.ts'
import type { Fit } from './fit/fit.ts'
import { createDrawer, type Draw, pairTargets } from './fit/pairs.ts'
import { encodeTargets, targetTensors } from './fit/targets.ts'

/** Companions of the rows are drawn from a seed of their own: every run is held against the same pairs. */
const pairSeed = 20_261_124

type Tensors = Record<string, Tensor>

export type BatchedLoss = {
  /** The rows that make each sample. */
  drawn: Draw
  /** For the loss's inputs by name, a sample for each row. */
  meanOf(inputs: Tensors): number
}

export type BatchedLossParts = {
  fit: Fit
  loss: Loss
  lossParams: LossParams
  split: Pick<Split, 'rows' | 'truth'>
  scale: TargetScale | null
  /** Samples in a batch of the training. */
  batchRows: number
}

function part(tensors: Tensors, start: number, end: number): Tensors {
  const cut = ({ data, shape: [rows = 1, ...rest] }: Tensor): Tensor => {
    const width = data.length / rows
    return { data: data.subarray(start * width, end * width), shape: [end - start, ...rest] }
  }
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, cut(tensor)]))
}

/**
 * Whether a loss looks at the batch as a whole, or its samples depend on one another: its level may depend on the
 * size of the batch.
 */
export function isWhole(loss: Loss): boolean {
  return 'wholeBatch' in loss || loss.weighable === false
}

/** Such a loss is taken batch by batch as in training, the mean over rows. */
export function createBatchedLoss({
  fit,
  loss,
  lossParams,
  split,
  scale,
  batchRows,
}: BatchedLossParts): BatchedLoss {
  const { rows } = split
  const anchors = Int32Array.from({ length: rows }, (_, row) => row)
  const random = createRandom(pairSeed)
  // Rows of one class often stand together: a batch of them would have nothing to be told from.
  if (fit.views > 1) random.shuffle(anchors)
  const drawn = createDrawer(fit, split)(anchors, random)
  const encoded = encodeTargets(fit, split, scale)
  const targets = { ...targetTensors(encoded, rows), ...pairTargets(fit, drawn) }
  const size = isWhole(loss) ? batchRows : rows
  return {
    drawn,
    meanOf(inputs) {
      let sum = 0
      for (let start = 0; start < rows; start += size) {
        const end = Math.min(start + size, rows)
        const batch = { inputs: part(inputs, start, end), targets: part(targets, start, end) }
        sum += evaluate(loss, batch, { params: lossParams }).value * ((end - start) / rows)
      }
      return sum
    },
  }
}
