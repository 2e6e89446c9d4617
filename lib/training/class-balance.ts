/** Fewer rows of some classes, and more weight for them. */
import type { Loss } from '../losses/index.ts'
import type { Params } from '../run.ts'
import { chooseRows, type Dataset } from './datasets/dataset.ts'
import type { Fit } from './fit/fit.ts'
import type { Task } from './task.ts'

/** The rows of each class, or of each label that is there; classes without a name have numbers. */
function rowsByClass({ train, truthWidth }: Dataset, classes: number): number[][] {
  const rows = Array.from({ length: classes }, (): number[] => [])
  for (let i = 0; i < train.truth.length; i++) {
    if (truthWidth === 1) rows[train.truth[i] as number]?.push(i)
    else if (train.truth[i] === 1) rows[i % truthWidth]?.push(Math.floor(i / truthWidth))
  }
  return rows
}

function requireOnePerClass(what: string, numbers: readonly number[], task: Task): void {
  const { outputs } = task.size
  if (numbers.length !== outputs)
    throw new Error(
      `The ${what} must be ${outputs} numbers for the ${outputs} classes of the task ${task.id}, not ${numbers.length}.`,
    )
}

/**
 * The data set with the first training rows of each class in that ratio, as many as there are; the validation rows
 * stay. Throws one sentence when the task has no classes, or when there are more or fewer numbers than classes.
 */
export function withImbalance(dataset: Dataset, task: Task, ratio: readonly number[]): Dataset {
  if (ratio.length === 0) return dataset
  if (task.kind !== 'classification' && task.kind !== 'binary')
    throw new Error(`The imbalance is a ratio of classes, and the task ${task.id} has none: leave it out.`)
  requireOnePerClass('imbalance', ratio, task)
  const byClass = rowsByClass(dataset, task.size.outputs)
  const most = Math.min(...byClass.map((rows, label) => rows.length / (ratio[label] as number)))
  const kept = byClass.flatMap((rows, label) => {
    return rows.slice(0, Math.max(1, Math.round(most * (ratio[label] as number))))
  })
  const order = Int32Array.from(kept.sort((a, b) => a - b))
  return { ...dataset, train: chooseRows(dataset.train, order, dataset.inputs, dataset.truthWidth) }
}

export type ClassWeights = 'balanced' | readonly number[]

/**
 * The parameter of the loss that weighs the classes: `weight` with one number a class, or `posWeight` where a label is
 * there or not. `balanced` gives rows / (classes · rows of the class), or absent / present rows for a label.
 * Throws one sentence when the loss has no such parameter, or the numbers are not one for each class.
 */
export function classWeightParams(
  weights: ClassWeights | null,
  { loss, fit, task, dataset }: { loss: Loss; fit: Fit; task: Task; dataset: Dataset },
): Params {
  if (weights === null) return {}
  const perLabel = fit.encoding === 'bits' || fit.encoding === 'signs'
  const isOneLogit = task.kind === 'binary' && perLabel
  const name = perLabel && Object.hasOwn(loss.parameters, 'posWeight') ? 'posWeight' : 'weight'
  if (!['classification', 'binary', 'multi-label'].includes(task.kind))
    throw new Error(`Class weights need classes, and the task ${task.id} has none: leave them out.`)
  if (!Object.hasOwn(loss.parameters, name) || (isOneLogit && name === 'weight'))
    throw new Error(
      `The loss ${loss.id} cannot weigh the classes of the task ${task.id}: choose one with a parameter weight or posWeight, such as ${isOneLogit ? 'bce-with-logits or cross-entropy' : 'cross-entropy'}.`,
    )
  if (weights !== 'balanced') {
    requireOnePerClass('class weights', weights, task)
    const [negative = 1, positive = 1] = weights
    return { [name]: isOneLogit ? positive / negative : weights.join(',') }
  }
  const counts = rowsByClass(dataset, task.size.outputs).map((rows) => Math.max(1, rows.length))
  const { rows } = dataset.train
  if (isOneLogit) return { [name]: (counts[0] as number) / (counts[1] as number) }
  const balanced = counts.map((count) =>
    name === 'posWeight' ? (rows - count) / count : rows / (counts.length * count),
  )
  return { [name]: balanced.map((weight) => Number(weight.toPrecision(6))).join(',') }
}
