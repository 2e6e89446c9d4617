import { parseArgs } from 'node:util'
import { expect, it } from 'vitest'
import { flagsOf, optionsOfFlags, trainingFlags } from '../../lib/training/flags.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'

it.each([
  { task: 'digits' },
  {
    task: 'penguins',
    imbalance: [100, 10, 1],
    classWeights: 'balanced',
    onNonFinite: 'skip',
    predictions: false,
    system: false,
  },
  { task: 'penguins', classWeights: [1, 2.5, 10], everySteps: 3, tags: ['a', 'b'], name: 'x y' },
  { task: 'car-mileage', loss: 'huber', lossParams: { delta: 0.5 }, lr: 1e-7, seed: 4 },
])('options survive the way to the runner as flags: %j', (given) => {
  const options = parseTrainingOptions(given)
  const flags = Object.values(trainingFlags).map((flag) => [flag, { type: 'string' }] as const)
  const { values } = parseArgs({
    args: flagsOf(options),
    options: {
      ...Object.fromEntries(flags),
      tags: { type: 'string' },
      'no-predictions': { type: 'boolean' },
      'no-system': { type: 'boolean' },
      'loss-param': { type: 'string', multiple: true },
    },
  })
  expect(parseTrainingOptions(optionsOfFlags(values as never))).toEqual(options)
})
