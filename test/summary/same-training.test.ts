import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { haveSameValues, isSameTraining, pairsOf } from '../../lib/summary/same-training.ts'
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

function columnsOf(values: readonly number[]) {
  const numbers = Float64Array.from(values)
  return { name: 'loss', steps: numbers.map((_, i) => i), values: numbers, times: numbers }
}

describe('runs that may show the same training', () => {
  it('are those of two tools with the same extremes, whatever the names, steps and bits of their metrics', async () => {
    const mlflow = await recordOf('mlflow 3.17', { 'train.loss': loss, 'val.acc': accuracy })
    const other = { 'train/loss': loss.map(Math.fround), lr: [1, 0.5, 0.2, 0.1, 0.05] }
    const events = await recordOf('tensorboard', other, { time: start + 20_000, stride: 100 })
    expect(pairsOf(mlflow, events)).toEqual([{ own: 'train.loss', other: 'train/loss' }])
    expect(isSameTraining(mlflow, events, 1)).toBe(true)
    expect(isSameTraining(mlflow, events, 0)).toBe(false)
  })

  it('are not those that share a schedule, a count, a constant, a few values, a tool, or began in another hour', async () => {
    const lr = [1, 0.5, 0.2, 0.1, 0.05]
    const epoch = [1, 2, 3, 4, 5]
    const own = await recordOf('mlflow 3.17', { loss, lr, epoch, constant: [1, 1, 1, 1, 1] })
    const others = [
      await recordOf('another', { loss: loss.map((value) => value * 1.001), lr, epoch }),
      await recordOf('constant', { constant: [1, 1, 1, 1, 1] }),
      await recordOf('short', { loss: loss.slice(0, 4) }),
      await recordOf('later', { loss }, { time: start + 3_600_000 }),
      await recordOf('twice', { loss }, { source: 'mlflow 3.16' }),
    ]
    for (const other of others) expect(pairsOf(own, other)).toEqual([])
  })

  it('need half of what the smaller one tells', async () => {
    const own = await recordOf('mlflow', { loss, accuracy, a: [1, 2, 3, 4, 9], b: [1, 2, 3, 4, 8] })
    const other = await recordOf('wandb', { loss, x: [5, 4, 3, 2, 0], y: [5, 4, 3, 2, 0.5] })
    expect(isSameTraining(own, other, pairsOf(own, other).length)).toBe(false)
  })
})

describe('values', () => {
  it('are the same as far as both go, at 32 bits, NaN and all', () => {
    const values = [...loss, Number.NaN, 0.5]
    expect(haveSameValues(columnsOf(values), columnsOf(values.map(Math.fround)))).toBe(true)
    expect(haveSameValues(columnsOf(values), columnsOf([...values, 0.25]))).toBe(true)
  })

  it.each([
    ['in another order', [...loss].reverse()],
    ['with the same extremes only', [2.3125, 1.5, 1.4, 1.3, 0.987]],
    ['too few', loss.slice(0, 4)],
    ['NaN elsewhere', [2.3125, Number.NaN, 1.51, 1.2000001, 0.987]],
  ])('are not the same %s', (_what, values) => {
    expect(haveSameValues(columnsOf(loss), columnsOf(values))).toBe(false)
  })
})
