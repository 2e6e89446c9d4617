/** Series of one message, one after the other or step by step: the same is found. */
import { describe, expect, it } from 'vitest'
import { joinedPoints } from '../../lib/recorder/joined-points.ts'
import type { RunEvent } from '../../lib/run.ts'
import { decay, noisy, overfits } from '../detectors/curves.ts'
import { points, started } from '../store/points.ts'
import { findingsIn, watchedStore } from './recording.ts'

const steps = Array.from({ length: 60 }, (_, i) => i + 1)
const { train, validation } = overfits(60, 20)
const curves: [string, number[]][] = [
  ['val/loss', validation],
  ['train/loss', train],
  ['train/accuracy', noisy(60, 0.01, (row) => 1 - decay(0.9, 0.05, 10)(row))],
]

async function foundIn(events: RunEvent[]) {
  const { recorder, published } = watchedStore()
  await recorder.record([started('a'), ...events])
  return findingsIn(published).map(({ code, series, step, raisedStep, evidence }) => ({
    ...{ code, series, step, raisedStep, evidence },
  }))
}

const whole = (order: readonly number[]) =>
  order.map((i) => {
    const [name, values] = curves[i] as [string, number[]]
    return points('a', name, steps, values)
  })

describe('series that come one after the other in one message', () => {
  it.each([[[0, 1, 2]], [[1, 0, 2]], [[2, 1, 0]], [[2, 0, 1]]])(
    'are judged as where each step brings all of them: %j',
    async (order) => {
      const byStep = steps.flatMap((step, row) =>
        curves.map(([name, values]) => points('a', name, [step], [values[row] as number])),
      )
      const found = await foundIn(byStep)
      expect(found.map(({ code }) => code)).toContain('overfitting')
      expect(await foundIn(whole(order))).toEqual(found)
    },
  )

  it('are one event; what comes again, of another run or after another event is not', () => {
    const [first, second, third] = whole([0, 1, 2]) as [RunEvent, RunEvent, RunEvent]
    const sizes = (events: RunEvent[]) =>
      joinedPoints(events).map((event) => (event.type === 'points' ? event.series.length : event.type))
    expect(sizes([first, second, third])).toEqual([3])
    expect(sizes([first, second, first, third])).toEqual([2, 2])
    expect(sizes([first, points('b', 'loss', [1], [1]), second])).toEqual([1, 1, 1])
    expect(sizes([first, started('a'), second])).toEqual([1, 'run-started', 1])
    expect(sizes([])).toEqual([])
  })
})
