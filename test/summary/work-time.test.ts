import { describe, expect, it } from 'vitest'
import { applyToRun, type Run, type RunEvent } from '../../lib/run.ts'
import { pausedMs, workMs } from '../../lib/summary/work-time.ts'

const start = 1_700_000_000_000
const hour = 3_600_000
const runId = 'a'
const begun = (time: number): RunEvent => ({ type: 'run-started', run: { id: runId }, time })
const control = (action: 'pause' | 'resume', time: number): RunEvent => ({
  ...{ type: 'control', runId, action, by: 'page', time, done: true },
})
const ended = (time: number): RunEvent => ({ type: 'run-ended', runId, status: 'finished', time })
const points = (time: number): RunEvent => ({
  type: 'points',
  runId,
  series: [
    { name: 'loss', steps: Float64Array.of(1), values: Float64Array.of(1), times: Float64Array.of(time) },
  ],
})
const runAfter = (...events: RunEvent[]) => events.reduce<Run | null>(applyToRun, null) as Run

describe('the time that a run has trained', () => {
  it.each<[string, RunEvent[], number, number]>([
    ['goes on while it does', [begun(start)], 2, 0],
    ['stands still while it is paused', [begun(start), control('pause', start + hour)], 1, 1],
    [
      'leaves a pause out',
      [begun(start), control('pause', start + hour / 2), control('resume', start + hour)],
      1.5,
      0.5,
    ],
    ['ends with a pause', [begun(start), control('pause', start + hour), ended(start + 2 * hour)], 1, 1],
    [
      'leaves out the night between an end and a new start',
      [begun(start), ended(start + hour / 2), begun(start + hour)],
      1.5,
      0.5,
    ],
    [
      'leaves out what a lost program was away',
      [begun(start), { type: 'run-lost', runId, time: start + hour / 2 }, points(start + hour)],
      1.5,
      0.5,
    ],
  ])('%s', (_title, events, worked, paused) => {
    const run = runAfter(...events)
    const until = start + 2 * hour
    expect([workMs(run, until) / hour, pausedMs(run, until) / hour]).toEqual([worked, paused])
  })

  it('is not changed by events that come again, nor by clocks that disagree', () => {
    const events = [
      begun(start),
      control('pause', start + 1),
      control('resume', start + 5),
      control('pause', start + 9),
    ]
    expect(runAfter(...events, ...events.slice(1)).pauses).toEqual([
      { from: start + 1, to: start + 5, why: 'paused', by: 'page' },
      { from: start + 9, to: null, why: 'paused', by: 'page' },
    ])
    expect(workMs(runAfter(begun(start)), start - hour)).toBe(0)
  })
})
