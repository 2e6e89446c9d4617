import { expect, it } from 'vitest'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { train } from '../../lib/training/train.ts'

/** With steps of no size the weights stay what they were at first: what is measured then is measured of those. */
async function metricsAtStart(loss: string, seed: number): Promise<Record<string, number>> {
  const options = parseTrainingOptions({
    task: 'car-mileage',
    loss,
    seed,
    epochs: 1,
    optimizer: 'sgd',
    lr: 1e-300,
  })
  for await (const { kind, values } of train(options)) if (kind === 'epoch') return values
  throw new Error('It yields no epoch.')
}
const outputsOf = (loss: string) =>
  describeTraining(parseTrainingOptions({ task: 'car-mileage', loss })).params.parameters

it('losses that give the model the same number of outputs begin with the same weights for a seed, and others do not', async () => {
  const mse = await metricsAtStart('mse', 3)
  for (const loss of ['mae', 'huber', 'smooth-l1', 'quantile', '0.5*mse + 0.5*mae']) {
    const { 'val/mae': mae, 'val/rmse': rmse } = await metricsAtStart(loss, 3)
    expect([loss, mae, rmse]).toEqual([loss, mse['val/mae'], mse['val/rmse']])
    expect(outputsOf(loss)).toBe(outputsOf('mse'))
  }
  expect((await metricsAtStart('mae', 4))['val/mae']).not.toBe(mse['val/mae'])
  // Its model gives a variance beside each number.
  expect(outputsOf('gaussian-nll')).not.toBe(outputsOf('mse'))
})
