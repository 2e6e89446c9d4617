import { expect, it } from 'vitest'
import { applyToRun, type Run } from '../../lib/run.ts'
import { optionsAgain } from '../../lib/training/again.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'

function runOf(given: object, source = 'runner'): Run {
  const options = parseTrainingOptions(given)
  const { params, loss } = describeTraining(options)
  const { project, tags, seed } = options
  const run = { id: 'a', name: 'a', source, params, loss, project, tags, seed }
  return applyToRun(null, { type: 'run-started', run, time: 1 }) as Run
}

it.each([
  { task: 'penguins' },
  { task: 'penguins', imbalance: [10, 5, 1], classWeights: [1, 2.5, 10], onNonFinite: 'skip', tags: ['a'] },
  { task: 'penguins', classWeights: 'balanced', lr: 1e-7, seed: 4, project: 'mine' },
  { task: 'car-mileage', loss: 'huber', lossParams: { delta: 0.5 }, epochs: 3, optimizer: 'adam' },
  { task: 'car-mileage', loss: '0.7*mse + 0.3*huber(delta=2)', model: 'linear' },
])('a run can be trained again as it was: %j', (given) => {
  const options = parseTrainingOptions(given)
  expect(parseTrainingOptions(optionsAgain(runOf(given)))).toEqual(options)
})

it('what no server can train is not offered', () => {
  expect(optionsAgain(runOf({ task: 'penguins' }, 'python'))).toBeNull()
  const own = runOf({ task: 'penguins' })
  expect(optionsAgain({ ...own, params: { ...own.params, task: 'csv' } })).toBeNull()
})
