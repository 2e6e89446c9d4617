import { describe, expect, it } from 'vitest'
import { detectors } from '../../lib/detectors/index.ts'
import { rules } from '../../lib/detectors/rulebook.ts'
import { faultOf } from '../../lib/detectors/threshold.ts'

describe('the rules', () => {
  it('are the detectors and those of whole runs, each with words', () => {
    expect(rules.map(({ code }) => code)).toEqual([
      ...detectors.map(({ code }) => code),
      'stalled',
      'resumed',
    ])
    for (const { title, looksFor } of rules) {
      expect(title).toMatch(/^[A-Z][^.]+$/)
      expect(looksFor).toMatch(/^[A-Z].+\.$/)
    }
  })

  it('have thresholds whose defaults are allowed', () => {
    for (const { thresholds } of rules)
      for (const threshold of Object.values(thresholds)) {
        expect(faultOf(threshold, threshold.default)).toBeNull()
        for (const value of [threshold.min, threshold.max]) expect(faultOf(threshold, value)).toBeNull()
        for (const value of [threshold.min - 1e-9 * threshold.max, 2 * threshold.max, Number.NaN, Infinity])
          expect(faultOf(threshold, value)).toMatch(/^This is a number from .+ to .+\.$/)
      }
  })
})
