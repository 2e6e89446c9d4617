import { expect, it } from 'vitest'
import { factsOf } from '../../lib/recorder/facts.ts'
import { run } from '../compare/compared.ts'

const params = { classes: 10 }

it('levels of a loss are known where the library of the run makes the same of it', () => {
  const of = (dialect?: string) =>
    factsOf(run('a', { params, loss: { id: 'cross-entropy', params: {}, ...(dialect ? { dialect } : {}) } }))
  expect(of().chanceLevel).toBeCloseTo(Math.log(10))
  expect(of('Keras').chanceLevel).toBeCloseTo(Math.log(10))
  expect(of('nolib').chanceLevel).toBeNull()
})

it('a bound that does not hold in the library of the run is not one', () => {
  const of = (dialect: string) => factsOf(run('a', { loss: { id: 'cosine-embedding', params: {}, dialect } }))
  expect(of('torch').lowerBound).toBe(0)
  expect(of('keras').lowerBound).toBeNull()
  expect(of('keras').lossNamed).toBe(true)
})
