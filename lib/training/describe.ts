/** What a training says of itself before it begins. */
import { lossOf } from '../losses/index.ts'
import type { Params, RunLoss } from '../run.ts'
import type { Dataset } from './dataset.ts'
import { loadDataset } from './datasets.ts'
import { parameterCount } from './model.ts'
import { createModel } from './models.ts'
import type { TrainingOptions } from './options.ts'
import { encodeTargets, targetFacts } from './targets.ts'
import { taskOf } from './tasks.ts'

export type TrainingDescription = {
  plannedSteps: number
  stepsPerEpoch: number
  /** Flat, with the facts that the chance levels of losses need: see `dataFactsOf`. */
  params: Params
  loss: RunLoss
}

/** No batch has more rows than there are. */
export function batchRows(options: TrainingOptions, dataset: Dataset): number {
  return Math.min(options.batchSize, dataset.train.rows)
}

/** Optimizer steps in one pass over the training rows; the last batch may be smaller. */
export function stepsPerEpochOf(options: TrainingOptions, dataset: Dataset): number {
  return Math.ceil(dataset.train.rows / batchRows(options, dataset))
}

/** The plan of a training and the facts of its data, for the run that it becomes. */
export function describeTraining(
  options: TrainingOptions,
  dataset: Dataset = loadDataset(options.task),
): TrainingDescription {
  const task = taskOf(options.task)
  const loss = lossOf(options.loss)
  const stepsPerEpoch = stepsPerEpochOf(options, dataset)
  const facts = targetFacts(task, encodeTargets(task, loss, dataset.train), dataset.train)
  const lossParams = Object.entries(options.lossParams).map(([name, value]) => [`loss.${name}`, value])
  const params: Params = {
    task: options.task,
    model: options.model,
    parameters: parameterCount(createModel(options.model, task.size)),
    loss: options.loss,
    ...Object.fromEntries(lossParams),
    optimizer: options.optimizer,
    lr: options.lr,
    batch_size: batchRows(options, dataset),
    epochs: options.epochs,
    seed: options.seed,
    train_size: dataset.train.rows,
    val_size: dataset.validation.rows,
    ...(facts.classes !== undefined && { classes: facts.classes }),
    ...(facts.classPrior && { class_prior: facts.classPrior.map((share) => share.toFixed(4)).join(',') }),
    ...(facts.targetVariance !== undefined && { target_variance: facts.targetVariance }),
    ...(facts.targetMeanAbsoluteDeviation !== undefined && {
      target_mean_absolute_deviation: facts.targetMeanAbsoluteDeviation,
    }),
    ...(dataset.targetScale && { target_unit: dataset.targetScale.unit }),
  }
  return {
    plannedSteps: stepsPerEpoch * options.epochs,
    stepsPerEpoch,
    params,
    loss: { id: options.loss, params: options.lossParams },
  }
}
