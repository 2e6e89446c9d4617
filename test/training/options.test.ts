import { describe, expect, it } from 'vitest'
import { lossOf } from '../../lib/losses/index.ts'
import { parseCsv } from '../../lib/tabular/index.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { tasks } from '../../lib/training/tasks.ts'

describe('the options of a training', () => {
  it('have the defaults of the task', () => {
    expect(parseTrainingOptions({ task: 'digits' })).toEqual({
      task: 'digits',
      data: null,
      target: null,
      loss: 'cross-entropy',
      lossParams: {},
      epochs: 10,
      lr: 0.001,
      optimizer: 'adam',
      batchSize: 128,
      model: 'mlp',
      seed: 0,
      everySteps: 0,
      imbalance: [],
      classWeights: null,
      onNonFinite: 'stop',
      predictions: true,
      system: true,
      name: null,
      project: 'default',
      group: null,
      tags: [],
    })
  })

  it('take the learning rate that suits the optimizer', () => {
    expect(parseTrainingOptions({ task: 'digits', optimizer: 'sgd' }).lr).toBe(tasks.digits.lr.sgd)
  })

  it('may be texts, as a command line gives them', () => {
    const options = {
      task: 'car-mileage',
      epochs: '3',
      lr: '1e6',
      seed: '7',
      everySteps: '10',
      batchSize: '16',
    }
    expect(parseTrainingOptions(options)).toMatchObject({
      epochs: 3,
      lr: 1e6,
      seed: 7,
      everySteps: 10,
      batchSize: 16,
    })
  })

  it('keep the parameters of the loss flat', () => {
    const weight = Array(10).fill(2)
    const { lossParams } = parseTrainingOptions({
      task: 'digits',
      lossParams: { weight, labelSmoothing: 0.1 },
    })
    expect(lossParams).toEqual({ weight: '2,2,2,2,2,2,2,2,2,2', labelSmoothing: 0.1 })
  })

  it.each<[unknown, string]>([
    [null, 'The options of a training must be an object.'],
    [[], 'The options of a training must be an object.'],
    [
      {},
      'The task is missing: choose one of digits, car-mileage, flight-delays, football-goals, penguins, penguin-sex, overlaid-digits, digit-masks, digit-boxes, digit-embeddings, car-ranking, penguin-beaks, csv.',
    ],
    [
      { task: 'digts' },
      'Unknown task "digts": choose one of digits, car-mileage, flight-delays, football-goals, penguins, penguin-sex, overlaid-digits, digit-masks, digit-boxes, digit-embeddings, car-ranking, penguin-beaks, csv.',
    ],
    [{ task: 'digits', epoch: 3 }, 'Unknown option "epoch": the options are task, data, target, loss, '],
    [{ task: 'digits', lr: 'fast' }, 'The learning rate must be a number above 0, not "fast".'],
    [{ task: 'digits', lr: 0 }, 'The learning rate must be a number above 0, not 0.'],
    [{ task: 'digits', lr: null }, 'not null.'],
    [{ task: 'digits', lr: '' }, 'not "".'],
    [{ task: 'digits', lr: Number.POSITIVE_INFINITY }, 'not Infinity.'],
    [
      { task: 'digits', epochs: 1.5 },
      'The number of epochs must be a whole number from 1 to 100000, not 1.5.',
    ],
    [{ task: 'digits', batchSize: 0 }, 'The batch size must be a whole number from 1 to 8192, not 0.'],
    [{ task: 'digits', seed: -1 }, 'The seed must be a whole number from 0 to '],
    [
      { task: 'digits', optimizer: 'adm' },
      'Unknown optimizer "adm": choose one of sgd, momentum, adam, adamw.',
    ],
    [{ task: 'digits', model: 'vit' }, 'Unknown model "vit": choose one of linear, mlp, smooth, cnn, conv.'],
    [
      { task: 'car-mileage', model: 'cnn' },
      'The model cnn does not suit the task car-mileage: choose one of mlp, linear.',
    ],
    [{ task: 'digits', loss: 'mes' }, 'Unknown loss "mes": choose one of mse, '],
    [{ task: 'digits', loss: 3 }, 'The loss must be the id of a loss, not 3.'],
    [
      { task: 'car-mileage', loss: 'cross-entropy' },
      'The loss cross-entropy is for classes, but the task car-mileage predicts numbers: choose one of mse, mae, smooth-l1, ',
    ],
    [{ task: 'car-mileage', loss: 'bce-with-logits' }, 'The loss bce-with-logits is for classes'],
    [{ task: 'digits', lossParams: { beta: 1 } }, 'The loss cross-entropy has no parameter "beta"'],
    [
      { task: 'digits', lossParams: { weight: [1, 2] } },
      'The weight of cross-entropy has 2 entries for 10 classes.',
    ],
    [
      { task: 'digits', lossParams: { weight: {} } },
      'A parameter of the loss must be a number or a list of numbers, not {}.',
    ],
    [{ task: 'digits', imbalance: '100' }, 'The imbalance must be a number for each class, such as 100:10:1'],
    [{ task: 'digits', imbalance: '1:0:2' }, 'The imbalance must be'],
    [
      { task: 'digits', classWeights: 'balance' },
      'The class weights must be balanced or a number for each class',
    ],
    [
      { task: 'digits', onNonFinite: 'ignore' },
      'Unknown answer to a loss that is not finite "ignore": choose one of stop, skip, continue.',
    ],
    [{ task: 'digits', data: '/etc/passwd' }, 'The task digits has its own data: leave out data and target'],
    [{ task: 'digits', target: 'y' }, 'The task digits has its own data'],
    [{ task: 'csv', data: '/etc/passwd', target: 'y' }, 'Data of your own is read on the command line only'],
    [{ data: '/etc/passwd', target: 'y' }, 'Data of your own is read on the command line only'],
    [{ task: 'digits', predictions: 'no' }, 'Whether predictions are kept is true or false, not "no".'],
    [{ task: 'digits', name: '' }, 'The name must be a text of 1 to 200 characters, not "".'],
    [
      { task: 'digits', tags: 'a' },
      'The tags must be a list of at most 20 texts of 1 to 64 characters, not "a".',
    ],
  ])('are refused in one sentence: %j', (options, sentence) => {
    expect(() => parseTrainingOptions(options)).toThrow(sentence)
  })
})

describe('a table of one’s own', () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 3 ? 'a' : 'b'},${i % 5},${i * 1.5}`)
  const table = parseCsv(`x,y,n,z\n${rows.join('\n')}`)

  it('makes the task csv, with the loss that suits the target', () => {
    const losses = ['y', 'n', 'z'].map(
      (target) => parseTrainingOptions({ data: 'f.csv', target }, { table }).loss,
    )
    expect(losses).toEqual(['bce-with-logits', 'cross-entropy', 'mse'])
    expect(parseTrainingOptions({ data: 'f.csv', target: 'y' }, { table })).toMatchObject({
      task: 'csv',
      data: 'f.csv',
      target: 'y',
    })
  })

  it('takes small whole numbers for classes or counts, as the loss needs', () => {
    const { loss } = parseTrainingOptions({ task: 'csv', target: 'n', loss: 'poisson-nll' }, { table })
    expect(loss).toBe('poisson-nll')
  })

  it.each([
    [{ task: 'csv' }, 'The column to predict is missing: name it with --target COLUMN.'],
    [{ task: 'csv', target: 'w' }, 'There is no column "w": the columns are x, y, n, z.'],
    [{ task: 'csv', target: 'y', loss: 'poisson-nll' }, 'predicts one of two classes: choose one of '],
    [{ task: 'csv', target: 'z', loss: 'mape' }, 'needs targets other than 0'],
  ])('is refused in one sentence: %j', (options, sentence) => {
    expect(() => parseTrainingOptions(options, { table })).toThrow(sentence)
  })
})

it('a loss that is not in the library is taken in place of the id', () => {
  const own = { ...lossOf('mse'), id: 'mine' }
  const options = parseTrainingOptions({ task: 'car-mileage', loss: 'mine', epochs: 1 }, { loss: own })
  expect(options.loss).toBe('mine')
  expect(describeTraining(options, { loss: own }).loss).toEqual({ id: 'mine', params: {} })
  expect(() => parseTrainingOptions({ task: 'digits', loss: 'mine' })).toThrow('Unknown loss "mine"')
})

describe('the description of a training', () => {
  it('tells the plan and the facts of the data', () => {
    const options = parseTrainingOptions({
      task: 'car-mileage',
      epochs: 3,
      loss: 'smooth-l1',
      lossParams: { beta: 2 },
    })
    expect(describeTraining(options)).toMatchObject({
      plannedSteps: 30,
      stepsPerEpoch: 10,
      loss: { id: 'smooth-l1', params: { beta: 2 } },
      params: {
        task: 'car-mileage',
        'loss.beta': 2,
        train_size: 314,
        val_size: 78,
        target_unit: 'miles per gallon',
      },
    })
    expect(describeTraining(options).params.target_variance).toBeCloseTo(1, 5)
  })

  it('never plans a batch of more rows than there are', () => {
    const options = parseTrainingOptions({ task: 'car-mileage', epochs: 2, batchSize: 8000 })
    expect(describeTraining(options)).toMatchObject({
      plannedSteps: 2,
      stepsPerEpoch: 1,
      params: { batch_size: 314 },
    })
  })
})
