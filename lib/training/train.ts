/** The training loop. */

import { createRandom } from '../random.ts'
import { createTurns } from '../turns.ts'
import { trainGame } from './adversarial/train-game.ts'
import { createEpochMeans } from './epoch-means.ts'
import { createBatches } from './fit/batches.ts'
import { createHead } from './fit/head.ts'
import { readingsOf } from './fit/readings.ts'
import { encodeTargets } from './fit/targets.ts'
import { accuracy, namedBits, namedClasses } from './metrics/classes.ts'
import { createLearner, type Step } from './model/learner.ts'
import { createModel } from './model/models.ts'
import { createOptimizer } from './model/optimizers.ts'
import { reasonOf } from './non-finite.ts'
import { predictedBy } from './predicted.ts'
import { type Material, prepareTraining, type Training, type TrainingOptions } from './training.ts'
import type { TrainingUpdate } from './training-update.ts'
import { createValidation } from './validate.ts'

/** The share of a batch's rows whose class is named; NaN for tasks without classes. */
function shareRight({ task, fit, dataset }: Training, { outputs }: Step, truth: ArrayLike<number>): number {
  if (task.kind !== 'classification' && task.kind !== 'binary') return Number.NaN
  const readings = readingsOf(fit, outputs, dataset.targetScale)
  const named = task.kind === 'binary' ? namedBits(readings) : namedClasses(readings, task.size.outputs)
  return accuracy(named, truth)
}

/** Named so that whoever reads the name knows a part of a loss. */
function partSeries(parts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [`train/part_${name}_loss`, value]))
}

/** The weights, the order of the rows and their companions come from streams of the seed: another model sees the same order. */
async function equip(training: Training) {
  const { options, task, dataset, fit, loss, lossParams, batchRows } = training
  const encoded = encodeTargets(fit, dataset.train, dataset.targetScale)
  const randoms = { order: createRandom(options.seed, 1), companions: createRandom(options.seed, 2) }
  return {
    batches: createBatches(dataset, fit, encoded, batchRows, randoms),
    validation: createValidation(training),
    learner: await createLearner({
      model: createModel(options.model, { ...task.size, outputs: fit.outputs }),
      head: createHead(fit, dataset.targetScale),
      ...{ loss, lossParams, batchRows, views: fit.views },
      optimizer: (size) => createOptimizer(options.optimizer, size),
      random: createRandom(options.seed, 0),
    }),
  }
}

/**
 * Trains, and yields at the end of each epoch `train/loss` (the mean over its rows, each batch before its step),
 * what each part of a sum of losses adds to it (`train/part_mse_loss`), `val/loss`, the task's metrics,
 * `train/grad_norm` (the mean over its steps), `lr`, `train/samples_per_second` and `epoch`. With `everySteps`, every
 * so many steps `train/loss`, `train/grad_norm` and `lr` of that step instead, and no longer at the end of the epoch:
 * one series keeps one meaning. A loss or gradient that is not finite ends it with an update `failed`, unless the
 * option `onNonFinite` says to leave out the step, `train/skipped_steps` counting them, or to go on. The event loop
 * gets a turn between steps, at least every 10 ms; `return()` stops the training and frees its memory. Tasks of two
 * networks have series of their own: see `trainGame`. The same options give the same numbers, bit for bit on one
 * machine, but for the throughput.
 */
export async function* train(
  options: TrainingOptions,
  material: Material = {},
): AsyncGenerator<TrainingUpdate, void, undefined> {
  const training = prepareTraining(options, material)
  yield* training.task.kind === 'adversarial' ? trainGame(training) : trainLearner(training)
}

async function* trainLearner(training: Training): AsyncGenerator<TrainingUpdate, void, undefined> {
  const { options, dataset, stepsPerEpoch } = training
  const { lr, everySteps, onNonFinite } = options
  const { batches, validation, learner } = await equip(training)
  const turn = createTurns()

  try {
    let step = 0
    let skipped = 0
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      const means = createEpochMeans()
      let start = performance.now()
      for (const batch of batches()) {
        const taken = learner.step(batch, lr, onNonFinite === 'continue')
        step++
        const at = step / stepsPerEpoch
        const values = {
          'train/loss': taken.loss,
          ...partSeries(taken.parts),
          ...{ 'train/grad_norm': taken.gradientNorm, lr, epoch: at },
        }
        if (taken.problem && onNonFinite === 'stop') {
          yield { kind: 'failed', step, epoch: at, values, reason: reasonOf(taken.problem, step, lr) }
          return
        }
        if (taken.problem && onNonFinite === 'skip') skipped++
        else means.add(taken, batch.rows, shareRight(training, taken, batch.truth) * batch.rows)
        means.addTime(batch.rows, performance.now() - start)
        if (everySteps > 0 && step % everySteps === 0) yield { kind: 'step', step, epoch: at, values }
        await turn()
        start = performance.now()
      }
      const outputs = await learner.predict(dataset.validation.inputs, dataset.validation.rows, turn)
      const right = means.accuracy()
      const values = {
        ...(everySteps === 0 && {
          'train/loss': means.loss(),
          ...partSeries(means.parts()),
          ...{ 'train/grad_norm': means.gradientNorm(), lr },
        }),
        ...(!Number.isNaN(right) && { 'train/accuracy': right }),
        ...validation.values(outputs),
        ...(skipped > 0 && { 'train/skipped_steps': skipped }),
        'train/samples_per_second': means.rowsPerSecond(),
        epoch,
      }
      yield {
        kind: 'epoch',
        step,
        epoch,
        values,
        predicted: predictedBy(training, outputs, { step, values }),
      }
    }
  } finally {
    learner.dispose()
  }
}
