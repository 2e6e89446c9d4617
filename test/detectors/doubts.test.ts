import { describe, expect, it } from 'vitest'
import { doubtsOf, type SeriesSpan } from '../../lib/detectors/words/doubts.ts'
import { shownEvidence } from '../../lib/detectors/words/shown-evidence.ts'
import type { Finding } from '../../lib/run.ts'
import { explodes, overfits, stands } from './curves.ts'
import { epochs, watched } from './watching.ts'

const finding = (code: string, rest: Partial<Finding> = {}): Finding => ({
  ...{ id: 'f', runId: 'run', code, severity: 'warning', series: 'train/loss', causes: [] },
  ...{ step: 100, raisedStep: 120, raisedAt: 0, evidence: {}, resolvedStep: null, acknowledgedAt: null },
  ...rest,
})
const long: SeriesSpan = { count: 500, first: 1, last: 500 }

describe('doubts', () => {
  it.each<[string, Finding, SeriesSpan | null, number | null, string[]]>([
    ['nothing', finding('diverged'), long, null, []],
    ['one value', finding('diverged'), { count: 1, first: 1, last: 1 }, null, ['Only 1 value so far.']],
    ['few values', finding('diverged'), { count: 12, first: 1, last: 12 }, null, ['Only 12 values so far.']],
    [
      'a log that begins late',
      finding('climbing'),
      { count: 100, first: 5000, last: 5099 },
      null,
      ['The log begins at step 5,000: where the loss started is not known.'],
    ],
    ['a log with one row an epoch', finding('climbing'), { count: 50, first: 1000, last: 50_000 }, null, []],
    [
      'a late log where the start does not count',
      finding('spike'),
      { count: 90, first: 900, last: 990 },
      null,
      [],
    ],
    [
      'a part of a loss',
      finding('diverged', { series: 'train/box_loss' }),
      long,
      null,
      ['train/box_loss is one part of a loss: it may rise while the whole falls.'],
    ],
    [
      'noise, no chance level, and an early look',
      finding('not-learning', { evidence: { level: 2, noise: 0.5 } }),
      long,
      10_000,
      [
        'Its values scatter by 25 % of their level: a slow fall may hide in that.',
        'Where a model stands that only guesses is not known for this loss.',
        'It was raised early: at step 120 of the 10,000 that are planned.',
      ],
    ],
    [
      'a known chance level, a calm curve, halfway',
      finding('not-learning', { evidence: { level: 2, noise: 0.01, chanceLevel: 2.3 } }),
      long,
      240,
      [],
    ],
    ['NaN, which is beyond doubt', finding('non-finite'), { count: 1, first: 9000, last: 9000 }, null, []],
    ['what is over', finding('diverged', { resolvedStep: 200 }), { count: 3, first: 1, last: 3 }, null, []],
    ['a series that is not known', finding('diverged'), null, null, []],
  ])('of %s', (_what, about, span, planned, sentences) => {
    expect(doubtsOf(about, span, { plannedSteps: planned, stepsPerEpoch: null })).toEqual(sentences)
  })

  it('count in epochs where the run does, as all else on its page', () => {
    const lengths = { plannedSteps: 10_000, stepsPerEpoch: 100 }
    const standing = finding('not-learning', { evidence: { level: 2, noise: 0.01, chanceLevel: 2.3 } })
    expect(doubtsOf(standing, { count: 100, first: 5000, last: 5099 }, lengths)).toEqual([
      'The log begins at epoch 50: where the loss started is not known.',
      'It was raised early: at epoch 1.2 of the 100 that are planned.',
    ])
  })
})

describe('the evidence on a curve', () => {
  const only = (findings: Finding[], code: string) =>
    shownEvidence(findings.find((one) => one.code === code) as Finding)

  it('has the start and the best point of a divergence', () => {
    const { levels, points } = only(watched({ loss: explodes(80, 50) }), 'diverged')
    expect(levels.map(({ label }) => label.split(' ')[0])).toEqual(['start'])
    expect(points).toHaveLength(1)
    expect(points[0]?.step).toBeLessThan(50)
  })

  it('has both curves at the best validation loss', () => {
    const { train, validation } = overfits(60, 20)
    const { points } = only(watched({ loss: train, val_loss: validation }), 'overfitting')
    expect(points.map(({ label }) => label.replace(/ [\d.]+$/, ''))).toEqual([
      'best until then',
      'training then',
    ])
    expect(new Set(points.map(({ step }) => step)).size).toBe(1)
  })

  it('has the level, the start and the chance level of what does not learn', () => {
    const { levels } = only(watched({ loss: stands(60) }, { ...epochs, chanceLevel: 2.3 }), 'not-learning')
    expect(levels.map(({ label }) => label.replace(/ [\d.]+$/, ''))).toEqual(['start', 'stands at', 'chance'])
  })

  it('is nothing where numbers are missing, not finite, or the rule is not known', () => {
    const nothing = { levels: [], points: [] }
    expect(shownEvidence(finding('diverged'))).toEqual(nothing)
    expect(shownEvidence(finding('diverged', { evidence: { start: Number.NaN, best: Infinity } }))).toEqual(
      nothing,
    )
    expect(shownEvidence(finding('burnt-toast', { evidence: { start: 1 } }))).toEqual(nothing)
  })
})
