/** What a predictor reaches that says the same for every row: a training is worth something above it. */
import { isBetterHigher } from '../../summary/metric.ts'
import { medianOf } from '../../tabular/index.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { Task } from '../task.ts'
import { metricsOf } from './metrics.ts'

/** [mean of each of `width` columns]. */
function columnMeans(values: ArrayLike<number>, width: number): Float64Array {
  const means = new Float64Array(width)
  const rows = values.length / width
  for (let i = 0; i < values.length; i++)
    means[i % width] = (means[i % width] as number) + (values[i] as number) / rows
  return means
}

function columnMedians(values: ArrayLike<number>, width: number): Float64Array {
  const column = (at: number) =>
    Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + at] as number)
  return Float64Array.from({ length: width }, (_, at) => medianOf(column(at).toSorted()))
}

function classShares(labels: ArrayLike<number>, classes: number): Float64Array {
  const shares = new Float64Array(classes)
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number
    shares[label] = (shares[label] as number) + 1 / labels.length
  }
  return shares
}

/** The readings that are the same for every row, of which the best counts. They know the training rows only. */
function candidates(task: Task, { train }: Dataset): Float64Array[] {
  const { truth } = train
  const { outputs } = task.size
  switch (task.kind) {
    case 'classification':
      return [classShares(truth, outputs)]
    case 'binary':
      return [Float64Array.of((classShares(truth, 2)[1] as number) - 0.5)]
    case 'multi-label':
      return [new Float64Array(outputs).fill(1), new Float64Array(outputs).fill(-1)]
    case 'regression':
      return [columnMedians(truth, 1), columnMeans(truth, 1)]
    case 'segmentation':
      return [-1, 0.1, 0.2, 0.3, 0.4, 0.5].map((least) =>
        columnMeans(truth, outputs).map((share) => share - least),
      )
    case 'detection': {
      const classes = Float64Array.from({ length: train.rows }, (_, row) => truth[row * 5 + 4] as number)
      return [Float64Array.of(...columnMedians(truth, 5).subarray(0, 4), ...classShares(classes, outputs))]
    }
    case 'adversarial':
      return [columnMeans(truth, outputs)]
    case 'embedding':
    case 'ranking':
      return [new Float64Array(outputs)]
  }
}

/**
 * The task's primary metric of the best constant predictor on the validation rows, by the name of its series: the most
 * frequent class, the median or the mean, a mask or a box from the training rows, the same vector or rank for all.
 */
export function constantPredictor(task: Task, dataset: Dataset): Record<string, number> {
  const { validation, classNames } = dataset
  const reached = candidates(task, dataset).map((reading) => {
    const readings = new Float64Array(validation.rows * reading.length)
    for (let row = 0; row < validation.rows; row++) readings.set(reading, row * reading.length)
    return metricsOf(task, readings, validation.truth, classNames)[task.primary] as number
  })
  const isError = !isBetterHigher(task.primary)
  return { [task.primary]: isError ? Math.min(...reached) : Math.max(...reached) }
}
