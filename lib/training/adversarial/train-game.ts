/** The training loop of two networks that play against one another. */
import { checkLoss, type LossProblem, readParams } from '../../losses/index.ts'
import { createRandom } from '../../random.ts'
import { createTurns } from '../../turns.ts'
import { gatherRows, type Truth } from '../datasets/dataset.ts'
import { metricsOf } from '../metrics/metrics.ts'
import { createModel } from '../model/models.ts'
import { createOptimizer } from '../model/optimizers.ts'
import { reasonOf } from '../non-finite.ts'
import type { Training } from '../training.ts'
import type { TrainingUpdate } from '../training-update.ts'
import { createGame, type Game, type Move } from './game.ts'
import { createPlayer } from './player.ts'

/** A critic whose slope counts must be near its best before the generator goes by it: five steps to one, as in the paper. */
const criticSteps = 5
/** Each network moves the other's goal: less of the past is worth keeping than 0.9 (Radford et al. 2016). */
const beta1 = 0.5
/** Batches of fakes that are held against the validation rows. */
const judgedBatches = 4

/** What generator and discriminator are: the one makes rows of data from noise, the other one score of a row. */
export function playersOf({ options, task, dataset }: Pick<Training, 'options' | 'task' | 'dataset'>) {
  const { hidden } = task.size
  return {
    generator: createModel(options.model, task.size),
    discriminator: createModel(options.model, { inputs: dataset.inputs, outputs: 1, hidden }),
  }
}

async function startGame(training: Training): Promise<Game> {
  const { options, loss, givenParams, batchRows: rows, dataset, task } = training
  const { generator, discriminator } = playersOf(training)
  const optimizer = (size: number) => createOptimizer(options.optimizer, size, beta1)
  return createGame({
    loss,
    params: {
      discriminator: readParams(loss, { ...givenParams, side: 'discriminator' }),
      generator: readParams(loss, { ...givenParams, side: 'generator' }),
    },
    generator: await createPlayer(generator, rows, optimizer, createRandom(options.seed, 0)),
    discriminator: await createPlayer(discriminator, 2 * rows, optimizer, createRandom(options.seed, 3)),
    ...{ rows, width: dataset.inputs, noise: task.size.inputs },
    random: createRandom(options.seed, 2),
  })
}

/** Batches of real rows without end, each pass in a new order; a batch may begin in one pass and end in the next. */
function realRows({ dataset, batchRows, options }: Training): () => Float32Array {
  const { train, inputs: width } = dataset
  const random = createRandom(options.seed, 1)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const batch = new Float32Array(batchRows * width)
  let next = order.length
  return () => {
    for (let row = 0; row < batchRows; row++) {
      if (next === order.length) {
        random.shuffle(order)
        next = 0
      }
      gatherRows<Truth>(train.inputs, order.subarray(next, next + 1), width, batch, row * width)
      next++
    }
    return batch
  }
}

function meanOf(moves: readonly Move[], of: (move: Move) => number): number {
  return moves.reduce((sum, move) => sum + of(move), 0) / moves.length
}

/**
 * Trains a generator against a discriminator, and yields at the end of each epoch `train/discriminator_loss`,
 * `train/generator_loss` (means over its steps, each before its update), `val/energy_distance` of fakes from the
 * validation rows, `train/grad_norm` of the discriminator, `lr`, `train/samples_per_second` and `epoch`; with
 * `everySteps` the losses of every so many steps instead. A step is one of the generator. For the rest as `train`.
 */
export async function* trainGame(training: Training): AsyncGenerator<TrainingUpdate, void, undefined> {
  const { options, task, dataset, loss, lossParams, stepsPerEpoch, batchRows } = training
  const { lr, everySteps, onNonFinite } = options
  const game = await startGame(training)
  const nextReal = realRows(training)
  const rounds = 'gradientNorms' in loss.expects.inputs ? criticSteps : 1
  const turn = createTurns()
  const problemOf = (move: Move): LossProblem | null =>
    Number.isFinite(move.loss) && Number.isFinite(move.gradientNorm)
      ? null
      : (checkLoss(move.loss, { parameters: [move.gradientNorm] }, loss, lossParams) ?? null)

  try {
    for (let epoch = 1, step = 0, skipped = 0; epoch <= options.epochs; epoch++) {
      const judged: Move[] = []
      const made: Move[] = []
      const start = performance.now()
      for (let count = 0; count < stepsPerEpoch; count++) {
        const keep = onNonFinite === 'continue'
        for (let round = 0; round < rounds; round++) judged.push(game.discriminate(nextReal(), lr, keep))
        made.push(game.generate(lr, keep))
        step++
        const at = step / stepsPerEpoch
        const [judge, maker] = [judged.at(-1) as Move, made.at(-1) as Move]
        const values = {
          'train/discriminator_loss': judge.loss,
          'train/generator_loss': maker.loss,
          'train/grad_norm': judge.gradientNorm,
          lr,
        }
        const problem = problemOf(judge) ?? problemOf(maker)
        if (problem && onNonFinite === 'stop') {
          yield { kind: 'failed', step, epoch: at, values, reason: reasonOf(problem, step, lr) }
          return
        }
        if (problem && onNonFinite === 'skip') skipped++
        if (everySteps > 0 && step % everySteps === 0) yield { kind: 'step', step, epoch: at, values }
        await turn()
      }
      const seconds = (performance.now() - start) / 1000
      const fakes = game.fakes(judgedBatches)
      yield {
        kind: 'epoch',
        ...{ step, epoch },
        values: {
          ...(everySteps === 0 && {
            'train/discriminator_loss': meanOf(judged, (move) => move.loss),
            'train/generator_loss': meanOf(made, (move) => move.loss),
            'train/grad_norm': meanOf(judged, (move) => move.gradientNorm),
            lr,
          }),
          ...metricsOf(task, fakes, dataset.validation.truth, null),
          ...(skipped > 0 && { 'train/skipped_steps': skipped }),
          'train/samples_per_second': (stepsPerEpoch * rounds * batchRows) / seconds,
          epoch,
        },
      }
    }
  } finally {
    game.dispose()
  }
}
