/** How well a model does on the rows that it was not trained on. */
import type { Loss, LossParams } from '../losses/index.ts'
import { createBatchedLoss } from './batched-loss.ts'
import { type Dataset, gatherRows, type Truth } from './datasets/dataset.ts'
import type { Fit } from './fit/fit.ts'
import { createHead } from './fit/head.ts'
import { readingsOf } from './fit/readings.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { Task } from './task.ts'

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

export function createValidation(parts: ValidationParts): Validation {
  const { task, dataset, fit } = parts
  const { validation, targetScale, classNames } = dataset
  const { rows, truth } = validation
  const head = createHead(fit, targetScale)
  const { drawn, meanOf } = createBatchedLoss({ ...parts, split: validation, scale: targetScale })
  const stacked = fit.views > 1 ? new Float32Array(fit.views * rows * fit.outputs) : null

  function lossOfAll(outputs: Float32Array): number {
    for (const [view, chosen] of stacked ? drawn.views.entries() : [])
      gatherRows<Truth>(outputs, chosen, fit.outputs, stacked as Float32Array, view * rows * fit.outputs)
    return meanOf(head.apply(stacked ?? outputs, rows))
  }
  return {
    values: (outputs) => ({
      'val/loss': lossOfAll(outputs),
      ...metricsOf(task, readingsOf(fit, outputs, targetScale), truth, classNames),
    }),
  }
}
