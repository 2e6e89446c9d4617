import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atOwnTimes, runAxis, xKindOf } from '../../app/runs/[id]/run-axis.ts'

const run = { stepsPerEpoch: null, startedAt: 1000, pauses: [] }
const columns = (steps: number[], times: number[]) => ({
  steps: Float64Array.from(steps),
  times: Float64Array.from(times),
})

describe('what a run counts from left to right', () => {
  it('is epochs where it says how long one is, unless something else is asked for', () => {
    expect(xKindOf(null, { stepsPerEpoch: 10 })).toBe('epoch')
    expect(xKindOf(null, { stepsPerEpoch: null })).toBe('step')
    expect(xKindOf('epoch', { stepsPerEpoch: null })).toBe('step')
    expect(xKindOf('wall', { stepsPerEpoch: 10 })).toBe('wall')
    expect(xKindOf('sideways', { stepsPerEpoch: 10 })).toBe('epoch')
  })

  it('is minutes of training without its pauses, between the known steps and beyond them', () => {
    const paused = { ...run, pauses: [{ from: 61_000, to: 121_000 }] }
    const axis = runAxis('relative', paused, columns([0, 10, 20], [1000, 61_000, 181_000]))
    expect([0, 5, 10, 20, 30].map(axis.of)).toEqual([0, 0.5, 1, 2, 3])
    expect([0, 0.5, 1, 2].map(axis.toStep)).toEqual([0, 5, 10, 20])
  })

  it('is the clock as it was', () => {
    const axis = runAxis('wall', run, columns([0, 10], [1000, 2000]))
    expect(axis.of(5)).toBe(1500)
    expect(axis.toStep(1500)).toBe(5)
  })

  it('has an earlier branch where it was logged, and not after the run had left it', () => {
    // To step 4 at 5 s, then from step 3 on again at 10 s, after a pause.
    const paused = { ...run, pauses: [{ from: 5000, to: 10_000 }] }
    const left = { name: 'a', values: Float64Array.of(1, 2), ...columns([3, 4], [4000, 5000]) }
    const main = columns([1, 2, 3, 4], [2000, 3000, 10_000, 11_000])
    for (const [kind, places] of [
      ['wall', [4000, 5000]],
      ['relative', [3 / 60, 4 / 60]],
      ['step', [3, 4]],
    ] as const) {
      const axis = runAxis(kind, paused, main)
      const drawn = Array.from(atOwnTimes(kind, paused, left, axis).steps, axis.of)
      expect(drawn.map((place) => Number(place.toFixed(9)))).toEqual(
        places.map((one) => Number(one.toFixed(9))),
      )
    }
  })

  it('is steps while one point says no speed', () => {
    expect(runAxis('wall', run, columns([3], [1000])).title).toBe('step')
    expect(runAxis('relative', run, undefined).title).toBe('step')
  })

  it('never falls, whatever the clock did, and finds the step again where time went on', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(times, (all) => {
        const steps = all.map((_, i) => 7 * i)
        const axis = runAxis('wall', run, columns(steps, all))
        const places = steps.map(axis.of)
        for (let i = 1; i < places.length; i++) {
          const [before, after] = [places[i - 1] as number, places[i] as number]
          expect(after).toBeGreaterThanOrEqual(before)
          if (after > before && after !== places[i + 1])
            expect(axis.toStep(after)).toBeCloseTo(steps[i] as number, 3)
        }
      }),
      { numRuns: 100 },
    )
  })
})
