import { describe, expect, it } from 'vitest'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { tasks } from '../../lib/training/tasks.ts'

describe('the options of a training', () => {
  it('have the defaults of the task', () => {
    expect(parseTrainingOptions({ task: 'digits' })).toEqual({
      task: 'digits',
      loss: 'cross-entropy',
      lossParams: {},
      epochs: 10,
      lr: 0.001,
      optimizer: 'adam',
      batchSize: 128,
      model: 'mlp',
      seed: 0,
      everySteps: 0,
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
    [{}, 'The task is missing: choose one of digits, car-mileage.'],
    [{ task: 'digts' }, 'Unknown task "digts": choose one of digits, car-mileage.'],
    [{ task: 'digits', epoch: 3 }, 'Unknown option "epoch": the options are task, loss, '],
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
    [{ task: 'digits', model: 'vit' }, 'Unknown model "vit": choose one of linear, mlp, cnn.'],
    [
      { task: 'car-mileage', model: 'cnn' },
      'The model cnn does not suit the task car-mileage: choose one of mlp, linear.',
    ],
    [{ task: 'digits', loss: 'mes' }, 'Unknown loss "mes": choose one of mse, '],
    [{ task: 'digits', loss: 3 }, 'The loss must be the id of a loss, not 3.'],
    [
      { task: 'car-mileage', loss: 'cross-entropy' },
      'The loss cross-entropy is for classes, but the task car-mileage predicts numbers: choose one of mse, mae, smooth-l1.',
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
    [{ task: 'digits', name: '' }, 'The name must be a text of 1 to 200 characters, not "".'],
    [
      { task: 'digits', tags: 'a' },
      'The tags must be a list of at most 20 texts of 1 to 64 characters, not "a".',
    ],
  ])('are refused in one sentence: %j', (options, sentence) => {
    expect(() => parseTrainingOptions(options)).toThrow(sentence)
  })
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
