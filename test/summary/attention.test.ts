import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { troubleOf } from '../../lib/detectors/words/headline.ts'
import { applyToRun, type Run, runStatuses, severities } from '../../lib/run.ts'
import { attentionSentence, worstFirst } from '../../lib/summary/attention.ts'
import { briefOf } from '../../lib/summary/brief.ts'
import type { HeadlineTone } from '../../lib/summary/headline.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { started } from '../store/points.ts'
import { finding } from './summarised.ts'

describe('the heading of live runs', () => {
  it.each<[readonly HeadlineTone[], string]>([
    [['live'], '1 live run, fine'],
    [['live', 'live'], '2 live runs, all fine'],
    [['live', 'critical'], '1 needs you · 1 fine'],
    [['warning', 'live', 'critical', 'quiet'], '2 need you · 1 fine · 1 paused, silent or known'],
    [['quiet'], '1 paused, silent or known'],
    [['live', 'watch', 'live'], '1 to watch · 2 fine'],
    [['watch', 'critical', 'watch'], '1 needs you · 2 to watch'],
  ])('counts %j', (tones, sentence) => {
    expect(attentionSentence(tones)).toBe(sentence)
  })
})

describe('the order of live runs', () => {
  it('has trouble first, and leaves equals as they are', () => {
    const runs = [
      ['a', 'live'],
      ['b', 'warning'],
      ['c', 'quiet'],
      ['d', 'critical'],
      ['e', 'live'],
      ['f', 'warning'],
      ['g', 'watch'],
    ] as const
    expect(worstFirst(runs, ([, tone]) => tone).map(([name]) => name)).toEqual([
      ...['d', 'b', 'f', 'g', 'c', 'a', 'e'],
    ])
  })
})

describe('the words on a live run in a list', () => {
  const run = applyToRun(null, started('a'))
  if (!run) throw new Error('no run')
  const latest = { 'train/loss': { step: 50, value: 300e6 } }
  const facts = { run, latest, best: {}, lastPointAt: 0 }
  const diverged = finding('f', {
    ...{ code: 'diverged', severity: 'critical', series: 'train/loss', step: 7 },
    ...{ evidence: { now: 5, start: 1, best: 0.4 }, causes: ['learning-rate-too-high'] },
  }).finding

  it('are what it is, where it stands now, why, and what to try', () => {
    const known = { ...facts, findings: [diverged] }
    expect(briefOf(known, runHeadline(known, 0))).toBe(
      'Diverged at step 7. train/loss is 3e8 now. The learning rate had not been lowered yet, or had just risen. ' +
        'Divide the learning rate by three to ten, or warm it up.',
    )
  })

  it('are those of its page where nothing needs anybody', () => {
    const known = { ...facts, findings: [{ ...diverged, acknowledgedAt: 1 }] }
    const whole = runHeadline(known, 0)
    expect(briefOf(known, whole)).toBe(whole.text)
  })
})

it('how much a run needs somebody is what its headline says, whatever was found and however it stands', () => {
  const run = applyToRun(null, started('a')) as Run
  const found = fc
    .record({
      code: fc.constantFrom('diverged', 'flat', 'spike', 'stalled', 'overfitting'),
      severity: fc.constantFrom(...severities),
      resolvedStep: fc.constantFrom(null, 9),
      acknowledgedAt: fc.constantFrom(null, 9),
      raisedAt: fc.nat(5),
    })
    .map((changes) => ({ ...finding('f', {}).finding, ...changes }))
  fc.assert(
    fc.property(fc.constantFrom(...runStatuses), fc.array(found, { maxLength: 4 }), (status, findings) => {
      const facts = { run: { ...run, status }, findings, latest: {}, best: {}, lastPointAt: 0 }
      const { tone } = runHeadline(facts, 1e6)
      expect(troubleOf(facts.run, findings)).toBe(tone === 'critical' || tone === 'warning' ? tone : null)
    }),
  )
})
