import { describe, expect, it } from 'vitest'
import type { Finding, Run } from '../../lib/run.ts'
import { barWords, timelineOf } from '../../lib/summary/timeline.ts'

const finding = (id: string, step: number, rest: Partial<Finding> = {}): Finding => ({
  ...{ id, runId: 'run', code: 'spike', severity: 'warning', series: 'train/loss', causes: [], evidence: {} },
  ...{ step, raisedStep: step, raisedAt: 0, resolvedStep: null, acknowledgedAt: null },
  ...rest,
})
const run = { stepsPerEpoch: null } as Run
const ids = (findings: Finding[], until = 100) =>
  timelineOf(findings, until).map(({ series, lanes }) => [
    series,
    lanes.map((lane) => lane.map((bar) => bar.finding.id)),
  ])

describe('the time line', () => {
  it('has a row for each series, in the order in which something was first found', () => {
    expect(
      ids([finding('b', 9, { series: 'val/loss' }), finding('a', 3), finding('c', 20, { series: 'lr' })]),
    ).toEqual([
      ['train/loss', [['a']]],
      ['val/loss', [['b']]],
      ['lr', [['c']]],
    ])
  })

  it('puts what overlaps beneath, and what comes after beside', () => {
    const over = { resolvedStep: 20 }
    expect(ids([finding('a', 10, over), finding('b', 15, over), finding('c', 40)])).toEqual([
      ['train/loss', [['a', 'c'], ['b']]],
    ])
  })

  it('has at most four lanes, however many are open at once', () => {
    const many = Array.from({ length: 100 }, (_, i) => finding(`f${i}`, i))
    const [row] = timelineOf(many, 100)
    expect(row?.lanes).toHaveLength(4)
    expect(row?.lanes.flat()).toHaveLength(100)
  })

  it('goes to the last step while a finding is open', () => {
    const [row] = timelineOf([finding('a', 10), finding('b', 20, { resolvedStep: 25 })], 80)
    expect(row?.lanes.flat().map(({ from, to, state }) => [from, to, state])).toEqual([
      [10, 80, 'open'],
      [20, 25, 'over'],
    ])
  })

  it('is nothing without findings', () => {
    expect(timelineOf([], 100)).toEqual([])
  })
})

describe('the words of a bar', () => {
  const wordsOf = (one: Finding, about = run) =>
    barWords(timelineOf([one], 1200)[0]?.lanes[0]?.[0] as never, about)
  it.each<[Finding, string]>([
    [
      finding('a', 10, { raisedStep: 12 }),
      'Spike at step 10: warning, raised at step 12, still open, after 1,190 steps',
    ],
    [
      finding('a', 10, { resolvedStep: 11 }),
      'Spike at step 10: warning, raised at step 10, over at step 11, after 1 step',
    ],
    [
      finding('a', 10, { acknowledgedAt: 5 }),
      'Spike at step 10: warning, raised at step 10, acknowledged, still open after 1,190 steps',
    ],
  ])('say when it was raised and how long it was open', (one, words) => {
    expect(wordsOf(one)).toBe(words)
  })

  it('count epochs where the run has them', () => {
    expect(wordsOf(finding('a', 200), { stepsPerEpoch: 100 } as Run)).toBe(
      'Spike at epoch 2: warning, raised at epoch 2, still open, after 10 epochs',
    )
  })
})
