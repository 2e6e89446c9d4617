/** A training before it begins: its options with everything that they name. */
import { expectationOf, type Loss, type LossParams, lossOf, readParams } from '../losses/index.ts'
import type { Params } from '../run.ts'
import type { Table } from '../tabular/index.ts'
import { type ClassWeights, classWeightParams, withImbalance } from './class-balance.ts'
import { csvTask } from './csv-task.ts'
import type { Dataset } from './datasets/dataset.ts'
import { loadDataset } from './datasets/loaders.ts'
import type { Fit } from './fit/fit.ts'
import { requireFit } from './fit/suits.ts'
import type { ModelId } from './model/models.ts'
import type { OptimizerId } from './model/optimizers.ts'
import type { NonFinitePolicy } from './non-finite.ts'
import type { Task } from './task.ts'
import { type TaskId, tasks } from './tasks.ts'

/** The options of a training, checked: plain data that `parseTrainingOptions` makes. */
export type TrainingOptions = {
  task: TaskId | 'csv'
  /** A CSV file of one's own and the column to predict; null for the other tasks. */
  data: string | null
  target: string | null
  /** The id of a loss. */
  loss: string
  /** As given; what is left out has the loss's default. */
  lossParams: Params
  epochs: number
  lr: number
  optimizer: OptimizerId
  batchSize: number
  model: ModelId
  seed: number
  /** Values every so many steps, besides those of each epoch; 0 for none. */
  everySteps: number
  /** The ratio of the training rows that are kept of each class; empty for all rows. */
  imbalance: number[]
  /** What each class weighs in the loss. */
  classWeights: ClassWeights | null
  /** What happens when a loss or its gradient is NaN or infinite. */
  onNonFinite: NonFinitePolicy
  /** Whether what the model says of the validation rows is kept, at the best epoch and the last one. */
  predictions: boolean
  /** Whether the run tells of the machine too. */
  system: boolean
  name: string | null
  project: string
  group: string | null
  tags: string[]
}

/** What plain options cannot hold: whoever has it is at the machine, not behind HTTP. */
export type Material = {
  /** The table that the option `data` names. */
  table?: Table
  /** A loss that is not in the library; the option `loss` is its id. */
  loss?: Loss
  /** In place of the task's own data, read again and again otherwise. */
  dataset?: Dataset
}

export type Training = {
  options: TrainingOptions
  task: Task
  dataset: Dataset
  loss: Loss
  lossParams: LossParams
  /** As given and as weights of classes add to them, flat. */
  givenParams: Params
  fit: Fit
  /** Samples in a batch: never more than there are. */
  batchRows: number
  /** Optimizer steps in one pass over the training rows; the last batch may be smaller. */
  stepsPerEpoch: number
}

/** The loss of the options: the one given, or that of the id. Throws a sentence for an unknown id. */
export function lossNamed(id: string, material: Material): Loss {
  return material.loss ?? lossOf(id)
}

function taskAndData(options: TrainingOptions, loss: Loss, params: LossParams, material: Material) {
  if (options.task !== 'csv')
    return { task: tasks[options.task] as Task, dataset: material.dataset ?? loadDataset(options.task) }
  if (!material.table || options.target === null)
    throw new Error('A file of your own needs its table and the column of its targets.')
  const own = csvTask(material.table, options.target, expectationOf(loss, params))
  return { ...own, dataset: material.dataset ?? own.dataset }
}

/**
 * Loads the data and finds how task and loss fit together. Throws one sentence when they do not, or when the data has
 * no classes to weigh or to thin out.
 */
export function prepareTraining(options: TrainingOptions, material: Material = {}): Training {
  const loss = lossNamed(options.loss, material)
  const unweighted = readParams(loss, options.lossParams)
  const { task, dataset: whole } = taskAndData(options, loss, unweighted, material)
  const fit = requireFit(task, loss, unweighted)
  const dataset = withImbalance(whole, task, options.imbalance)
  const weights = classWeightParams(options.classWeights, { loss, fit, task, dataset })
  const givenParams = { ...options.lossParams, ...weights }
  const batchRows = Math.min(options.batchSize, dataset.train.rows)
  return {
    ...{ options, task, dataset, loss, givenParams, fit, batchRows },
    lossParams: readParams(loss, givenParams),
    stepsPerEpoch: Math.ceil(dataset.train.rows / batchRows),
  }
}
