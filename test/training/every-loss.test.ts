import { describe, expect, it } from 'vitest'
import { lossIds } from '../../lib/losses/index.ts'
import { isBetterHigher } from '../../lib/summary/metric.ts'
import type { Dataset } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { lossesFor } from '../../lib/training/fit/suits.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import type { Task } from '../../lib/training/task.ts'
import { type TaskId, tasks } from '../../lib/training/tasks.ts'
import { train } from '../../lib/training/train.ts'
import type { TrainingUpdate } from '../../lib/training/training-update.ts'

/** A task for each loss, and the epochs after which it must be better than a constant predictor. */
const table: Record<string, readonly [task: TaskId, epochs: number]> = {
  mse: ['car-mileage', 20],
  mae: ['flight-delays', 4],
  'smooth-l1': ['car-mileage', 20],
  huber: ['car-mileage', 20],
  'log-cosh': ['car-mileage', 20],
  quantile: ['car-mileage', 20],
  'weighted-mse': ['car-mileage', 20],
  mape: ['car-mileage', 20],
  smape: ['car-mileage', 20],
  msle: ['car-mileage', 20],
  'poisson-nll': ['football-goals', 15],
  'gaussian-nll': ['car-mileage', 20],
  'cross-entropy': ['penguins', 10],
  nll: ['penguins', 10],
  focal: ['penguins', 10],
  'multi-margin': ['penguins', 10],
  'bce-with-logits': ['penguin-sex', 20],
  bce: ['penguin-sex', 20],
  'sigmoid-focal': ['penguin-sex', 20],
  'multilabel-soft-margin': ['overlaid-digits', 1],
  'multilabel-margin': ['overlaid-digits', 1],
  hinge: ['penguin-sex', 20],
  'squared-hinge': ['penguin-sex', 20],
  'soft-margin': ['penguin-sex', 20],
  'kl-div': ['penguins', 10],
  dice: ['digit-masks', 1],
  iou: ['digit-masks', 1],
  tversky: ['digit-masks', 2],
  'focal-tversky': ['digit-masks', 2],
  'bce-dice': ['digit-masks', 1],
  contrastive: ['digit-embeddings', 1],
  triplet: ['digit-embeddings', 1],
  'cosine-embedding': ['digit-embeddings', 1],
  'margin-ranking': ['car-ranking', 10],
  'info-nce': ['digit-embeddings', 1],
  detection: ['digit-boxes', 4],
  combined: ['car-mileage', 20],
  'gan-bce': ['penguin-beaks', 20],
  wasserstein: ['penguin-beaks', 10],
  lsgan: ['penguin-beaks', 30],
  'gan-hinge': ['penguin-beaks', 20],
}

/** No model of a task puts out distances, or symbols in time. */
const ofNoTask = ['ctc', 'hinge-embedding']

const loaded = new Map<TaskId, Dataset>()
function dataOf(task: TaskId): Dataset {
  const dataset = loaded.get(task) ?? loadDataset(task)
  loaded.set(task, dataset)
  return dataset
}

it('every loss is in the table, unless no task takes it', () => {
  expect([...Object.keys(table), ...ofNoTask].sort()).toEqual([...lossIds].sort())
  for (const task of Object.values(tasks) as Task[])
    expect(lossesFor(task).filter((id) => ofNoTask.includes(id))).toEqual([])
})

it('every task has a loss in the table, and suits its default', () => {
  const used = new Set<string>(Object.values(table).map(([task]) => task))
  for (const task of Object.values(tasks) as Task[]) {
    expect(lossesFor(task)).toContain(task.defaults.loss)
    if (task.id !== 'digits') expect(used).toContain(task.id)
  }
})

describe('training is better than a constant', () => {
  it.each(Object.entries(table))('with %s on %j', async (loss, [task, epochs]) => {
    const options = parseTrainingOptions({ task, loss, epochs })
    const material = { dataset: dataOf(task) }
    const { primary } = tasks[task]
    const constant = describeTraining(options, material).params[`constant_predictor.${primary}`] as number
    let last: TrainingUpdate | undefined
    for await (const update of train(options, material)) last = update
    const reached = last?.values[primary] as number
    expect(last?.kind).toBe('epoch')
    if (isBetterHigher(primary)) expect(reached).toBeGreaterThan(constant)
    else expect(reached).toBeLessThan(constant)
  })
})
