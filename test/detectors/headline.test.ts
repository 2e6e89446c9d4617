import { describe, expect, it } from 'vitest'
import { byWeight, headline } from '../../lib/detectors/words/headline.ts'
import type { Finding } from '../../lib/run.ts'

describe('the headline', () => {
  const finding = (code: string, changes: Partial<Finding> = {}): Finding => ({
    id: code,
    runId: 'run',
    code,
    severity: 'warning',
    series: 'loss',
    step: 1,
    raisedStep: 1,
    raisedAt: 1,
    evidence: {},
    causes: [],
    resolvedStep: null,
    acknowledgedAt: null,
    ...changes,
  })

  it.each<[string, Finding[], string | null]>([
    ['is nothing for a healthy run', [], null],
    [
      'puts NaN before all',
      [finding('overfitting'), finding('diverged'), finding('non-finite')],
      'non-finite',
    ],
    [
      'puts overfitting before not-learning',
      [finding('not-learning'), finding('overfitting')],
      'overfitting',
    ],
    ['leaves out what is over', [finding('non-finite', { resolvedStep: 9 }), finding('flat')], 'flat'],
    ['puts info last', [finding('diverged', { severity: 'info' }), finding('not-learning')], 'not-learning'],
    [
      'puts what is known after what is new, and before what may be harmless',
      [finding('diverged', { acknowledgedAt: 1 }), finding('flat', { severity: 'info' }), finding('spike')],
      'spike',
    ],
    [
      'says what is known before a note',
      [finding('diverged', { acknowledgedAt: 1 }), finding('flat', { severity: 'info' })],
      'diverged',
    ],
    ['knows codes that come later', [finding('some-new-code')], 'some-new-code'],
  ])('%s', (_title, findings, expected) => {
    expect(headline(findings)?.code ?? null).toBe(expected)
  })

  it('speaks of the whole before its parts, and of the earliest of these', () => {
    const broken = (series: string, raisedAt: number) =>
      finding('non-finite', { id: series, series, raisedAt, severity: 'critical' })
    const parts = [broken('train/cls_loss', 3), broken('train/reg_loss', 1)]
    expect(headline([...parts, broken('train/loss', 2)])?.series).toBe('train/loss')
    expect(headline(parts)?.series).toBe('train/reg_loss')
  })

  it('has findings by weight: open before over, worst first, newest of equals first', () => {
    const all = [
      finding('first', { severity: 'info' }),
      finding('second', { severity: 'critical', resolvedStep: 9 }),
      finding('third', { severity: 'critical' }),
      finding('fourth'),
      finding('fifth', { resolvedStep: 9 }),
      finding('sixth'),
    ]
    const order = ['third', 'sixth', 'fourth', 'first', 'fifth', 'second']
    expect(byWeight(all).map(({ code }) => code)).toEqual(order)
  })
})
