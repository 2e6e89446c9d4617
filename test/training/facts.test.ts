import { describe, expect, it } from 'vitest'
import { dataFactsOf, lossFacts } from '../../lib/losses/index.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'

const paramsOf = (given: object) => describeTraining(parseTrainingOptions(given)).params
const chanceOf = (given: object) => {
  const { loss, params } = describeTraining(parseTrainingOptions(given))
  return lossFacts(loss, dataFactsOf(params)).chanceLevel
}

describe('the facts of the data are those that the loss sees', () => {
  it('the share of positives where there is one logit, of both classes where there are two', () => {
    expect(paramsOf({ task: 'penguin-sex' })).toMatchObject({ classes: 2, class_prior: '0.5056' })
    expect(paramsOf({ task: 'penguin-sex', loss: 'cross-entropy' })).toMatchObject({
      classes: 2,
      class_prior: '0.4944,0.5056',
    })
  })

  it('the share of each label, and of what is marked', () => {
    expect(String(paramsOf({ task: 'overlaid-digits' }).class_prior).split(',')).toHaveLength(10)
    expect(Number(paramsOf({ task: 'digit-masks' }).class_prior)).toBeCloseTo(0.13, 1)
    expect(paramsOf({ task: 'overlaid-digits' }).classes).toBeUndefined()
  })

  it('the spread in deviations, or in the unit that the loss asks for', () => {
    expect(paramsOf({ task: 'car-mileage' }).target_variance).toBeCloseTo(1, 5)
    expect(paramsOf({ task: 'car-mileage', loss: 'mape' }).target_variance).toBeCloseTo(61.58, 2)
  })

  it('the chance level of a contrastive loss, for pairs of which half differ', () => {
    expect(chanceOf({ task: 'digit-embeddings', loss: 'contrastive' })).toBe(0.5)
    expect(chanceOf({ task: 'digit-embeddings', loss: 'info-nce' })).toBeCloseTo(Math.log(255), 12)
    expect(chanceOf({ task: 'penguins' })).toBeCloseTo(Math.log(3), 12)
  })
})

describe('a constant predictor reaches', () => {
  it.each([
    // 30 of 67 penguins held back are Adelie; 33 of 66 are male.
    [{ task: 'penguins' }, 'val/accuracy', 30 / 67],
    [{ task: 'penguin-sex' }, 'val/accuracy', 0.5],
    [{ task: 'car-ranking' }, 'val/accuracy', 0.5],
  ])('with %j the %s %d', (given, name, value) => {
    expect(paramsOf(given)[`constant_predictor.${name}`]).toBeCloseTo(value, 12)
  })

  it('the same whatever the loss', () => {
    const [first, ...others] = ['mse', 'mape', 'gaussian-nll'].map(
      (loss) => paramsOf({ task: 'car-mileage', loss })['constant_predictor.val/mae'],
    )
    expect(first).toBeCloseTo(6.487, 3)
    expect(others).toEqual([first, first])
  })

  it('with vectors that are all the same the chance of a random other row', () => {
    const chance = paramsOf({ task: 'digit-embeddings' })['constant_predictor.val/recall_at_1']
    expect(chance).toBeCloseTo(0.1, 2)
  })
})
