/** How well a model does on the rows that it was not trained on. */
import { evaluate, type Loss, type LossParams } from '../losses/index.ts'
import type { Dataset } from './dataset.ts'
import { accuracy, meanAbsoluteError, rSquared } from './metrics.ts'
import { type EncodedTargets, targetTensor } from './targets.ts'
import type { Task } from './tasks.ts'

/**
 * `val/loss` and the task's metrics for the outputs [rows, outputs] of all validation rows. `val/mae` is in the
 * unit that the targets had before they were standardized.
 */
export function validationValues(
  task: Task,
  loss: Loss,
  params: LossParams,
  dataset: Dataset,
  encoded: EncodedTargets,
  outputs: Float32Array,
): Record<string, number> {
  const { rows, targets } = dataset.validation
  const batch = {
    inputs: { predictions: { data: outputs, shape: [rows, task.size.outputs] } },
    targets: { targets: targetTensor(encoded, encoded.data, rows) },
  }
  const values = { 'val/loss': evaluate(loss, batch, { params }).value }
  if (task.kind === 'classification')
    return { ...values, 'val/accuracy': accuracy(outputs, targets, task.size.outputs) }
  const deviation = dataset.targetScale?.deviation ?? 1
  return {
    ...values,
    'val/mae': meanAbsoluteError(outputs, targets) * deviation,
    'val/r2': rSquared(outputs, targets),
  }
}
