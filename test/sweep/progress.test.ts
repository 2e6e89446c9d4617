import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyToRun, type Run, type RunEvent } from '../../lib/run.ts'
import { applyToCell, applyToCells, type Cell, cellOfRun, isOver, waitingCell } from '../../lib/sweep/cell.ts'
import { epochTimesOf } from '../../lib/sweep/estimate.ts'
import { begunOf, stateOf, tallyOf, timeLeft } from '../../lib/sweep/progress.ts'
import { comparePath, summaryLines, tallyText } from '../../lib/sweep/words.ts'
import { points } from '../store/points.ts'

const waiting = (runId = 'a', loss = 'mse') => waitingCell({ runId, loss, lr: 0.1, seed: 0 })
const cell = (rest: Partial<Cell>) => ({ ...waiting(), ...rest })
const finished = (workedMs: number, rest: Partial<Cell> = {}) =>
  cell({ status: 'finished', isOver: true, workedMs, ...rest })
const failed = cell({ runId: 'f', loss: 'mae', status: 'failed', isOver: true, reason: 'NaN.' })

const story: RunEvent[] = [
  { type: 'run-started', run: { id: 'a', plannedSteps: 4 }, time: 1 },
  points('a', 'train/loss', [1, 2], [3, 2]),
  points('a', 'val/mae', [2], [Number.NaN]),
  { type: 'run-ended', runId: 'a', status: 'failed', reason: 'NaN.', time: 9 },
]

describe('a cell', () => {
  it('follows its run by events as it is read from the store', () => {
    const run = story.reduce<Run | null>(applyToRun, null) as Run
    const followed = story.reduce((known, event) => applyToCell(known, event, 'val/mae'), waiting())
    expect(followed).toEqual({ ...cellOfRun(waiting(), run), step: 2, score: Number.NaN })
    expect(followed).toMatchObject({ status: 'failed', isOver: true, workedMs: 8, reason: 'NaN.' })
  })

  it('shows the best value, by which its sweep is judged, and not the newest', () => {
    const shownAfter = (name: string, ...values: number[]) =>
      values.reduce(
        (known, value, i) => applyToCell(known, points('a', name, [i + 1], [value]), name),
        waiting(),
      ).score
    expect(shownAfter('val/mae', 3, 1, 2)).toBe(1)
    expect(shownAfter('val/accuracy', 0.5, 0.9, 0.7)).toBe(0.9)
    expect(shownAfter('val/mae', Number.NaN, 2, Number.POSITIVE_INFINITY, Number.NaN)).toBe(2)
    expect(shownAfter('val/accuracy', Number.NaN, 0.5, Number.POSITIVE_INFINITY)).toBe(0.5)
    expect(shownAfter('lr', 3, 1, 2)).toBe(2)
    expect(applyToCell(waiting(), points('a', 'val/mae', [1, 2, 3], [3, 1, 2]), 'val/mae').score).toBe(1)
    expect(applyToCell(waiting(), points('a', 'other', [1], [3]), 'val/mae').score).toBeNull()
  })

  it('waits again once its run is removed, and does not hear of others', () => {
    const all = [...story, { type: 'run-deleted', runId: 'a' } as const]
    expect(applyToCells([waiting()], all, 'val/mae')).toEqual([waiting()])
    const others = [waiting('b')]
    expect(applyToCells(others, story, 'val/mae')).toBe(others)
  })

  it('is over when stopped on its own, not when cut off or stopped with its sweep', () => {
    const stopped = (by: string | null) =>
      isOver({ status: 'stopped', stopAsked: by === null ? null : { by, reason: '', time: 0 } })
    expect([stopped('page'), stopped('policy'), stopped('sweep'), stopped(null)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(isOver({ status: 'lost', stopAsked: null })).toBe(false)
  })
})

describe('how a sweep stands', () => {
  const driven = { isDriven: true, stoppedAt: null }
  const alone = { isDriven: false, stoppedAt: null }
  it.each([
    ['going-on', [finished(1), waiting()], driven],
    ['stopping', [finished(1), waiting()], { isDriven: true, stoppedAt: 5 }],
    ['stopped', [finished(1), waiting()], { isDriven: false, stoppedAt: 5 }],
    ['interrupted', [finished(1), waiting()], alone],
    ['done', [finished(1), failed], alone],
  ] as const)('is %s', (state, cells, how) => {
    expect(stateOf(cells, how)).toBe(state)
  })

  it('is told in words, without what there is none of', () => {
    const cells = [finished(1), failed, waiting('b')]
    expect(tallyText(tallyOf(cells))).toBe('1 of 3 trained, 1 failed, 1 waiting')
    expect(summaryLines(cells)).toEqual([
      'mse  1 of 2 trainings finished, 1 not trained',
      'mae  0 of 1 training finished, 1 failed: NaN.',
    ])
    expect(comparePath({ id: 'sweep-1' }, 'val/mae')).toBe('/compare?sweep=sweep-1&metric=val%2Fmae')
    expect(begunOf(cells)).toEqual(['a', 'f'])
  })
})

describe('the time left', () => {
  it('is not known before anything tells', () => {
    expect(timeLeft([waiting(), cell({ status: 'running', startedAt: 0 })], 2, 100)).toBeNull()
  })

  it('goes by the median of the same loss, by what goes on, and by the jobs', () => {
    const running = cell({ status: 'running', startedAt: 0, step: 3, plannedSteps: 4, loss: 'mae' })
    const cells = [finished(1000), finished(3000), finished(9000), running, waiting(), waiting('b')]
    // A quarter of 3,000 for the one that goes on, and twice 3,000 with half a second around it.
    expect(timeLeft(cells, 1, 0)).toBe(750 + 2 * 3500)
    expect(timeLeft(cells, 2, 0)).toBe((750 + 2 * 3500) / 2)
    expect(timeLeft([running, waiting()], 1, 3000)).toBe(1000 + 4500)
  })

  it('is never less than the longest training, never more than all of them in a row, and 0 at the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 1 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 8 }),
        (times, left, jobs) => {
          const cells = [...times.map((ms) => finished(ms)), ...Array.from({ length: left }, () => waiting())]
          const one = timeLeft(cells, 1, 0) ?? Number.NaN
          const many = timeLeft(cells, jobs, 0) ?? Number.NaN
          expect(many).toBeLessThanOrEqual(one)
          expect(many).toBeGreaterThanOrEqual(one / jobs - 1e-6)
          if (left === 0) expect(many).toBe(0)
        },
      ),
    )
  })
})

it('an epoch takes as long as the median of those of its task and model', () => {
  const record = (ms: number, rest: object = {}) => {
    const params = { task: 'digits', model: 'mlp' }
    const start = { id: 'r', source: 'runner', params, stepsPerEpoch: 10, ...rest }
    const run = [
      { type: 'run-started', run: start, time: 0 } as const,
      { type: 'run-ended', runId: 'r', status: 'finished', time: ms } as const,
    ].reduce<Run | null>(applyToRun, null) as Run
    const last = { step: 20, value: 1, time: 1 }
    const series = [{ name: 'l', count: 1, first: 1, last, min: null, max: null, nonFinite: 0, replaced: 0 }]
    return { run, series, findings: [] }
  }
  expect(epochTimesOf([record(10), record(200), record(90), record(1, { source: 'http' })])).toEqual({
    'digits mlp': 45,
  })
})
