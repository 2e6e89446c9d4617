/** The training rows in random order, batch by batch. */
import type { Tensor } from '../../losses/index.ts'
import type { Random } from '../../random.ts'
import { type Dataset, gatherRows, type Truth } from '../datasets/dataset.ts'
import type { Fit } from './fit.ts'
import { createDrawer, pairTargets } from './pairs.ts'
import { type EncodedTarget, targetTensors } from './targets.ts'

export type Batch = {
  /** Samples; each has one row of model input for each view. */
  rows: number
  /** [views · largest number of rows, inputs], view after view; what is beyond is left over from an earlier batch. */
  inputs: Float32Array
  /** By name, in the form that the loss expects. */
  targets: Record<string, Tensor>
  /** Of the anchors, as the data set has it. */
  truth: Truth
}

/** The order of the rows, and the companions of the anchors, come from streams of their own. */
export type BatchRandoms = { order: Random; companions: Random }

/**
 * A source of epochs, each in a new order and each row once as an anchor; the last batch may be smaller. Every batch
 * uses the same memory: it is gone when the next one comes.
 */
export function createBatches(
  { train, inputs: width, truthWidth }: Dataset,
  fit: Fit,
  encoded: readonly EncodedTarget[],
  largest: number,
  randoms: BatchRandoms,
): () => Generator<Batch, void, undefined> {
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const inputs = new Float32Array(fit.views * largest * width)
  const truth = train.truth.slice(0, largest * truthWidth)
  const memory = encoded.map((target) => target.data.slice(0, largest * target.width))
  const draw = createDrawer(fit, train)
  return function* () {
    randoms.order.shuffle(order)
    for (let start = 0; start < order.length; start += largest) {
      const anchors = order.subarray(start, start + largest)
      const rows = anchors.length
      const drawn = draw(anchors, randoms.companions)
      for (const [view, chosen] of drawn.views.entries())
        gatherRows(train.inputs, chosen, width, inputs, view * rows * width)
      gatherRows<Truth>(train.truth, anchors, truthWidth, truth)
      const targets = targetTensors(encoded, rows, ({ data, width: each }, index) => {
        const into = memory[index] as Truth
        gatherRows<Truth>(data, anchors, each, into)
        return into
      })
      yield {
        ...{ rows, inputs, truth: truth.subarray(0, rows * truthWidth) },
        targets: { ...targets, ...pairTargets(fit, drawn) },
      }
    }
  }
}
