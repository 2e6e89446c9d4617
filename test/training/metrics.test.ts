import { describe, expect, it } from 'vitest'
import { accuracy, gradientNorm, meanAbsoluteError, rSquared } from '../../lib/training/metrics.ts'

describe('accuracy', () => {
  it('is the share of rows whose largest output is their label', () => {
    expect(accuracy([1, 2, 3, 0, 5, 4], [2, 2], 3)).toBe(0.5)
  })

  it('lets the first of equal outputs win', () => {
    expect(accuracy([1, 1, 1, 1], [0, 1], 2)).toBe(0.5)
  })

  it('counts a row with a NaN as wrong', () => {
    expect(accuracy([Number.NaN, 1, 1, Number.NaN], [1, 0], 2)).toBe(0)
  })
})

describe('the errors of a regression', () => {
  it('are 0 and 1 for a perfect prediction', () => {
    expect(meanAbsoluteError([1, 2], [1, 2])).toBe(0)
    expect(rSquared([1, 2], [1, 2])).toBe(1)
  })

  it('give an R² of 0 to the mean and less to what is worse', () => {
    expect(rSquared([2, 2, 2], [1, 2, 3])).toBe(0)
    expect(rSquared([3, 2, 1], [1, 2, 3])).toBe(-3)
  })
})

it('the gradient norm is the length over all parameters', () => {
  expect(gradientNorm([3, 0, -4])).toBe(5)
})
