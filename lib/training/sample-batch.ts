/** A small batch of a training before it begins: real targets, and inputs as an untrained model might give them. */
import type { LossBatch, Tensor } from '../losses/index.ts'
import { createRandom } from '../random.ts'
import { createBatches } from './fit/batches.ts'
import { createHead } from './fit/head.ts'
import { encodeTargets } from './fit/targets.ts'
import type { Training } from './training.ts'

const mostRows = 8

export function sampleBatch({ options, dataset, fit, batchRows }: Training): LossBatch {
  const rows = Math.min(mostRows, batchRows)
  const random = createRandom(options.seed, 3)
  const encoded = encodeTargets(fit, dataset.train, dataset.targetScale)
  const randoms = { order: createRandom(options.seed, 1), companions: createRandom(options.seed, 2) }
  const [batch] = createBatches(dataset, fit, encoded, rows, randoms)()
  if (!batch) throw new Error('The data set has no training rows.')
  const outputs = Float32Array.from({ length: fit.views * rows * fit.outputs }, random.normal)
  const inputs = createHead(fit, dataset.targetScale).apply(outputs, rows)
  const copy = ({ data, shape }: Tensor) => ({ data: Float64Array.from(data), shape })
  return {
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, copy(tensor)])),
    targets: batch.targets,
  }
}
