import { describe, expect, it } from 'vitest'
import { withImbalance } from '../../lib/training/class-balance.ts'
import type { Dataset } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { tasks } from '../../lib/training/tasks.ts'
import { train } from '../../lib/training/train.ts'
import { prepareTraining } from '../../lib/training/training.ts'
import type { TrainingUpdate } from '../../lib/training/training-update.ts'

const penguins = loadDataset('penguins')
const countsOf = ({ train: { truth } }: Dataset) =>
  [0, 1, 2].map((label) => Array.from(truth).filter((other) => other === label).length)

describe('an imbalance', () => {
  it('keeps as many training rows as the ratio allows, and all validation rows', () => {
    expect(countsOf(penguins)).toEqual([122, 55, 100])
    const thinned = withImbalance(penguins, tasks.penguins, [100, 10, 1])
    expect(countsOf(thinned)).toEqual([122, 12, 1])
    expect(thinned.validation).toBe(penguins.validation)
  })

  it('keeps the rows in their order, each with its own class', () => {
    const { train } = withImbalance(penguins, tasks.penguins, [1, 1, 1])
    const text = (inputs: Float32Array, row: number) => inputs.subarray(row * 10, row * 10 + 10).join()
    const rows = Array.from({ length: penguins.train.rows }, (_, row) => text(penguins.train.inputs, row))
    const from = Array.from({ length: train.rows }, (_, row) => rows.indexOf(text(train.inputs, row)))
    expect(from).toEqual(from.toSorted((a, b) => a - b))
    expect(from.map((row) => penguins.train.truth[row])).toEqual(Array.from(train.truth))
  })

  it('is refused for another number of classes and for tasks without', () => {
    expect(() => withImbalance(penguins, tasks.penguins, [2, 1])).toThrow(
      'The imbalance must be 3 numbers for the 3 classes of the task penguins, not 2.',
    )
    expect(() => withImbalance(penguins, tasks['car-mileage'], [2, 1])).toThrow(
      'the task car-mileage has none',
    )
  })
})

describe('class weights', () => {
  const paramsOf = (given: object) => {
    const options = parseTrainingOptions(given)
    return prepareTraining(options).givenParams
  }

  it('balanced make every class count the same', () => {
    const weight = String(paramsOf({ task: 'penguins', classWeights: 'balanced' }).weight)
      .split(',')
      .map(Number)
    const sums = countsOf(penguins).map((count, label) => count * (weight[label] as number))
    for (const sum of sums) expect(sum).toBeCloseTo(277 / 3, 2)
  })

  it('become the weight of positives where there is one logit', () => {
    expect(paramsOf({ task: 'penguin-sex', classWeights: '2,5' })).toEqual({ posWeight: 2.5 })
    const { posWeight } = paramsOf({ task: 'penguin-sex', classWeights: 'balanced' })
    expect(posWeight).toBeCloseTo(132 / 135, 6)
  })

  it('are told in the params of the run', () => {
    const options = parseTrainingOptions({ task: 'penguins', classWeights: '1,2,3', imbalance: '4:2:1' })
    expect(describeTraining(options).params).toMatchObject({
      'loss.weight': '1,2,3',
      class_weights: '1,2,3',
      imbalance: '4:2:1',
      train_size: 110 + 55 + 28,
    })
  })

  it.each([
    [{ task: 'penguins', classWeights: '1,2' }, 'The class weights must be 3 numbers for the 3 classes'],
    [
      { task: 'penguins', loss: 'focal', classWeights: 'balanced' },
      'The loss focal cannot weigh the classes',
    ],
    [
      { task: 'penguin-sex', loss: 'bce', classWeights: 'balanced' },
      'such as bce-with-logits or cross-entropy',
    ],
    [{ task: 'car-mileage', classWeights: 'balanced' }, 'the task car-mileage has none'],
  ])('are refused in one sentence: %j', (given, sentence) => {
    expect(() => paramsOf(given)).toThrow(sentence)
  })

  it('help a rare class', async () => {
    const recallOf = async (classWeights: string | undefined) => {
      const given = { task: 'penguins', model: 'linear', imbalance: '122:3:100', epochs: 10 }
      let last: TrainingUpdate | undefined
      for await (const update of train(
        parseTrainingOptions(classWeights ? { ...given, classWeights } : given),
      ))
        last = update
      return last?.values['val/recall/Chinstrap'] as number
    }
    expect(await recallOf('balanced')).toBeGreaterThan(await recallOf(undefined))
  })
})
