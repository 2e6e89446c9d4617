/** How well a model does on the rows that it was not trained on. */
import { evaluate, type Loss, type LossParams, type Tensor } from '../losses/index.ts'
import { createRandom } from '../random.ts'
import { type Dataset, gatherRows, type Truth } from './datasets/dataset.ts'
import type { Fit } from './fit/fit.ts'
import { createHead } from './fit/head.ts'
import { createDrawer, pairTargets } from './fit/pairs.ts'
import { readingsOf } from './fit/readings.ts'
import { encodeTargets, targetTensors } from './fit/targets.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { Task } from './task.ts'

/** Companions of the validation rows are drawn from a seed of their own: every run is held against the same pairs. */
const pairSeed = 20_261_124

export type Validation = {
  /** `val/loss` and the task's metrics for the outputs [rows, outputs] of all validation rows. */
  values(outputs: Float32Array): Record<string, number>
}

export type ValidationParts = {
  task: Task
  dataset: Dataset
  fit: Fit
  loss: Loss
  lossParams: LossParams
  /** Samples in a batch of the training. */
  batchRows: number
}

function part(tensors: Record<string, Tensor>, start: number, end: number): Record<string, Tensor> {
  const cut = ({ data, shape: [rows = 1, ...rest] }: Tensor): Tensor => {
    const width = data.length / rows
    return { data: data.subarray(start * width, end * width), shape: [end - start, ...rest] }
  }
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, cut(tensor)]))
}

/**
 * A loss that looks at the batch as a whole, or whose samples depend on one another, is taken batch by batch as in
 * training, the mean over rows: its level may depend on the size of the batch.
 */
export function createValidation({
  task,
  dataset,
  fit,
  loss,
  lossParams,
  batchRows,
}: ValidationParts): Validation {
  const { validation, targetScale, classNames } = dataset
  const { rows, truth } = validation
  const head = createHead(fit, targetScale)
  const anchors = Int32Array.from({ length: rows }, (_, row) => row)
  const random = createRandom(pairSeed)
  // Rows of one class often stand together: a batch of them would have nothing to be told from.
  if (fit.views > 1) random.shuffle(anchors)
  const drawn = createDrawer(fit, validation)(anchors, random)
  const encoded = encodeTargets(fit, validation, targetScale)
  const targets = { ...targetTensors(encoded, rows), ...pairTargets(fit, drawn) }
  const stacked = fit.views > 1 ? new Float32Array(fit.views * rows * fit.outputs) : null
  const isWhole = 'wholeBatch' in loss || loss.weighable === false
  const size = isWhole ? batchRows : rows

  function lossOfAll(outputs: Float32Array): number {
    for (const [view, chosen] of stacked ? drawn.views.entries() : [])
      gatherRows<Truth>(outputs, chosen, fit.outputs, stacked as Float32Array, view * rows * fit.outputs)
    const inputs = head.apply(stacked ?? outputs, rows)
    let sum = 0
    for (let start = 0; start < rows; start += size) {
      const end = Math.min(start + size, rows)
      const batch = { inputs: part(inputs, start, end), targets: part(targets, start, end) }
      sum += evaluate(loss, batch, { params: lossParams }).value * ((end - start) / rows)
    }
    return sum
  }
  return {
    values: (outputs) => ({
      'val/loss': lossOfAll(outputs),
      ...metricsOf(task, readingsOf(fit, outputs, targetScale), truth, classNames),
    }),
  }
}
