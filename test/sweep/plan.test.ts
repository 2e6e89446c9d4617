import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../lib/refusal.ts'
import { trainingFlagsOf } from '../../lib/sweep/flags.ts'
import { bodyOf, checkSweep } from '../../lib/sweep/options.ts'
import {
  differInSeedsOnly,
  nameOfPlan,
  optionsOfTraining,
  trainingsOf,
  withSeeds,
} from '../../lib/sweep/plan.ts'
import { sweepIdOf } from '../../lib/sweep/sweep.ts'
import { flagsOf } from '../../lib/training/flags.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'

const asked = {
  losses: fc.uniqueArray(
    fc.constantFrom('mse', 'mae', 'huber', 'huber(delta=2)', 'smooth-l1(beta=0.5)', '0.5*mse + 0.5*mae'),
    { minLength: 1, maxLength: 4 },
  ),
  lr: fc.uniqueArray(fc.constantFrom(0.1, 0.01, 0.001, 1e9), { minLength: 1, maxLength: 3 }),
  seeds: fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 6 }),
}
const body = fc.record({ task: fc.constant('car-mileage'), ...asked }, { requiredKeys: ['task', 'losses'] })
const sweepOf = (given: object) => ({ ...checkSweep(given), id: 'sweep-0123abcd', name: 's' })
const few = { numRuns: 25 }

describe('the plan of a sweep', () => {
  it('has each loss with each rate and each seed once, each as a run of its own', () => {
    fc.assert(
      fc.property(body, (given) => {
        const sweep = sweepOf(given)
        const trainings = trainingsOf(sweep)
        const count = given.losses.length * (given.lr?.length ?? 1) * (given.seeds?.length ?? 5)
        expect(new Set(trainings.map(({ runId }) => runId)).size).toBe(count)
        expect(trainings.every(({ runId }) => sweepIdOf(runId) === sweep.id)).toBe(true)
        const settings = new Set(trainings.map(({ loss, lr }) => `${loss.text} ${lr}`))
        for (const { seed } of trainings)
          expect(trainings.filter((one) => one.seed === seed)).toHaveLength(settings.size)
      }),
      few,
    )
  })

  it('differs between the trainings in loss, rate and seed only', () => {
    fc.assert(
      fc.property(body, (given) => {
        const sweep = { ...sweepOf(given), project: 'p' }
        const rests = trainingsOf(sweep).map((training) => {
          const {
            loss: _,
            lossParams: __,
            lr: ___,
            seed: ____,
            name: _____,
            ...rest
          } = optionsOfTraining(sweep, training)
          return JSON.stringify(rest)
        })
        expect(new Set(rests).size).toBe(1)
      }),
      few,
    )
  })

  it('says everything, so that it is read again as the same', () => {
    fc.assert(
      fc.property(body, (given) => {
        const checked = checkSweep(given)
        expect(checkSweep(bodyOf(checked))).toEqual(checked)
      }),
      few,
    )
  })

  it('keeps the runs that it has when seeds are added', () => {
    fc.assert(
      fc.property(body, asked.seeds, (given, more) => {
        const sweep = sweepOf(given)
        const grown = { ...sweep, plan: withSeeds(sweep.plan, more) }
        const ids = new Set(trainingsOf(grown).map(({ runId }) => runId))
        expect(trainingsOf(sweep).every(({ runId }) => ids.has(runId))).toBe(true)
        expect(differInSeedsOnly(sweep.plan, grown.plan)).toBe(true)
      }),
      few,
    )
  })

  it('has trainings that the command line takes as they are', () => {
    const sweep = {
      ...sweepOf({ task: 'car-mileage', losses: 'huber(delta=2), 0.5*mse + 0.5*mae', seeds: 1 }),
    }
    const kept = { ...sweep, jobs: 1, createdAt: 0, stoppedAt: null }
    for (const training of trainingsOf(sweep)) {
      const options = optionsOfTraining(kept, training)
      expect(parseTrainingOptions(options.data === null ? withoutNulls(options) : options)).toEqual(options)
      expect(trainingFlagsOf(kept, training, 'http://here')).toEqual([
        ...flagsOf(options),
        ...['--run-id', training.runId, '--server', 'http://here'],
      ])
    }
  })

  it('has a name that follows from what is trained', () => {
    const plan = (given: object) => checkSweep({ task: 'car-mileage', losses: 'mse', ...given }).plan
    expect(nameOfPlan(plan({ seeds: 5 }))).toBe(nameOfPlan(plan({})))
    expect(nameOfPlan(plan({ epochs: 3 }))).not.toBe(nameOfPlan(plan({})))
    expect(nameOfPlan(plan({}))).toMatch(/^car-mileage-[0-9a-f]{6}$/)
    expect(differInSeedsOnly(plan({ losses: 'mse,mae' }), plan({ losses: 'mae,mse', seeds: 9 }))).toBe(true)
    expect(differInSeedsOnly(plan({ epochs: 3 }), plan({}))).toBe(false)
  })
})

const withoutNulls = (options: object) =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length)),
  )

describe('what is no sweep', () => {
  it.each([
    [{ task: 'penguin', losses: 'mse' }, 'Unknown task "penguin"'],
    [{ task: 'car-mileage' }, 'The losses must be a list'],
    [{ task: 'car-mileage', losses: '' }, 'The losses must be a list'],
    [{ task: 'car-mileage', losses: 'mse,mea' }, 'Unknown loss "mea"'],
    [
      { task: 'car-mileage', losses: 'mse, huber(delta=1), huber(delta = 1)' },
      'huber(delta=1) is named twice.',
    ],
    [
      { task: 'car-mileage', losses: 'huber, mse, huber(delta=1)' },
      'The loss huber(delta=1) is named twice, as huber too.',
    ],
    [{ task: 'car-mileage', losses: 'cross-entropy' }, 'is for classes'],
    [{ task: 'car-mileage', losses: 'huber(delta=0)' }, 'must be a number above 0, not 0.'],
    [{ task: 'car-mileage', losses: 'huber(delta' }, 'is no part of a combined loss'],
    [{ task: 'car-mileage', losses: 'mse', lr: '0.1,fast' }, 'numbers above 0, not "0.1,fast".'],
    [{ task: 'car-mileage', losses: 'mse', seeds: '5-3' }, 'not "5-3".'],
    [{ task: 'car-mileage', losses: 'mse', seeds: 0 }, 'The seeds must be a number of them'],
    [{ task: 'car-mileage', losses: 'mse', seeds: '0' }, 'not "0".'],
    [{ task: 'car-mileage', losses: 'mse,mae', seeds: 501 }, 'This would be 1002 trainings'],
    [
      { task: 'car-mileage', losses: 'mse', jobs: 0 },
      'The jobs must be a whole number from 1 to 256, not 0.',
    ],
    [{ task: 'car-mileage', losses: 'mse', loss: 'mae' }, 'Unknown option "loss"'],
    [{ task: 'car-mileage', losses: './mine.ts' }, 'are read on the command line only'],
    [{ task: 'csv', data: '/etc/passwd', target: 'x', losses: 'mse' }, 'are read on the command line only'],
    [{ task: 'car-mileage', losses: 'mse', classWeights: 'balanced' }, 'Class weights need classes'],
    ['mse', 'The options of a sweep must be an object.'],
  ])('%j is refused in a sentence', (given, words) => {
    const refused = () => checkSweep(given)
    expect(refused).toThrow(Refusal)
    expect(refused).toThrow(words)
  })
})
