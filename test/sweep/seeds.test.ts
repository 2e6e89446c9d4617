import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshSeeds, parseSeeds, seedsText } from '../../lib/sweep/seeds.ts'

describe('seeds', () => {
  it.each([
    ['5', [0, 1, 2, 3, 4]],
    ['3,4,9', [3, 4, 9]],
    ['7,', [7]],
    ['2-4', [2, 3, 4]],
    ['2..4, 9', [2, 3, 4, 9]],
    ['1,1', [1]],
  ])('%s are %j', (text, seeds) => {
    expect(parseSeeds(text)).toEqual(seeds)
  })

  it('are written as they are read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), (seeds) => {
        expect(parseSeeds(seedsText(seeds))).toEqual(seeds)
      }),
    )
  })

  it('are fresh where none of those known is among them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.integer({ min: 1, max: 20 }), (seeds, count) => {
        expect(new Set([...seeds, ...freshSeeds(seeds, count)]).size).toBe(seeds.length + count)
      }),
    )
  })

  it.each(['', 'x', '-1', '1.5', '1,,2', '1-2000', '9007199254740993,'])('%j are none', (text) => {
    expect(() => parseSeeds(text)).toThrow(/seeds/)
  })
})
