import { describe, expect, it } from 'vitest'
import { checkLoss, lossOf, readParams } from '../../lib/losses/index.ts'

function check(id: string, value: number, gradients: Record<string, number[]> = {}, params = {}) {
  const loss = lossOf(id)
  return checkLoss(value, gradients, loss, readParams(loss, params))
}

describe('checkLoss', () => {
  it.each([
    ['mse', 0.5, { predictions: [1, -2] }, {}],
    ['mse', 0, {}, {}],
    ['mse', -1e-9, {}, {}],
    ['wasserstein', -40, { fake: [1], real: [-1] }, {}],
    ['gan-hinge', -3, {}, { side: 'generator' }],
    ['poisson-nll', -7, {}, {}],
  ])('finds nothing wrong with %s of %f', (id, value, gradients, params) => {
    expect(check(id, value, gradients as Record<string, number[]>, params)).toBe(null)
  })

  it.each([
    [Number.NaN, 'nan', 'The loss mse is NaN.'],
    [Number.POSITIVE_INFINITY, 'infinite', 'The loss mse is Infinity.'],
    [Number.NEGATIVE_INFINITY, 'infinite', 'The loss mse is -Infinity.'],
  ])('says that a loss is %f', (value, problem, message) => {
    expect(check('mse', value, { predictions: [Number.NaN] })).toEqual({ problem, what: 'loss', message })
  })

  it('says where a gradient is not finite', () => {
    expect(check('mse', 1, { predictions: [0, Number.NaN] })).toEqual({
      problem: 'nan',
      what: 'gradient',
      message: 'The gradient of the predictions is NaN at entry 1.',
    })
    expect(check('mse', 1, { predictions: [Number.NEGATIVE_INFINITY] })?.problem).toBe('infinite')
  })

  it('says that a loss is below what it can reach', () => {
    expect(check('mse', -0.5)).toEqual({
      problem: 'below-bound',
      what: 'loss',
      message:
        'The loss mse is -0.5, but it cannot be below 0: its inputs or targets are not what it expects.',
    })
    expect(check('gan-hinge', -3)?.problem).toBe('below-bound')
    expect(check('combined', -1, {}, { terms: 'mse + mae' })?.problem).toBe('below-bound')
    expect(check('combined', -1, {}, { terms: 'mse + nll' })).toBe(null)
  })
})
