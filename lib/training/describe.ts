/** What a training says of itself before it begins. */
import type { Params, RunLoss } from '../run.ts'
import { playersOf } from './adversarial/train-game.ts'
import { dataFactsFor } from './facts.ts'
import { constantPredictor } from './metrics/constant.ts'
import { constantLoss } from './metrics/constant-loss.ts'
import { type Model, parameterCount } from './model/model.ts'
import { createModel } from './model/models.ts'
import { type Material, prepareTraining, type Training, type TrainingOptions } from './training.ts'

export type TrainingDescription = {
  plannedSteps: number
  stepsPerEpoch: number
  /** Flat, with the facts that the chance levels of losses need: see `dataFactsOf`. */
  params: Params
  loss: RunLoss
  /** What was done to the data, in sentences. */
  notes: string
}

/** Only what departs from the usual: a param that no other run has would be noise in a comparison. */
function unusualParams({ data, target, imbalance, classWeights, onNonFinite }: TrainingOptions): Params {
  return {
    ...(data !== null && { data: data.split(/[\\/]/).at(-1) ?? data }),
    ...(target !== null && { target }),
    ...(imbalance.length > 0 && { imbalance: imbalance.join(':') }),
    ...(classWeights !== null && {
      class_weights: classWeights === 'balanced' ? classWeights : classWeights.join(','),
    }),
    ...(onNonFinite !== 'stop' && { on_non_finite: onNonFinite }),
  }
}

/** `constant_predictor.val/accuracy` and the like: what a training must beat. */
function constantParams(training: Training): Params {
  const loss = constantLoss(training)
  const constant = Object.entries({
    ...constantPredictor(training.task, training.dataset),
    ...(loss !== null && { 'val/loss': loss }),
  })
  return Object.fromEntries(constant.map(([name, value]) => [`constant_predictor.${name}`, value]))
}

function factParams({ task, dataset, fit }: Training): Params {
  const facts = dataFactsFor(task, dataset, fit)
  return {
    ...(facts.classes !== undefined && { classes: facts.classes }),
    ...(facts.classPrior && { class_prior: facts.classPrior.map((share) => share.toFixed(4)).join(',') }),
    ...(facts.targetVariance !== undefined && { target_variance: facts.targetVariance }),
    ...(facts.targetMeanAbsoluteDeviation !== undefined && {
      target_mean_absolute_deviation: facts.targetMeanAbsoluteDeviation,
    }),
    ...(dataset.targetScale && { target_unit: dataset.targetScale.unit }),
  }
}

/** One network, or the two of a game. */
function modelsOf(training: Training): Model[] {
  const { task, options, fit } = training
  if (task.kind === 'adversarial') return Object.values(playersOf(training))
  return [createModel(options.model, { ...task.size, outputs: fit.outputs })]
}

/** The plan of a training and the facts of its data, for the run that it becomes. Throws as `prepareTraining` does. */
export function describeTraining(options: TrainingOptions, material: Material = {}): TrainingDescription {
  const training = prepareTraining(options, material)
  const { dataset, givenParams, batchRows, stepsPerEpoch } = training
  const lossParams = Object.entries(givenParams).map(([name, value]) => [`loss.${name}`, value])
  const params: Params = {
    task: options.task,
    model: options.model,
    parameters: modelsOf(training).reduce((sum, model) => sum + parameterCount(model), 0),
    loss: options.loss,
    ...Object.fromEntries(lossParams),
    optimizer: options.optimizer,
    lr: options.lr,
    batch_size: batchRows,
    epochs: options.epochs,
    seed: options.seed,
    train_size: dataset.train.rows,
    val_size: dataset.validation.rows,
    ...unusualParams(options),
    ...factParams(training),
    ...constantParams(training),
  }
  return {
    plannedSteps: stepsPerEpoch * options.epochs,
    stepsPerEpoch,
    params,
    loss: { id: options.loss, params: givenParams },
    notes: dataset.notes.join(' '),
  }
}
