import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { toldOf } from '../../lib/detectors/words/told.ts'
import { briefOf } from '../../lib/summary/brief.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { facts, now, run, trouble } from './headline-facts.ts'

/** A run that does not say how long an epoch is. */
const steps = { stepsPerEpoch: null }
const at = (value: number) => ({ step: 900, value })

describe('a trouble that goes on', () => {
  const diverged = trouble({
    code: 'diverged',
    series: 'train/loss',
    raisedStep: 9,
    evidence: { now: 2.715, start: 2, timesStart: 1.219 },
  })
  it('is told as it stands now, not as it stood when it was raised', () => {
    const latest = { 'train/loss': { step: 1100, value: 3e8 } }
    const { text } = runHeadline(facts({ findings: [diverged], latest }), now)
    expect(text).toContain('train/loss stood at 3e8 at step 1,100, 1.5e8 times its start')
    expect(text).not.toContain('2.715')
  })

  it('that ends in what is no number has begun where it diverged, on the page and in the list', () => {
    const gone = trouble({ series: 'train/loss', step: 181 })
    const found = facts({ findings: [gone, { ...diverged, step: 110 }, { ...diverged, step: 112 }] })
    const whole = runHeadline(found, now)
    expect(whole.text).toMatch(/^Not a number since step 181\. It had diverged at step 110\. /)
    expect(briefOf(found, whole)).toMatch(/^Not a number since step 181\. It had diverged at step 110\. /)
    const others = [
      { ...diverged, step: 110, resolvedStep: 120 },
      { ...diverged, step: 190 },
      trouble({ code: 'spike' }),
    ]
    for (const one of others)
      expect(runHeadline(facts({ findings: [gone, one] }), now).text).not.toContain('diverged')
  })

  it('takes no epoch for the training loss beside it', () => {
    const overfit = trouble({
      ...{ code: 'overfitting', severity: 'warning', series: 'val/loss' },
      evidence: { best: 0.4, bestStep: 3, validationNow: 0.5, trainThen: 0.39, trainNow: 0.3 },
    })
    const latest = { epoch: at(40), 'train/loss': at(0.25), 'val/loss': at(0.6) }
    const { text } = runHeadline(facts({ findings: [overfit], latest }), now)
    expect(text).toContain('training went on from 0.3900 to 0.2500')
  })

  it('counts the seconds of a silence', () => {
    const silent = trouble({
      code: 'stalled',
      severity: 'warning',
      evidence: { silentSeconds: 31, usualSeconds: 0.126 },
    })
    const { text } = runHeadline(facts({ findings: [silent], lastPointAt: now - 780_000 }), now)
    expect(text).toContain('No value has come for 13 m 0 s. They used to come every second or faster.')
  })

  it('is said to be known once it is acknowledged', () => {
    const known = { ...diverged, acknowledgedAt: 5 }
    const { tone, text } = runHeadline(facts({ findings: [known] }), now)
    expect(tone).toBe('quiet')
    expect(text).toMatch(/^Known: Diverged at step 7\. /)
    expect(toldOf([known], steps)).toEqual({ severity: 'info', title: 'Known: Diverged at step 7' })
    expect(toldOf([diverged], steps)).toEqual({ severity: 'critical', title: 'Diverged at step 7' })
  })
})

describe('where a trouble is', () => {
  it('is told in epochs by a run that says how long they are, as the rest of its sentence is', () => {
    const away = trouble({ code: 'diverged', step: 385, raisedStep: 385, evidence: { now: 9 } })
    const of = run({ stepsPerEpoch: 25 })
    const { text } = runHeadline(facts({ run: of, findings: [away] }), now)
    expect(text).toMatch(/^Diverged at epoch 15\.4\. /)
    expect(text).not.toContain('step')
    expect(toldOf([away], of)?.title).toBe('Diverged at epoch 15.4')
    expect(toldOf([away], { stepsPerEpoch: 10_000 })?.title).toBe('Diverged at epoch 0.038')
    expect(toldOf([away], steps)?.title).toBe('Diverged at step 385')
  })
})

describe('a curve that stands', () => {
  it('is not said to be learning', () => {
    const notes = [
      trouble({ code: 'flat', severity: 'info', evidence: { since: 7, best: 1 } }),
      trouble({
        code: 'not-learning',
        severity: 'info',
        evidence: { start: 2, level: 2, rows: 148, early: 1 },
      }),
    ]
    for (const note of notes) {
      const { tone, text } = runHeadline(facts({ findings: [note] }), now)
      expect(tone).toBe('watch')
      expect(text).not.toContain('Learning')
      expect(text).toContain(describeFinding(note).title)
    }
  })
})
