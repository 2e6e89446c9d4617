import { describe, expect, it } from 'vitest'
import { evaluate, expectationOf, type Loss, losses, lossOf, readParams } from '../../../lib/losses/index.ts'
import { loadDataset } from '../../../lib/training/datasets/loaders.ts'
import { fitOf } from '../../../lib/training/fit/fit.ts'
import { requireFit } from '../../../lib/training/fit/suits.ts'
import { parseTrainingOptions } from '../../../lib/training/options.ts'
import { sampleBatch } from '../../../lib/training/sample-batch.ts'
import type { Task } from '../../../lib/training/task.ts'
import { type TaskId, tasks } from '../../../lib/training/tasks.ts'
import { prepareTraining } from '../../../lib/training/training.ts'

const combined = lossOf('combined')
const ids = Object.keys(losses)
const termsOf = (sum: string) => readParams(combined, { terms: sum })
const fitsAlone = (task: Task, id: string) => {
  const loss: Loss = lossOf(id)
  return fitOf(task, expectationOf(loss, readParams(loss))) !== null
}

const fault = (of: () => unknown): string | null => {
  try {
    of()
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe('a sum of losses', () => {
  it.each([
    ['car-mileage', '0.5*mse+0.5*msle'],
    ['car-mileage', 'msle+mse'],
    ['car-mileage', 'mae+mape'],
    ['car-mileage', 'mape+smape+mse'],
    ['car-mileage', 'mape+msle'],
    ['car-mileage', 'combined(alpha=0.2)+msle'],
    ['football-goals', 'mse+poisson-nll(logInput=false)'],
    ['football-goals', 'msle+poisson-nll(logInput=false)'],
    ['penguin-sex', 'mse+bce'],
    ['penguin-sex', 'mse+hinge'],
    ['digits', 'cross-entropy+nll'],
    ['digit-masks', 'bce-with-logits+dice'],
  ])('is given what all of its losses can take: %s %s', (task, loss) => {
    const options = parseTrainingOptions({ task, loss })
    const training = prepareTraining(options)
    const { value } = evaluate(training.loss, sampleBatch(training), { params: training.lossParams })
    expect(value).toBeGreaterThan(0)
  })

  it.each([
    [
      'football-goals',
      'mse+poisson-nll',
      'poisson-nll needs log-rate predictions and count targets, but mse',
    ],
    [
      'digits',
      'mse+cross-entropy',
      'cross-entropy needs logits predictions and class targets, but mse before it',
    ],
    [
      'car-mileage',
      'mse+mae+gaussian-nll',
      'gaussian-nll needs real mean, variance variance and real targets',
    ],
    ['football-goals', 'mse+mape', 'needs targets other than 0'],
    ['penguin-sex', 'mse+msle', 'is for numbers'],
    ['penguin-beaks', 'gan-bce+lsgan', 'has no parameter "side"'],
  ])('is refused before the training where that is nothing: %s %s', (task, loss, sentence) => {
    expect(() => parseTrainingOptions({ task, loss })).toThrow(sentence)
  })

  it('may have its terms in any order, and takes no more tasks than its losses take', () => {
    const wrong: string[] = []
    for (const task of Object.values(tasks) as Task[])
      for (const a of ids)
        for (const b of ids) {
          const of = (sum: string) => fault(() => requireFit(task, combined, termsOf(sum)))
          const [one, other] = [of(`${a}+${b}`), of(`${b}+${a}`)]
          if ((one === null) !== (other === null)) wrong.push(`${task.id} ${a}+${b}: ${one ?? other}`)
          if (one === null && !fitsAlone(task, a) && !fitsAlone(task, b)) wrong.push(`${task.id} ${a}+${b}`)
        }
    expect(wrong).toEqual([])
  })

  it('never fails on the targets of a task that it is allowed on', () => {
    const wrong: string[] = []
    for (const task of Object.keys(tasks) as TaskId[]) {
      const dataset = loadDataset(task)
      // The order makes no difference, as the test before this one says.
      for (const [i, a] of ids.entries())
        for (const b of ids.slice(i)) {
          const loss = `${a}+${b}`
          if (fault(() => requireFit(tasks[task], combined, termsOf(loss)))) continue
          const options = { ...parseTrainingOptions({ task }), loss: 'combined', lossParams: { terms: loss } }
          const training = prepareTraining(options, { dataset })
          const said = fault(() =>
            evaluate(training.loss, sampleBatch(training), { params: training.lossParams }),
          )
          if (said) wrong.push(`${task} ${loss}: ${said}`)
        }
    }
    expect(wrong).toEqual([])
  })
})
