import { describe, expect, it } from 'vitest'
import { paramTexts } from '../../lib/compare/param-text.ts'

describe('the text of a parameter', () => {
  it('has no digits that come from how a computer writes numbers', () => {
    expect(paramTexts([0.001 * 13, Math.fround(0.001), 128, 1e-7, null])).toEqual([
      ...['0.013', '0.001', '128', '1e-7'],
      null,
    ])
  })

  it('has all digits of whole numbers, and where two would read the same without', () => {
    expect(paramTexts([1.23456789, 1.23456788])).toEqual(['1.23456789', '1.23456788'])
    expect(paramTexts([1234567891])).toEqual(['1234567891'])
  })

  it('is quoted where a number reads the same', () => {
    expect(paramTexts([0.001 * 13, '0.013', 'x'])).toEqual(['0.013', '"0.013"', 'x'])
  })
})
