import { describe, expect, it } from 'vitest'
import { applyToRun, type Run } from '../../lib/run.ts'
import { placeOf, progressOf, timeLeft } from '../../lib/summary/headline.ts'
import { started } from '../store/points.ts'

const now = 1_700_000_100_000
const run = (changes: Partial<Run> = {}): Run => ({ ...(applyToRun(null, started('a')) as Run), ...changes })

describe('how far a run is', () => {
  const latest = { a: { step: 10, value: 1 }, b: { step: 25, value: 1 } }

  it.each<[string, Partial<Run>, number | null, number | null]>([
    ['without a plan', {}, null, null],
    ['at a quarter', { plannedSteps: 100 }, 0.25, 300_000],
    ['at its end', { plannedSteps: 25 }, 1, null],
    ['beyond its end', { plannedSteps: 5 }, 1, null],
    ['when it is over', { plannedSteps: 100, status: 'finished' }, 0.25, null],
    ['with a plan of nothing', { plannedSteps: 0 }, null, null],
  ])('%s', (_what, changes, progress, left) => {
    const made = run(changes)
    expect([progressOf(made, latest), timeLeft(made, latest, now)]).toEqual([progress, left])
  })

  it('is not said before there are values', () => {
    expect([progressOf(run({ plannedSteps: 9 }), {}), timeLeft(run({ plannedSteps: 9 }), {}, now)]).toEqual([
      0,
      null,
    ])
  })

  it('is told in epochs where the run says how long one is', () => {
    expect([
      placeOf(1234, run()),
      placeOf(756, run({ stepsPerEpoch: 63 })),
      placeOf(70, run({ stepsPerEpoch: 63 })),
    ]).toEqual(['step 1,234', 'epoch 12', 'epoch 1.1'])
  })
})
