/** The targets of a data set in the form that a loss expects. */
import type { DataFacts, Loss, Tensor } from '../losses/index.ts'
import type { Split } from './dataset.ts'
import type { Task } from './tasks.ts'

export type EncodedTargets = {
  data: Float32Array | Int32Array /** Numbers per row. */
  width: number
  isClass: boolean
}

/**
 * Class indices [rows] for a loss that expects classes, one bit per class [rows, classes] for the others; the numbers
 * of a regression as they are, [rows, 1].
 */
export function encodeTargets(task: Task, loss: Loss, split: Split): EncodedTargets {
  if (task.kind === 'regression') return { data: split.targets, width: 1, isClass: false }
  if (loss.expects.targets === 'class') return { data: split.targets, width: 1, isClass: true }
  const width = task.size.outputs
  const data = new Float32Array(split.rows * width)
  for (let row = 0; row < split.rows; row++) data[row * width + (split.targets[row] as number)] = 1
  return { data, width, isClass: false }
}

/** Rows of encoded targets as the tensor that goes into the loss. */
export function targetTensor({ width, isClass }: EncodedTargets, data: Tensor['data'], rows: number): Tensor {
  return { data: data.subarray(0, rows * width), shape: isClass ? [rows] : [rows, width] }
}

function columnFacts(column: Float32Array): { variance: number; deviation: number } {
  const sorted = column.toSorted()
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  const median = sorted.length % 2 ? upper : (upper + (sorted[middle - 1] as number)) / 2
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return {
    variance: column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length,
    deviation: column.reduce((sum, value) => sum + Math.abs(value - median), 0) / column.length,
  }
}

/** What chance levels need to know, from the training targets as the loss sees them. */
export function targetFacts(task: Task, targets: EncodedTargets, split: Split): DataFacts {
  const { width, data } = targets
  const classes = task.size.outputs
  const prior = new Float64Array(classes)
  if (task.kind === 'classification')
    for (const label of split.targets) prior[label] = (prior[label] as number) + 1 / split.rows
  const columns = Array.from({ length: width }, (_, column) =>
    columnFacts(Float32Array.from({ length: split.rows }, (_, row) => data[row * width + column] as number)),
  )
  const meanOf = (name: 'variance' | 'deviation') =>
    columns.reduce((sum, column) => sum + column[name], 0) / columns.length
  return {
    ...(task.kind === 'classification' && { classes, classPrior: Array.from(prior) }),
    ...(!targets.isClass && {
      targetVariance: meanOf('variance'),
      targetMeanAbsoluteDeviation: meanOf('deviation'),
    }),
  }
}
