import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../lib/store/memory-store.ts'
import { sameTrainingOf } from '../../lib/summary/same-training.ts'
import { noWatches, points, started } from '../store/points.ts'

const loss = [2.3125, 1.9123456789, 1.51, 1.2000001, 0.987]
const accuracy = [0.1, 0.31, 0.52, 0.61, 0.7]
const start = 1_700_000_000_000

async function recordOf(
  id: string,
  series: Record<string, readonly number[]>,
  { source = id, time = start, stride = 1 } = {},
) {
  const store = createMemoryStore()
  const named = Object.entries(series)
  const steps = (values: readonly number[]) => values.map((_, i) => stride * (i + 1))
  await store.append(
    [
      started(id, { source }, time),
      ...named.map(([name, values]) => points(id, name, steps(values), [...values])),
    ],
    noWatches,
  )
  const record = await store.readRun(id)
  if (!record) throw new Error(`There is no run ${id}.`)
  return record
}

describe('the same training, logged by two tools', () => {
  it('is known by its values, whatever their names, steps and bits', async () => {
    const mlflow = await recordOf('mlflow', { 'train.loss': loss, 'val.acc': accuracy })
    const other = { 'train/loss': loss.map(Math.fround), lr: [1, 1, 1, 1, 1] }
    const events = await recordOf('tensorboard', other, { time: start + 20_000, stride: 100 })
    expect(sameTrainingOf(mlflow, [mlflow, events])?.run.id).toBe('tensorboard')
    expect(sameTrainingOf(events, [mlflow, events])?.run.id).toBe('mlflow')
  })

  it('is not seen in other values, in few or constant ones, in runs of one tool or of another hour', async () => {
    const own = await recordOf('mlflow', { loss, accuracy })
    const others = [
      await recordOf('another', { loss: loss.map((value) => value * 1.001), accuracy: [...accuracy, 0.9] }),
      await recordOf('constant', { a: [1, 1, 1, 1, 1, 1] }),
      await recordOf('short', { loss: loss.slice(0, 4) }),
      await recordOf('later', { loss, accuracy }, { time: start + 3_600_000 }),
      await recordOf('twice', { loss, accuracy }, { source: 'mlflow' }),
    ]
    expect(sameTrainingOf(own, others)).toBeNull()
    expect(sameTrainingOf(await recordOf('empty', {}), [own])).toBeNull()
  })
})
