/** What chance levels need to know, from the training targets as the loss sees them. */
import type { DataFacts } from '../losses/index.ts'
import { medianOf } from '../tabular/index.ts'
import type { Dataset } from './datasets/dataset.ts'
import type { Fit } from './fit/fit.ts'
import { encodeTargets } from './fit/targets.ts'
import type { Task } from './task.ts'

function columnFacts(column: Float64Array): { variance: number; deviation: number } {
  const median = medianOf(column.toSorted())
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return {
    variance: column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length,
    deviation: column.reduce((sum, value) => sum + Math.abs(value - median), 0) / column.length,
  }
}

/** The means over columns of their variance and of their mean distance from the median. */
function spread(fit: Fit, { train, targetScale }: Dataset): DataFacts {
  const [target] = encodeTargets(fit, train, targetScale)
  if (!target) return {}
  const columns = Array.from({ length: target.width }, (_, column) =>
    columnFacts(
      Float64Array.from(
        { length: train.rows },
        (_, row) => target.data[row * target.width + column] as number,
      ),
    ),
  )
  const meanOf = (name: 'variance' | 'deviation') =>
    columns.reduce((sum, column) => sum + column[name], 0) / columns.length
  return { targetVariance: meanOf('variance'), targetMeanAbsoluteDeviation: meanOf('deviation') }
}

function classShares(labels: ArrayLike<number>, classes: number): number[] {
  const shares = new Float64Array(classes)
  for (let row = 0; row < labels.length; row++)
    shares[labels[row] as number] = (shares[labels[row] as number] as number) + 1 / labels.length
  return Array.from(shares)
}

function labelShares({ train, truthWidth }: Dataset): number[] {
  const shares = new Float64Array(truthWidth)
  for (let i = 0; i < train.truth.length; i++)
    shares[i % truthWidth] = (shares[i % truthWidth] as number) + (train.truth[i] as number) / train.rows
  return Array.from(shares)
}

function priors(task: Task, dataset: Dataset, fit: Fit): DataFacts {
  const { truth } = dataset.train
  const { outputs } = task.size
  switch (task.kind) {
    case 'classification':
      return { classes: outputs, classPrior: classShares(truth, outputs) }
    case 'binary': {
      const shares = classShares(truth, 2)
      return { classes: 2, classPrior: fit.outputs === 1 ? [shares[1] as number] : shares }
    }
    case 'multi-label':
      return { classPrior: labelShares(dataset) }
    case 'segmentation': {
      const marked = labelShares(dataset).reduce((sum, share) => sum + share, 0) / outputs
      return { classPrior: [marked] }
    }
    case 'embedding':
      return fit.pairing === 'alike-or-not' ? { classPrior: [0.5] } : {}
    default:
      return {}
  }
}

/** The facts that suit the loss: shares of classes, of positives or of pairs that differ, and the spread of numbers. */
export function dataFactsFor(task: Task, dataset: Dataset, fit: Fit): DataFacts {
  const isSpread = task.kind === 'regression' || (task.kind !== 'segmentation' && fit.encoding === 'bits')
  return { ...priors(task, dataset, fit), ...(isSpread && spread(fit, dataset)) }
}
