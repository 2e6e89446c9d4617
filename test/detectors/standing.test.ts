import { describe, expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { asItStands, type Standing } from '../../lib/detectors/words/standing.ts'
import type { Finding } from '../../lib/run.ts'

const base: Finding = {
  ...{ id: 'f', runId: 'a', code: 'diverged', severity: 'critical', series: 'val/loss' },
  ...{ step: 10, raisedStep: 20, raisedAt: 1, causes: [], resolvedStep: null, acknowledgedAt: null },
  evidence: {},
}
const latest: Standing['latest'] = {
  'val/loss': { step: 50, value: 6 },
  'train/loss': { step: 50, value: 0.01 },
}
const saidOf = (changes: Partial<Finding>, standing: Partial<Standing> = {}, others: Finding[] = []) => {
  const finding = { ...base, ...changes }
  return describeFinding(asItStands(finding, [finding, ...others], { latest, ...standing })).happened
}

describe('an open finding', () => {
  it.each<[string, Finding['evidence'], string]>([
    ['diverged', { now: 4, start: 2, timesStart: 2 }, 'val/loss stood at 6 at step 50, 3 times its start'],
    [
      'diverged',
      { now: 4, start: 2, timesChance: 100 },
      'stood at 6 at step 50, 150 times what a model gets',
    ],
    [
      'climbing',
      { now: 4, start: 5, best: 1, lostShare: 0.75, bestStep: 3 },
      'stood at 6 at step 50, 6 times its best: all of what it had gained was lost.',
    ],
    [
      'overfitting',
      { validationThen: 1, validationNow: 2, trainThen: 0.5, trainNow: 0.2 },
      'By step 50 it stood at 6, while training went on from 0.5000 to 0.01000',
    ],
    [
      'overfitting',
      { validationThen: 1, meanThen: 1.2, validationNow: 2, trainThen: 0.5, trainNow: 0.2 },
      'was best at step 10 with 1. By step 50 it stood at 6, while training went on from 0.5000 to 0.01000',
    ],
    [
      'flat',
      { now: 4, best: 3, rows: 8 },
      'stood at 6 at step 50. Its best level, 3, was reached at step 10.',
    ],
    [
      'not-learning',
      { level: 4, start: 4, rows: 8 },
      'stood at 4 after 8 values. It started at 4. It is 6 at step 50.',
    ],
    ['spike', { before: 1, value: 9 }, 'It is 6 at step 50.'],
  ])('(%s) is told with the numbers of now', (code, evidence, words) => {
    expect(saidOf({ code, evidence })).toContain(words)
  })

  it('is told as it was raised, and what it is now, where that is not a number', () => {
    const now = { latest: { 'val/loss': { step: 50, value: Number.NaN } } }
    expect(saidOf({ evidence: { now: 4, start: 2, timesStart: 2 } }, now)).toBe(
      'val/loss stood at 4 at step 20, 2 times its start. It started at 2. It is not a number at step 50.',
    )
    const climbing = {
      code: 'climbing',
      evidence: { now: 4, start: 5, best: 1, lostShare: 0.75, bestStep: 3 },
    }
    expect(saidOf(climbing, now)).toMatch(
      /^val\/loss stood at 4 at step 20, 4 times its best: 75 % of what it had gained/,
    )
  })

  it('counts forty values as forty, less those of incidents before', () => {
    const count = { value: Number.NaN, count: 10 }
    const before = { ...base, id: 'e', code: 'non-finite', resolvedStep: 5, evidence: { count: 3 } }
    const said = (nonFinite: number | null, others: Finding[] = []) =>
      saidOf({ code: 'non-finite', evidence: count }, { nonFiniteOf: () => nonFinite }, others)
    expect(said(40)).toContain('has had 40 such values.')
    expect(said(43, [before])).toContain('has had 40 such values.')
    expect(said(null)).toContain('at least 10 such values')
    expect(saidOf({ code: 'non-finite', resolvedStep: 9, evidence: count })).toContain(
      'has had 10 such values',
    )
  })

  it('knows the newest step that is not finite', () => {
    const finding = { ...base, code: 'non-finite', evidence: { count: 10, lastBadStep: 12 } }
    const of = (value: number) =>
      asItStands(finding, [finding], {
        latest: { [base.series]: { step: 50, value } },
        nonFiniteOf: () => 40,
      }).evidence.lastBadStep
    expect(of(Number.NaN)).toBe(50)
    expect(of(1)).toBe(12)
  })

  it('is left as it is where nothing has come since, and when it is over', () => {
    const finding = { ...base, evidence: { now: 4 } }
    for (const one of [
      { ...finding, raisedStep: 50 },
      { ...finding, resolvedStep: 30 },
    ])
      expect(asItStands(one, [one], { latest })).toBe(one)
    expect(asItStands(finding, [finding], { latest: {} })).toBe(finding)
  })
})
