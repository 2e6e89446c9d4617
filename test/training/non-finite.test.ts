import { describe, expect, it } from 'vitest'
import {
  type Loss,
  type LossBatch,
  type LossBuffers,
  type LossParams,
  lossOf,
} from '../../lib/losses/index.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { train } from '../../lib/training/train.ts'
import type { TrainingUpdate } from '../../lib/training/training-update.ts'

const mse = lossOf('mse')
type Kernel = (batch: LossBatch, params: LossParams, into: LossBuffers) => number

/** The mean squared error, whose result something else has its hands on. */
function spoilt(id: string, spoil: (into: LossBuffers) => void): Loss {
  const { perExample } = mse as unknown as { perExample: Kernel }
  const kernel: Kernel = (batch, params, into) => {
    const denominator = perExample(batch, params, into)
    spoil(into)
    return denominator
  }
  return { ...mse, id, perExample: kernel } as Loss
}

/** A loss that is not a number on its third batch. */
function broken(): Loss {
  let calls = 0
  return spoilt('broken', ({ values }) => {
    if (++calls === 3) values[0] = Number.NaN
  })
}

async function run(onNonFinite: string, given: object = {}, loss = broken()) {
  const updates: TrainingUpdate[] = []
  const material = { loss, dataset: loadDataset('car-mileage') }
  const options = { task: 'car-mileage', epochs: 2, loss: loss.id, onNonFinite, ...given }
  for await (const update of train(parseTrainingOptions(options, material), material)) updates.push(update)
  return updates
}

describe('a loss that is not finite', () => {
  it('ends the training with its values and the reason', async () => {
    const updates = await run('stop')
    expect(updates).toHaveLength(1)
    expect(updates[0]).toMatchObject({ kind: 'failed', step: 3, values: { 'train/loss': Number.NaN } })
    expect(updates[0]?.reason).toBe(
      'Step 3 was not taken: the loss broken is NaN. Usually the learning rate, here 0.01, is too high, or an input or a target is not finite.',
    )
  })

  it('is left out and counted when told so', async () => {
    const updates = await run('skip')
    expect(updates.map(({ kind, step }) => [kind, step])).toEqual([
      ['epoch', 10],
      ['epoch', 20],
    ])
    expect(updates.map(({ values }) => values['train/skipped_steps'])).toEqual([1, 1])
    expect(updates.every(({ values }) => Number.isFinite(values['train/loss']))).toBe(true)
  })

  it('is taken all the same when told so', async () => {
    const updates = await run('continue')
    expect(updates.map(({ values }) => Number.isFinite(values['train/loss']))).toEqual([false, true])
  })
})

it('a gradient that is not finite is called one', async () => {
  const sharp = spoilt('sharp', ({ gradients }) => {
    const { predictions } = gradients
    if (predictions) predictions[0] = Number.POSITIVE_INFINITY
  })
  const [first] = await run('stop', {}, sharp)
  expect(first).toMatchObject({ kind: 'failed', step: 1 })
  expect(first?.reason).toContain('the gradient of the parameters is')
})

it('a learning rate of a million ends the training and does not go on with NaN', async () => {
  const updates = await run('stop', { optimizer: 'sgd', lr: 1e6, loss: 'mse', epochs: 50 }, mse)
  expect(updates.at(-1)?.kind).toBe('failed')
  expect(updates.at(-1)?.reason).toContain('Usually the learning rate, here 1000000, is too high')
})
