import { describe, expect, it } from 'vitest'
import { evaluate, type Loss, type LossBatch, lossOf, readParams } from '../../lib/losses/index.ts'
import { createRandom } from '../../lib/random.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { requireFit } from '../../lib/training/fit/suits.ts'
import { tasks } from '../../lib/training/tasks.ts'
import { createValidation } from '../../lib/training/validate.ts'

const dataset = loadDataset('car-mileage')
const { rows, truth } = dataset.validation
const random = createRandom(1)
const outputs = Float32Array.from({ length: rows }, () => random.normal())

/** The loss, and the sizes of the batches that it is given. */
function watched(loss: Loss, sizes: number[]): Loss {
  return {
    ...loss,
    unreducedShape(batch: LossBatch, params: never) {
      sizes.push(batch.inputs.predictions?.shape[0] ?? 0)
      return loss.unreducedShape(batch, params)
    },
  } as Loss
}

function valuesOf(loss: Loss, batchRows = 32) {
  const lossParams = readParams(loss)
  const fit = requireFit(tasks['car-mileage'], loss, lossParams)
  const parts = { task: tasks['car-mileage'], dataset, fit, loss, lossParams, batchRows }
  return createValidation(parts).values(outputs)
}

describe('the validation', () => {
  it('takes all rows at once for a loss of independent samples', () => {
    const { mean, deviation } = dataset.targetScale ?? { mean: 0, deviation: 1 }
    const targets = Float32Array.from(truth, (value) => (value - mean) / deviation)
    const shape = [rows, 1]
    const batch = {
      inputs: { predictions: { data: outputs, shape } },
      targets: { targets: { data: targets, shape } },
    }
    expect(valuesOf(lossOf('mse'))['val/loss']).toBeCloseTo(evaluate(lossOf('mse'), batch).value, 12)
  })

  it('takes batches as in training for a loss that looks at the batch as a whole', () => {
    const sizes: number[] = []
    valuesOf(watched({ ...lossOf('mse'), weighable: false } as Loss, sizes))
    expect([...new Set(sizes)]).toEqual([32, rows - 64])
  })

  it('gives metrics in the unit of the targets, whatever the loss', () => {
    const { mean, deviation } = dataset.targetScale ?? { mean: 0, deviation: 1 }
    const errors = Array.from(outputs, (x, row) => Math.abs(x * deviation + mean - (truth[row] as number)))
    const mae = errors.reduce((sum, error) => sum + error, 0) / rows
    for (const id of ['mse', 'mape', 'huber']) expect(valuesOf(lossOf(id))['val/mae']).toBeCloseTo(mae, 4)
  })
})
