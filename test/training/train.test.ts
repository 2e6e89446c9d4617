import { describe, expect, it } from 'vitest'
import { dataFactsOf, lossFacts } from '../../lib/losses/index.ts'
import { createRandom } from '../../lib/random.ts'
import { parseCsv } from '../../lib/tabular/index.ts'
import type { Dataset, Split } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { train } from '../../lib/training/train.ts'
import type { TrainingUpdate } from '../../lib/training/training-update.ts'

const data: Record<string, Dataset> = {
  digits: loadDataset('digits'),
  'car-mileage': loadDataset('car-mileage'),
}

async function run(
  given: { task: 'digits' | 'car-mileage' } & Record<string, unknown>,
  dataset = data[given.task],
) {
  const updates: TrainingUpdate[] = []
  const material = dataset ? { dataset } : {}
  for await (const update of train(parseTrainingOptions(given), material)) updates.push(update)
  return updates
}

/** All values but the throughput, which is the one that a clock decides. */
function repeatable(updates: TrainingUpdate[]) {
  return updates.map(({ values: { 'train/samples_per_second': _, ...values }, predicted, ...update }) => ({
    ...update,
    values,
    said: predicted?.as('last'),
  }))
}

describe('the same seed', () => {
  it('gives the same numbers, bit for bit, and another seed does not', async () => {
    const options = { task: 'car-mileage', epochs: 3, everySteps: 4 } as const
    const first = repeatable(await run({ ...options, seed: 4 }))
    expect(repeatable(await run({ ...options, seed: 4 }))).toEqual(first)
    expect(repeatable(await run({ ...options, seed: 5 }))).not.toEqual(first)
  })

  it('gives the same numbers whatever else is reported', async () => {
    const losses = (updates: TrainingUpdate[]) =>
      updates.filter(({ kind }) => kind === 'epoch').map(({ values }) => values['val/loss'])
    expect(losses(await run({ task: 'car-mileage', epochs: 2, everySteps: 1 }))).toEqual(
      losses(await run({ task: 'car-mileage', epochs: 2 })),
    )
  })
})

describe('training', () => {
  it.each([
    ['digits', 'cross-entropy', 2],
    ['digits', 'bce-with-logits', 2],
    ['digits', 'mse', 2],
    ['car-mileage', 'mse', 30],
    ['car-mileage', 'mae', 30],
    ['car-mileage', 'smooth-l1', 30],
  ] as const)('on %s with %s does better than a constant', async (task, loss, epochs) => {
    const options = { task, loss, epochs }
    const last = (await run(options)).at(-1)?.values ?? {}
    const description = describeTraining(parseTrainingOptions(options), { dataset: data[task] as Dataset })
    const { chanceLevel } = lossFacts(description.loss, dataFactsOf(description.params))
    if (loss !== 'smooth-l1') expect(last['val/loss']).toBeLessThan((chanceLevel ?? 0) / 2)
    if (task === 'digits') expect(last['val/accuracy']).toBeGreaterThan(0.85)
    else expect(last['val/r2']).toBeGreaterThan(0.7)
  })

  it.each(['sgd', 'momentum', 'adamw'])('learns with %s', async (optimizer) => {
    const last = (await run({ task: 'car-mileage', optimizer, epochs: 30 })).at(-1)
    expect(last?.values['val/r2']).toBeGreaterThan(0.7)
    expect(last?.values['val/mae']).toBeLessThan(4)
  })

  it('teaches a CNN to tell digits apart', async () => {
    const { train, validation, ...rest } = data.digits as Dataset
    const part = { ...rest, train: everyNth(train, 5), validation: everyNth(validation, 10) }
    const updates = await run({ task: 'digits', model: 'cnn', epochs: 2, lr: 0.005, batchSize: 64 }, part)
    expect(updates.at(-1)?.values['val/accuracy']).toBeGreaterThan(0.85)
  })

  it.each([
    ['digits', 'adam'],
    ['car-mileage', 'sgd'],
  ] as const)(
    'goes on, when told so, though a learning rate of a million ruins %s',
    async (task, optimizer) => {
      const updates = await run({
        task,
        optimizer,
        lr: 1e6,
        epochs: 1,
        everySteps: 1,
        onNonFinite: 'continue',
      })
      const losses = updates
        .filter(({ kind }) => kind === 'step')
        .map(({ values }) => values['train/loss'] as number)
      expect(losses.length).toBe(
        describeTraining(parseTrainingOptions({ task, epochs: 1 }), { dataset: data[task] as Dataset })
          .plannedSteps,
      )
      expect(losses.some((loss) => !(loss < 1e3))).toBe(true)
    },
  )
})

describe('training on a table of one’s own', () => {
  const random = createRandom(7)
  const rows = Array.from({ length: 300 }, () => {
    const [x, colour] = [random.normal(), random.uniform() < 0.5 ? 'red' : 'blue']
    const y = 3 * x + (colour === 'red' ? 2 : 0) + 0.3 * random.normal()
    return [x, colour, y, y > 1 ? 'yes' : 'no', Math.max(0, Math.round(y))].join(',')
  })
  const table = parseCsv(`x,colour,y,big,n\n${rows.join('\n')}`)

  it.each([
    ['y', 'mse', 'val/r2'],
    ['y', 'gaussian-nll', 'val/r2'],
    ['big', 'bce-with-logits', 'val/accuracy'],
    ['big', 'hinge', 'val/accuracy'],
  ])('learns %s with %s', async (target, loss, metric) => {
    const others = ['y', 'big', 'n'].filter((name) => name !== target)
    const part = { ...table, columns: table.columns.filter(({ name }) => !others.includes(name)) }
    const options = parseTrainingOptions({ data: 'my.csv', target, loss }, { table: part })
    let last: TrainingUpdate | undefined
    for await (const update of train(options, { table: part })) last = update
    expect(last?.values[metric]).toBeGreaterThan(0.85)
    expect(describeTraining(options, { table: part }).params).toMatchObject({
      task: 'csv',
      data: 'my.csv',
      target,
    })
  })
})

describe('the updates', () => {
  it('come once an epoch, with the series of the task', async () => {
    const updates = await run({ task: 'digits', epochs: 1 })
    expect(updates.map(({ kind, step, epoch }) => [kind, step, epoch])).toEqual([['epoch', 63, 1]])
    expect(Object.keys(updates[0]?.values ?? {}).sort()).toEqual([
      'epoch',
      'lr',
      'train/accuracy',
      'train/grad_norm',
      'train/loss',
      'train/samples_per_second',
      'val/accuracy',
      'val/f1',
      'val/loss',
      ...Array.from({ length: 10 }, (_, digit) => `val/recall/${digit}`),
    ])
  })

  it('never give one series two values for one step', async () => {
    const updates = await run({ task: 'car-mileage', epochs: 2, everySteps: 5 })
    expect(updates.map(({ kind, step }) => [kind, step])).toEqual([
      ['step', 5],
      ['step', 10],
      ['epoch', 10],
      ['step', 15],
      ['step', 20],
      ['epoch', 20],
    ])
    const [atEnd, epoch] = updates.slice(1, 3).map(({ values }) => values)
    expect(Object.keys(atEnd ?? {}).sort()).toEqual(['epoch', 'lr', 'train/grad_norm', 'train/loss'])
    expect(Object.keys(epoch ?? {}).sort()).toEqual([
      'epoch',
      'train/samples_per_second',
      'val/loss',
      'val/mae',
      'val/mape',
      'val/r2',
      'val/rmse',
    ])
    expect(epoch?.epoch).toBe(atEnd?.epoch)
  })

  it('leave the event loop its turns', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await run({ task: 'digits', epochs: 1 })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  it('end when nobody wants more', async () => {
    const options = parseTrainingOptions({ task: 'car-mileage', everySteps: 1 })
    const updates = train(options, { dataset: data['car-mileage'] as Dataset })
    expect((await updates.next()).value).toMatchObject({ step: 1 })
    await updates.return()
    expect(await updates.next()).toEqual({ done: true, value: undefined })
  })
})

/** A part with all classes, which lie one after the other in the file. */
function everyNth(split: Split, n: number): Split {
  const rows = Math.floor(split.rows / n)
  const inputs = new Float32Array(rows * 784)
  for (let row = 0; row < rows; row++)
    inputs.set(split.inputs.subarray(row * n * 784, (row * n + 1) * 784), row * 784)
  return {
    rows,
    inputs,
    truth: Int32Array.from({ length: rows }, (_, row) => split.truth[row * n] as number),
  }
}
