import { describe, expect, it } from 'vitest'
import { lossOf, readParams } from '../../../lib/losses/index.ts'
import { lossesFor, requireFit } from '../../../lib/training/fit/suits.ts'
import type { Task } from '../../../lib/training/task.ts'
import { type TaskId, tasks } from '../../../lib/training/tasks.ts'

const fitWith = (task: TaskId, id: string) =>
  requireFit(tasks[task] as Task, lossOf(id), readParams(lossOf(id)))

describe('the losses that suit', () => {
  it.each<[TaskId, string[], string[]]>([
    [
      'digits',
      ['cross-entropy', 'nll', 'kl-div', 'bce', 'hinge', 'multi-margin', 'mse'],
      ['dice', 'triplet', 'mape'],
    ],
    ['penguin-sex', ['bce-with-logits', 'hinge', 'cross-entropy'], ['contrastive', 'poisson-nll']],
    [
      'car-mileage',
      ['mse', 'mape', 'smape', 'msle', 'gaussian-nll'],
      ['cross-entropy', 'poisson-nll', 'bce'],
    ],
    ['flight-delays', ['mse', 'quantile'], ['mape', 'msle', 'smape', 'poisson-nll']],
    ['football-goals', ['poisson-nll', 'msle', 'mse'], ['mape', 'cross-entropy']],
    ['overlaid-digits', ['bce-with-logits', 'multilabel-soft-margin'], ['cross-entropy', 'dice']],
    ['digit-masks', ['dice', 'iou', 'tversky', 'bce-dice', 'bce-with-logits'], ['mse', 'cross-entropy']],
    ['digit-boxes', ['detection'], ['cross-entropy', 'smooth-l1']],
    [
      'digit-embeddings',
      ['contrastive', 'triplet', 'cosine-embedding', 'info-nce'],
      ['margin-ranking', 'mse'],
    ],
    ['car-ranking', ['margin-ranking'], ['triplet', 'mse']],
  ])('%s', (task, suitable, unsuitable) => {
    const ids = lossesFor(tasks[task] as Task)
    expect(ids).toEqual(expect.arrayContaining(suitable))
    for (const id of unsuitable) expect(ids).not.toContain(id)
  })
})

describe('a loss that does not suit is refused with those that do:', () => {
  it.each<[TaskId, string, string]>([
    [
      'car-mileage',
      'cross-entropy',
      'is for classes, but the task car-mileage predicts numbers: choose one of mse',
    ],
    ['car-mileage', 'poisson-nll', 'needs targets that are whole and at least 0'],
    [
      'football-goals',
      'mape',
      'needs targets other than 0, and not all those of the task football-goals are',
    ],
    ['flight-delays', 'msle', 'needs targets of at least 0'],
    ['digits', 'triplet', 'is for vectors of pairs or triples'],
    ['digits', 'dice', 'is for marked places of images'],
    ['digits', 'wasserstein', 'is for two networks that play against each other'],
    ['digits', 'detection', 'is for boxes with classes'],
    ['digits', 'mape', 'is for numbers, but the task digits predicts classes'],
  ])('%s with %s', (task, loss, sentence) => {
    expect(() => fitWith(task, loss)).toThrow(sentence)
  })
})

describe('a fit', () => {
  it('has one output for a logit of two classes, and two for logits', () => {
    expect(fitWith('penguin-sex', 'bce').outputs).toBe(1)
    expect(fitWith('penguin-sex', 'cross-entropy').outputs).toBe(2)
  })

  it('has an output more for the variance', () => {
    expect(fitWith('car-mileage', 'gaussian-nll')).toMatchObject({ outputs: 2, encoding: 'standardized' })
  })

  it('leaves numbers in their unit where the loss asks what they are', () => {
    for (const id of ['mape', 'smape', 'msle']) expect(fitWith('car-mileage', id).encoding).toBe('in-unit')
    expect(fitWith('football-goals', 'poisson-nll').encoding).toBe('in-unit')
  })

  it('takes pairs and triples apart into the views that the loss names', () => {
    expect(fitWith('digit-embeddings', 'triplet').parts.map(({ name, view }) => [name, view])).toEqual([
      ['anchor', 0],
      ['positive', 1],
      ['negative', 2],
    ])
    expect(fitWith('digit-embeddings', 'info-nce')).toMatchObject({ views: 2, pairing: 'alike' })
  })
})
