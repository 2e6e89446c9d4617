/** The training rows in random order, batch by batch. */
import type { Tensor } from '../losses/index.ts'
import { type Dataset, gatherRows } from './dataset.ts'
import type { Random } from './random.ts'
import { type EncodedTargets, targetTensor } from './targets.ts'

export type Batch = {
  rows: number
  /** [largest number of rows, inputs]; rows beyond `rows` are left over from an earlier batch. */
  inputs: Float32Array
  /** In the form that the loss expects. */
  targets: Tensor
  /** The targets as the data set has them. */
  labels: Int32Array | Float32Array
}

/**
 * A source of epochs, each in a new order and each row once; the last batch may be smaller. Every batch uses the same
 * memory: it is gone when the next one comes.
 */
export function createBatches(
  dataset: Dataset,
  encoded: EncodedTargets,
  largest: number,
  random: Random,
): () => Generator<Batch, void, undefined> {
  const { train, inputs: width } = dataset
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const inputs = new Float32Array(largest * width)
  const targets = encoded.data.slice(0, largest * encoded.width)
  const labels = train.targets.slice(0, largest)
  return function* () {
    random.shuffle(order)
    for (let start = 0; start < order.length; start += largest) {
      const chosen = order.subarray(start, start + largest)
      const rows = chosen.length
      gatherRows(train.inputs, chosen, width, inputs)
      gatherRows(encoded.data, chosen, encoded.width, targets)
      gatherRows(train.targets, chosen, 1, labels)
      yield { rows, inputs, targets: targetTensor(encoded, targets, rows), labels: labels.subarray(0, rows) }
    }
  }
}
