import { describe, expect, it } from 'vitest'
import { detectors } from '../../lib/detectors/index.ts'
import { describeFinding } from '../../lib/detectors/message.ts'
import { causeWords } from '../../lib/detectors/message-causes.ts'
import { sayNumber } from '../../lib/detectors/message-numbers.ts'
import type { Finding } from '../../lib/run.ts'
import { explodes, healthy, overfits, stands } from './curves.ts'
import { epochs, watched } from './watching.ts'

const { train, validation } = overfits(60, 20)
const nan = (row: number) => (value: number, i: number) => (i === row ? Number.NaN : value)
const facts = { ...epochs, chanceLevel: Math.LN10, params: { lr: 0.1 } }
const real: Finding[] = [
  ...watched({ loss: healthy(60).map(nan(30)) }, facts),
  ...watched({ loss: [Number.POSITIVE_INFINITY] }, facts),
  ...watched({ loss: explodes(80, 50) }, facts),
  ...watched({ loss: stands(60) }, facts),
  ...watched({ loss: train, val_loss: validation }, facts),
]
const all = real.flatMap((finding) => [
  finding,
  { ...finding, resolvedStep: 1234 },
  { ...finding, evidence: {} },
])

const textOf = (finding: Finding) => Object.values(describeFinding(finding)).flat().join(' ')

it('has met every code', () => {
  expect(new Set(real.map(({ code }) => code))).toEqual(new Set(detectors.map(({ code }) => code)))
})

describe('every finding has its words', () => {
  it.each(all.map((finding) => [`${finding.code}, resolved: ${finding.resolvedStep}`, finding] as const))(
    '%s',
    (_title, finding) => {
      const text = describeFinding(finding)
      for (const part of [text.title, text.happened, text.since, text.usually]) expect(part).not.toBe('')
      expect(text.suggestions.length).toBeGreaterThan(0)
      expect(text.causes).toHaveLength(finding.causes.length)
      expect(textOf(finding)).not.toMatch(/undefined|NaN|null|\[object|Infinity| {2}/)
      expect(text.title.length).toBeLessThan(60)
    },
  )

  it('says when a trouble is over', () => {
    const text = describeFinding({ ...(real[0] as Finding), resolvedStep: 40 })
    expect(text.since).toBe('from step 30 to step 40')
    expect(text.title).toBe('Not a number since step 30 (over)')
  })

  it('finds some for a code and a cause that it does not know', () => {
    const text = describeFinding({ ...(real[0] as Finding), code: 'dead-gradient', causes: ['moon-phase'] })
    expect(text.title).toBe('Dead gradient at step 30')
    expect(text.causes).toEqual([])
  })

  it('has a suggestion for every cause', () => {
    for (const { cause, suggestion } of Object.values(causeWords))
      expect(`${cause} ${suggestion}`).toMatch(/^\S.+\. \S.+\.$/)
  })
})

it.each([
  [38.123456, '38.12'],
  [null, 'unknown'],
  [Number.NaN, 'not a number'],
  [Number.NEGATIVE_INFINITY, 'minus infinity'],
])('says %s as %s in a sentence', (value, text) => {
  expect(sayNumber(value)).toBe(text)
})
