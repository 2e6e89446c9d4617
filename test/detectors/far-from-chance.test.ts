import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { epochs, raisedIn, watched } from './watching.ts'

const digits = { ...epochs, chanceLevel: Math.log(10) }

describe('a run whose first value is already far above the chance level', () => {
  it('has diverged at once when the value is absurd', () => {
    expect(raisedIn([1e14, 6e5, 7e5, 6e5], digits)).toEqual(['diverged@0'])
  })

  it('has diverged at its second row when it stays over a hundred times the chance level', () => {
    expect(raisedIn([900, 700, 650, 600], digits)).toEqual(['diverged@1'])
  })

  it('is left in peace when one high print heals', () => {
    expect(raisedIn([9000, 2.2, 1.4, 0.9, 0.7, 0.6], digits)).toEqual([])
  })

  it('is left in peace when it starts at ten times the chance level and learns', () => {
    expect(raisedIn([23, 12, 7, 4, 3, 2.5, 2, 1.5, 1.2, 1], digits)).toEqual([])
  })

  it('says how far it is, and is over when the loss is back near the chance level', () => {
    const findings = watched({ 'train/loss': [1e14, ...Array(12).fill(2.3)] }, digits)
    expect(describeFinding(findings[0] as never).happened).toContain(
      'times what a model gets that only guesses',
    )
    expect(findings.findLast(({ code }) => code === 'diverged')?.resolvedStep).not.toBeNull()
  })
})
