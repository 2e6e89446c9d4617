import { describe, expect, it } from 'vitest'
import { xPlaces } from '../../lib/compare/x-place.ts'
import { run } from './compared.ts'

const column = (...items: number[]) => Float64Array.from(items)

describe('places from left to right', () => {
  const steps = column(0, 10, 20, 30)
  const known = { steps, times: column(1000, 2000, 9000, 8000) }
  const paused = run('a', { startedAt: 500, pauses: [{ from: 3000, to: 7000 }], stepsPerEpoch: 20 })

  it('are steps, epochs, and times', () => {
    expect([...xPlaces('step', paused, steps, known)]).toEqual([0, 10, 20, 30])
    expect([...xPlaces('epoch', paused, steps, known)]).toEqual([0, 0.5, 1, 1.5])
  })

  it('are times of the clock, which never goes back', () => {
    expect([...xPlaces('wall', paused, steps, known)]).toEqual([1000, 2000, 9000, 9000])
  })

  it('are times of training since the start, without pauses', () => {
    expect([...xPlaces('relative', paused, steps, known)]).toEqual([500, 1500, 4500, 4500])
  })

  it('are between those of the points that are known', () => {
    expect([...xPlaces('wall', paused, column(5, 10, 15, 40), known)]).toEqual([1500, 2000, 5500, 8000])
  })
})
