import { describe, expect, it } from 'vitest'
import { detectors } from '../../lib/detectors/index.ts'
import { siblingsOf } from '../../lib/detectors/memory/siblings.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { silenceOf } from '../../lib/detectors/rules/stalled.ts'
import { causeWords } from '../../lib/detectors/words/causes.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { sayNumber } from '../../lib/detectors/words/numbers.ts'
import type { Finding } from '../../lib/run.ts'
import { climbs, decay, explodes, healthy, noisy, overfits, spikes, stands, swings } from './curves.ts'
import { columns, epochs, watched } from './watching.ts'

const { train, validation } = overfits(60, 20)
const nan = (row: number) => (value: number, i: number) => (i === row ? Number.NaN : value)
const facts = { ...epochs, chanceLevel: Math.LN10, params: { lr: 0.1 } }
function resumed(): Finding[] {
  const watch = startWatch(facts)
  observe(watch, 'run', [columns([3, 2, 1])])
  return observe(watch, 'run', [columns([2], 'train/loss', 1)])
}

function behind(): Finding[] {
  const others = [1, 2, 3].map((seed) => {
    const watch = startWatch(facts)
    observe(watch, 'other', [columns(healthy(80, 0.02, seed))])
    return watch
  })
  const falls = columns(noisy(80, 0.02, decay(2.3, 1, 16)))
  return observe(startWatch(facts), 'run', [falls], siblingsOf(others))
}

const real: Finding[] = [
  ...watched({ loss: healthy(60).map(nan(30)) }, facts),
  ...watched({ loss: [Number.POSITIVE_INFINITY] }, facts),
  ...watched({ loss: explodes(80, 50) }, facts),
  ...watched({ loss: stands(60) }, facts),
  ...watched({ loss: train, val_loss: validation }, facts),
  ...watched({ loss: [...healthy(20), 0, 0, 0] }, facts),
  ...watched({ loss: climbs(80, 40) }, facts),
  ...watched({ loss: [1, 0.5, -0.2] }, { ...facts, lowerBound: 0 }),
  ...watched({ loss: healthy(120), grad_norm: [...Array(60).fill(1), 500, ...Array(59).fill(1)] }, facts),
  ...watched({ loss: healthy(60), grad_norm: [1, ...Array(59).fill(0)] }, facts),
  ...watched(
    { loss: healthy(60), grad_norm: Array(60).fill(Number.NaN), 'val/f1': [0.5, Number.NaN] },
    facts,
  ),
  ...watched({ loss: spikes(80, 50) }, facts),
  ...watched({ loss: swings(60) }, facts),
  ...watched({ loss: healthy(400) }, facts),
  ...resumed(),
  ...behind(),
  silenceOf(
    'run',
    { last: 0, step: 7, series: 'loss', pauses: [5000], longest: [5000, 0] },
    60_000,
  ) as Finding,
]
const all = real.flatMap((finding) => [
  finding,
  { ...finding, resolvedStep: 1234 },
  { ...finding, evidence: {} },
])

const textOf = (finding: Finding) => Object.values(describeFinding(finding)).flat().join(' ')

it('has met every code', () => {
  expect(new Set(real.map(({ code }) => code))).toEqual(
    new Set([...detectors.map(({ code }) => code), 'stalled', 'resumed']),
  )
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

  it('says in its sentence nothing that its title says', () => {
    for (const finding of real.filter(({ code }) => /non-finite|broken/.test(code))) {
      const { title, happened } = describeFinding(finding)
      expect(`${title}. ${happened}`).not.toMatch(/(at|since) (step \d+)\b.* \2\b/)
    }
  })

  it('tells the learning rate and the gradient norm of the moment at which it was found', () => {
    const evidence = { learningRate: 100, gradientNorm: Number.NaN }
    expect(describeFinding({ ...(real[0] as Finding), evidence }).happened).toMatch(
      / When it was found the learning rate was 100 and the gradient norm was not a number\.$/,
    )
  })

  it('says one value as one, and a large one with its exponent', () => {
    const [first, then] = watched({ loss: [2.3, Number.NaN] }, facts)
    expect(then).toBeUndefined()
    expect(describeFinding(first as Finding).happened).toContain('The last finite value was 2.300.')
    const diverged = real.find(({ code }) => code === 'diverged') as Finding
    const far = { ...diverged.evidence, now: 457_712_345, timesStart: 457_712_345 }
    expect(describeFinding({ ...diverged, evidence: far }).happened).toMatch(
      /^loss stood at 4.577e8 at .*, 4.6e8 times its start\./,
    )
  })

  it('says when a trouble is over', () => {
    const text = describeFinding({ ...(real[0] as Finding), resolvedStep: 40 })
    expect(text.since).toBe('from step 30 to step 40')
    expect(text.title).toBe('Not a number since step 30 (over)')
  })

  it('keeps the numbers of when it was raised, and adds where it stood when it was over', () => {
    const healed = { loss: train, val_loss: validation.map((value, row) => (row < 50 ? value : 0.5)) }
    const [opened, over] = watched(healed, facts).filter(({ code }) => code === 'overfitting')
    const { happened } = describeFinding(opened as Finding)
    expect(happened).toMatch(
      /^val_loss was best at step \d+ with 0\.\d+\. By step \d+ it stood at 0\.\d+, while/,
    )
    expect(describeFinding(over as Finding).happened).toBe(
      `${happened} Validation has closed the gap since, and stood at 0.5000 by step 51.`,
    )
  })

  it('finds some for a code and a cause that it does not know', () => {
    const text = describeFinding({ ...(real[0] as Finding), code: 'burnt-toast', causes: ['moon-phase'] })
    expect(text.title).toBe('Burnt toast at step 30')
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
