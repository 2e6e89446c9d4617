/** The training loop. */
import { lossOf, readParams } from '../losses/index.ts'
import { createBatches } from './batches.ts'
import type { Dataset } from './dataset.ts'
import { loadDataset } from './datasets.ts'
import { batchRows, stepsPerEpochOf } from './describe.ts'
import { createEpochMeans } from './epoch-means.ts'
import { createLearner } from './learner.ts'
import { accuracy } from './metrics.ts'
import { createModel } from './models.ts'
import { createOptimizer } from './optimizers.ts'
import type { TrainingOptions } from './options.ts'
import { createRandom } from './random.ts'
import { encodeTargets } from './targets.ts'
import { taskOf } from './tasks.ts'
import { createTurns } from './turns.ts'
import { validationValues } from './validate.ts'

export type TrainingUpdate = {
  kind: 'step' | 'epoch'
  /** Optimizer steps taken so far. */
  step: number
  /** Passes over the training rows so far, with fractions. */
  epoch: number
  /** By the name of the series; NaN and ±Infinity are given as they are. */
  values: Record<string, number>
}

/**
 * Trains, and yields at the end of each epoch `train/loss` (the mean over its rows, each batch before its step),
 * `val/loss`, the task's metrics, `train/grad_norm` (the mean over its steps), `lr`, `train/samples_per_second` and
 * `epoch`. With `everySteps`, every so many steps `train/loss`, `train/grad_norm` and `lr` of that step instead, and
 * no longer at the end of the epoch: one series keeps one meaning. Losses that are not finite do not stop it. The
 * event loop gets a turn between steps, at least every 10 ms; `return()` stops the training and frees its memory.
 * The same options give the same numbers, bit for bit on one machine, but for the throughput.
 */
export async function* train(
  options: TrainingOptions,
  dataset: Dataset = loadDataset(options.task),
): AsyncGenerator<TrainingUpdate, void, undefined> {
  const { lr, everySteps } = options
  const task = taskOf(options.task)
  const loss = lossOf(options.loss)
  const lossParams = readParams(loss, options.lossParams)
  const largest = batchRows(options, dataset)
  const stepsPerEpoch = stepsPerEpochOf(options, dataset)
  const held = encodeTargets(task, loss, dataset.validation)
  // The weights and the order of the rows come from two streams of the seed: another model sees the same order.
  const batches = createBatches(
    dataset,
    encodeTargets(task, loss, dataset.train),
    largest,
    createRandom(options.seed, 1),
  )
  const learner = await createLearner({
    model: createModel(options.model, task.size),
    loss,
    lossParams,
    optimizer: (size) => createOptimizer(options.optimizer, size),
    random: createRandom(options.seed, 0),
    batchRows: largest,
  })
  const turn = createTurns()

  try {
    let step = 0
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      const means = createEpochMeans()
      let start = performance.now()
      for (const { rows, inputs, targets, labels } of batches()) {
        const taken = learner.step(inputs, targets, rows, lr)
        step++
        const isClass = task.kind === 'classification'
        const right = isClass ? accuracy(taken.outputs, labels, task.size.outputs) * rows : Number.NaN
        means.add(taken, rows, right, performance.now() - start)
        if (everySteps > 0 && step % everySteps === 0) {
          const at = step / stepsPerEpoch
          const values = { 'train/loss': taken.loss, 'train/grad_norm': taken.gradientNorm, lr, epoch: at }
          yield { kind: 'step', step, epoch: at, values }
        }
        await turn()
        start = performance.now()
      }
      const outputs = await learner.predict(dataset.validation.inputs, dataset.validation.rows, turn)
      const values = {
        ...(everySteps === 0 && { 'train/loss': means.loss(), 'train/grad_norm': means.gradientNorm(), lr }),
        ...(task.kind === 'classification' && { 'train/accuracy': means.accuracy() }),
        ...validationValues(task, loss, lossParams, dataset, held, outputs),
        'train/samples_per_second': means.rowsPerSecond(),
        epoch,
      }
      yield { kind: 'epoch', step, epoch, values }
    }
  } finally {
    learner.dispose()
  }
}
