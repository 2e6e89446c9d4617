/** By what chance noise would rise as the last bins of a plot do. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Level, startLevel } from '../../lib/detectors/memory/level.ts'
import { surestLine } from '../../lib/detectors/memory/line.ts'
import { noises } from '../../scripts/bench/noise/noises.ts'
import { seeded } from '../../scripts/bench/noise/random.ts'

function plotOf(values: readonly number[]): Level {
  const level = startLevel()
  for (const [i, value] of values.entries()) level.ring[i] = value
  return Object.assign(level, { kept: values.length, n: values.length, end: values.length })
}

/** A level of 1 with that noise, which rises in each of its last 20 bins. */
function noisyValues(kind: 'gaussian' | 'AR(1)', seed: number, slope = 0, bins = 60) {
  const next = noises[kind](seeded(seed), 0.05)
  return Array.from({ length: bins }, (_, i) => 1 + next() + slope * Math.max(0, i - (bins - 20)))
}

const seeds = Array.from({ length: 200 }, (_, i) => i + 1)
const sharesBelow = (chance: number, kind: 'gaussian' | 'AR(1)', slope: number) =>
  seeds.filter((seed) => surestLine(plotOf(noisyValues(kind, seed, slope))).chance < chance).length /
  seeds.length

describe('the surest line', () => {
  it('is one that noise rises along now and then, be its neighbours alike or not', () => {
    for (const kind of ['gaussian', 'AR(1)'] as const) {
      expect(sharesBelow(0.1, kind, 0)).toBeGreaterThan(0.05)
      expect(sharesBelow(0.005, kind, 0)).toBeLessThan(0.05)
      expect(sharesBelow(1e-4, kind, 0)).toBe(0)
    }
  })

  it('is beyond chance where the bins rise by twelve times their noise, not where they may wander as far', () => {
    expect(sharesBelow(1e-4, 'gaussian', 0.03)).toBeGreaterThan(0.75)
    expect(sharesBelow(1e-4, 'AR(1)', 0.03)).toBeGreaterThan(0.75)
    expect(sharesBelow(1e-4, 'AR(1)', 0.01)).toBeLessThan(0.1)
  })

  it('tells by how much', () => {
    const { rise } = surestLine(plotOf(Array.from({ length: 60 }, (_, i) => 3 + 0.5 * Math.max(0, i - 39))))
    // The longest that is straight: 16 of the last 20 bins.
    expect(rise).toBeCloseTo(7.5, 6)
  })

  it('is none where bins fall, stand or are few', () => {
    expect(surestLine(plotOf(Array.from({ length: 60 }, (_, i) => 5 - i))).chance).toBe(0.5)
    expect(surestLine(plotOf(new Array(60).fill(2)))).toEqual({ chance: 1, rise: 0 })
    expect(surestLine(plotOf([1, 2, 3, 4, 5]))).toEqual({ chance: 1, rise: 0 })
  })

  it('is the same on another scale and another level', () => {
    const values = noisyValues('gaussian', 3, 0.01)
    const { chance, rise } = surestLine(plotOf(values))
    for (const scale of [1e-200, 1e-6, 1e6, 1e200]) {
      const scaled = surestLine(plotOf(values.map((value) => value * scale)))
      expect(scaled.chance / chance).toBeCloseTo(1, 6)
      expect(scaled.rise / (rise * scale)).toBeCloseTo(1, 6)
    }
    expect(surestLine(plotOf(values.map((value) => value - 5))).chance / chance).toBeCloseTo(1, 6)
  })

  it('has a chance whatever the values are', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 128 }), (values) => {
        const { chance, rise } = surestLine(plotOf(values))
        return chance >= 0 && chance <= 1 && Number.isFinite(rise)
      }),
    )
  })
})
