import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { toldOf } from '../../lib/detectors/words/told.ts'
import type { Finding, Run } from '../../lib/run.ts'
import { applyToRun } from '../../lib/run.ts'
import { type HeadlineFacts, timeLeft } from '../../lib/summary/headline.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { started } from '../store/points.ts'
import { finding } from './summarised.ts'

const now = 1_700_000_100_000
const run = (changes: Partial<Run> = {}): Run => {
  const made = applyToRun(null, started('a'))
  if (!made) throw new Error('no run')
  return { ...made, ...changes }
}
const facts = (changes: Partial<HeadlineFacts> = {}): HeadlineFacts => ({
  ...{ run: run(), findings: [], lastPointAt: now - 1000 },
  latest: { 'train/loss': { step: 50, value: 0.5 }, 'val/loss': { step: 50, value: 0.6 } },
  best: { 'train/loss': { step: 50, value: 0.5 }, 'val/loss': { step: 40, value: 0.55 } },
  ...changes,
})
const trouble = (rest: Partial<Finding> = {}): Finding =>
  finding('f', {
    code: 'non-finite',
    severity: 'critical',
    step: 7,
    evidence: { value: Number.NaN, count: 1, lastFinite: [1] },
    ...rest,
  }).finding
/** A run that does not say how long an epoch is. */
const steps = { stepsPerEpoch: null }
const at = (value: number) => ({ step: 900, value })
const said = 'Validation loss 0.6000, best 0.5500 at step 40.'

describe('the sentence that speaks for a run', () => {
  it.each<[string, HeadlineFacts, string, string]>([
    ['is learning', facts(), 'live', `Learning. ${said}`],
    [
      'has begun',
      facts({ run: run({ startedAt: now - 1000 }), latest: {}, best: {}, lastPointAt: null }),
      'live',
      'Started. No values yet.',
    ],
    [
      'has begun a while ago',
      facts({ run: run({ startedAt: now - 192_000 }), latest: {}, best: {}, lastPointAt: null }),
      'quiet',
      'Started 3 m 12 s ago. No values yet.',
    ],
    [
      'is at its best',
      facts({ best: { 'val/loss': { step: 50, value: 0.6 } } }),
      'live',
      'Learning. Validation loss 0.6000, its best so far.',
    ],
    [
      'ended at its best',
      facts({ run: run({ status: 'finished' }), best: { 'val/loss': { step: 50, value: 0.6 } } }),
      'good',
      'Finished. Validation loss 0.6000, its best.',
    ],
    [
      'has a training loss only',
      facts({ latest: { 'train/loss': { step: 5, value: 2 } }, best: {} }),
      'live',
      'Learning. Training loss 2.',
    ],
    [
      'has no loss',
      facts({ latest: { accuracy: { step: 5, value: 0.5 } }, best: {} }),
      'live',
      'Learning. accuracy 0.5000. None of its series is known as a loss.',
    ],
    [
      'names what speaks for it',
      facts({
        run: run({ mainMetric: 'reward' }),
        latest: { reward: { step: 5, value: 1 }, 'train/loss': { step: 5, value: 2 } },
        best: { reward: { step: 4, value: 3 } },
      }),
      'live',
      'Learning. reward 1, best 3 at step 4.',
    ],
    [
      'counts in epochs',
      facts({ run: run({ stepsPerEpoch: 16 }) }),
      'live',
      'Learning. Validation loss 0.6000, best 0.5500 at epoch 2.5.',
    ],
    [
      'knows its plan',
      facts({ run: run({ plannedSteps: 100 }) }),
      'live',
      `Learning. ${said} About 2 minutes left.`,
    ],
    ['is silent', facts({ lastPointAt: now - 60_000 }), 'quiet', `No value for 1 m 0 s. ${said}`],
    ['is paused', facts({ run: run({ status: 'paused' }) }), 'quiet', `Paused. ${said}`],
    ['is finished', facts({ run: run({ status: 'finished' }) }), 'good', `Finished. ${said}`],
    [
      'was stopped',
      facts({ run: run({ status: 'stopped', reason: 'Enough.' }) }),
      'quiet',
      `Stopped. Enough. ${said}`,
    ],
    [
      'was stopped by a policy, which says so itself',
      facts({ run: run({ status: 'stopped', reason: 'Stopped by a policy: overfitting.' }) }),
      'quiet',
      `Stopped by a policy: overfitting. ${said}`,
    ],
    [
      'is lost',
      facts({ run: run({ status: 'lost' }) }),
      'critical',
      `The program that trained it is gone; its last value came 1.0 s ago. ${said}`,
    ],
    [
      'failed',
      facts({ run: run({ status: 'failed', reason: 'CUDA out of memory' }) }),
      'critical',
      'Failed: CUDA out of memory.',
    ],
    [
      'failed for no reason',
      facts({ run: run({ status: 'failed' }) }),
      'critical',
      'Failed: no reason was given.',
    ],
    ['is well again', facts({ findings: [trouble({ resolvedStep: 20 })] }), 'live', `Learning. ${said}`],
    [
      'is no better, but for one lucky value',
      facts({ findings: [trouble({ code: 'flat', severity: 'info', step: 7, series: 'val/loss' })] }),
      'live',
      `No better since step 7, noise aside. ${said}`,
    ],
    [
      'is no better in training',
      facts({ findings: [trouble({ code: 'flat', severity: 'info', step: 7, series: 'train/loss' })] }),
      'live',
      `No better since step 7 in train/loss. ${said}`,
    ],
    [
      'is no better since its best',
      facts({ findings: [trouble({ code: 'flat', severity: 'info', step: 40, series: 'val/loss' })] }),
      'live',
      `No better since step 40. ${said}`,
    ],
    ['has a hint only', facts({ findings: [trouble({ severity: 'info' })] }), 'live', `Learning. ${said}`],
  ])('when it %s', (_what, given, tone, text) => {
    expect(runHeadline(given, now)).toEqual({ tone, text })
  })

  it.each<[Run['status'], string]>([
    ['running', ''],
    ['paused', 'Paused. '],
    ['finished', 'Finished. '],
    ['stopped', 'Stopped. '],
    ['failed', 'Failed: no reason was given. '],
    ['lost', 'The program that trained it is gone; its last value came 1.0 s ago. '],
  ])('names the trouble of a run that is %s', (status, before) => {
    const { title, happened } = describeFinding(trouble())
    expect(runHeadline(facts({ run: run({ status }), findings: [trouble()] }), now)).toEqual({
      tone: 'critical',
      text: `${before}${title}. ${happened}`,
    })
  })

  it('is a warning where the trouble is one', () => {
    const findings = [finding('f', { code: 'not-learning', severity: 'warning' }).finding]
    for (const status of ['running', 'finished'] as const)
      expect(runHeadline(facts({ run: run({ status }), findings }), now).tone).toBe('warning')
  })

  it('says values that are not finite by their names', () => {
    const latest = { 'train/loss': { step: 1, value: Number.POSITIVE_INFINITY } }
    expect(runHeadline(facts({ latest, best: {} }), now).text).toBe('Learning. Training loss ∞.')
  })
})

describe('the clock of a program that is an hour off', () => {
  const hour = 3_600_000
  const planned = run({ plannedSteps: 100, startedAt: now - 100_000 - hour })
  it.each([
    ['behind, just heard of', { lastPointAt: now - hour, heardAt: now - 1000 }, 'About 2 minutes left.'],
    ['behind, silent here', { lastPointAt: now - hour, heardAt: now - 50_000 }, 'No value for 50 s.'],
    [
      'silent since the page was opened',
      { lastPointAt: now - 60_000, heardAt: null },
      'No value for 1 m 0 s.',
    ],
  ])('%s', (_what, times, words) => {
    expect(runHeadline(facts({ run: planned, ...times }), now).text).toContain(words)
  })

  it('says nothing of the time left for points that came in one message', () => {
    const latest = { 'train/loss': { step: 3, value: 1 } }
    expect(timeLeft(run({ plannedSteps: 10, startedAt: now }), latest, now)).toBeNull()
  })
})

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
    expect(text).toContain('train/loss stood at 300 M at step 1,100, 150 M times its start')
    expect(text).not.toContain('2.715')
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
      expect(tone).toBe('live')
      expect(text).not.toContain('Learning')
      expect(text).toContain(describeFinding(note).title)
    }
  })
})
