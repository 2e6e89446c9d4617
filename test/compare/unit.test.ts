import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessLevel, inUnit } from '../../lib/compare/unit.ts'
import { mse, run } from './compared.ts'

describe('the unit that values are drawn in', () => {
  it('is the share of the first finite value, where that is above zero', () => {
    const share = inUnit('start', run('a'), [Number.NaN, 4, 2])
    expect(share?.(2)).toBe(0.5)
    expect(share?.(Number.NaN)).toBeNaN()
    expect(share?.(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
    for (const values of [[], [0, 1], [-1, 2], [Number.NaN]])
      expect(inUnit('start', run('a'), values)).toBeNull()
  })

  it("is skill by the guess of the run's own loss, where that is known", () => {
    const known = run('a', { loss: mse, params: { target_variance: 4 } })
    expect(guessLevel(known)).toBe(4)
    expect(inUnit('skill', known, [])?.(1)).toBe(0.75)
    const said = run('a', { params: { 'constant_predictor.val/loss': 2 } })
    expect(inUnit('skill', said, [])?.(1)).toBe(0.5)
    expect(inUnit('skill', run('a', { loss: mse }), [1])).toBeNull()
    expect(inUnit('skill', run('a'), [1])).toBeNull()
  })

  it('changes nothing unless it is asked for', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(inUnit('values', run('a'), [])?.(value)).toBe(value)
      }),
    )
  })
})
