import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import type { Run } from '../../lib/run.ts'
import { type HeadlineFacts, timeLeft } from '../../lib/summary/headline.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { facts, now, run, trouble } from './headline-facts.ts'
import { finding } from './summarised.ts'

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
      'watch',
      `No better since step 7, noise aside. ${said}`,
    ],
    [
      'is no better in training',
      facts({ findings: [trouble({ code: 'flat', severity: 'info', step: 7, series: 'train/loss' })] }),
      'watch',
      `No better since step 7 in train/loss. ${said}`,
    ],
    [
      'is no better since its best',
      facts({ findings: [trouble({ code: 'flat', severity: 'info', step: 40, series: 'val/loss' })] }),
      'watch',
      `No better since step 40. ${said}`,
    ],
    [
      'has not begun to fall, but for one lucky value',
      facts({
        findings: [
          trouble({
            ...{ code: 'not-learning', severity: 'info', step: 7, raisedStep: 7, series: 'val/loss' },
            evidence: { early: 1 },
          }),
        ],
      }),
      'watch',
      `No fall yet at step 7. ${said}`,
    ],
    [
      'is no better, which somebody knows',
      facts({
        findings: [trouble({ code: 'flat', severity: 'info', series: 'val/loss', acknowledgedAt: 1 })],
      }),
      'quiet',
      `Known: No better since step 7, noise aside. ${said}`,
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
