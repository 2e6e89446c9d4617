/** Many runs as one line and a band: right where all are, and without a jump where one ends. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Band, bandOf } from '../../lib/compare/bands.ts'
import type { Curve } from '../../lib/compare/curve.ts'
import { meanInterval } from '../../lib/statistics/index.ts'

const curve = (rows: readonly (readonly [x: number, value: number])[]): Curve => ({
  xs: Float64Array.from(rows, ([x]) => x),
  values: Float64Array.from(rows, ([, value]) => value),
})
const level = (from: number, to: number, value: number) =>
  curve(Array.from({ length: to - from + 1 }, (_, i) => [from + i, value]))
const at = ({ xs, ...columns }: Band, x: number) => {
  const place = xs.indexOf(x)
  const { middle, low, high, counts } = columns
  return { middle: middle[place], low: low[place], high: high[place], count: counts[place] }
}

/** The value of a curve at x, straight between its finite points, computed in another way: by a search among all pairs. */
function valueAt({ xs, values }: Curve, x: number): number | null {
  const rows = Array.from(xs, (one, i) => [one, values[i] as number] as const).filter(([, value]) =>
    Number.isFinite(value),
  )
  const left = rows.findLast(([one]) => one <= x)
  const right = rows.find(([one]) => one >= x)
  if (!left || !right) return null
  return left[0] === right[0]
    ? left[1]
    : left[1] + ((right[1] - left[1]) * (x - left[0])) / (right[0] - left[0])
}

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
)
const anyCurve = fc
  .uniqueArray(fc.tuple(fc.nat(60), value), { selector: ([x]) => x, minLength: 1, maxLength: 20 })
  .map((rows) => curve(rows.sort(([a], [b]) => a - b)))
const group = fc.array(anyCurve, { minLength: 1, maxLength: 7 })

describe('a band', () => {
  it('is the mean with its interval by Student’s t, at every step at which all runs have a value', () => {
    fc.assert(
      fc.property(group, (curves) => {
        const finite = curves.filter(({ values }) => values.some(Number.isFinite))
        const band = bandOf(curves, 'mean')
        for (const [k, x] of band.xs.entries()) {
          const values = finite.flatMap((one) => valueAt(one, x) ?? [])
          if (values.length < finite.length || values.length === 0) continue
          const mean = values.reduce((sum, one) => sum + one, 0) / values.length
          expect(band.middle[k]).toBeCloseTo(mean, 9)
          const interval = meanInterval(values)
          if (!interval) expect([band.low[k], band.high[k]]).toEqual([Number.NaN, Number.NaN])
          else {
            expect(band.low[k]).toBeCloseTo(interval.low, 9)
            expect(band.high[k]).toBeCloseTo(interval.high, 9)
          }
        }
      }),
    )
  })

  it('agrees with a table of Student’s t', () => {
    const band = bandOf(
      [1, 2, 3, 4, 5].map((one) => level(0, 2, one)),
      'mean',
    )
    // 2.776 · √2.5 / √5 for five values.
    expect(at(band, 1)).toMatchObject({ middle: 3, count: 5 })
    expect(at(band, 1).low).toBeCloseTo(3 - 2.7764451 * Math.sqrt(0.5), 6)
    expect(at(band, 1).high).toBeCloseTo(3 + 2.7764451 * Math.sqrt(0.5), 6)
  })

  it('is the median with its quartiles, as NumPy interpolates them', () => {
    const band = bandOf(
      [1, 2, 4, 8].map((one) => level(0, 2, one)),
      'median',
    )
    expect(at(band, 1)).toEqual({ middle: 3, low: 1.75, high: 5, count: 4 })
  })

  it('never moves by more than a run does that goes on, whoever ends, begins or has gaps', () => {
    fc.assert(
      fc.property(group, (curves) => {
        const band = bandOf(curves, 'mean')
        for (let k = 1; k < band.xs.length; k++) {
          const [from, to] = [band.xs[k - 1] as number, band.xs[k] as number]
          const moves = curves.flatMap((one) => {
            const [before, after] = [valueAt(one, from), valueAt(one, to)]
            return before === null || after === null ? [] : [Math.abs(after - before)]
          })
          const move = Math.abs((band.middle[k] as number) - (band.middle[k - 1] as number))
          if (moves.length > 0) expect(move).toBeLessThanOrEqual(Math.max(...moves) + 1e-9)
        }
      }),
    )
  })

  it('goes on at its height, with its width, where a run ends that stood apart', () => {
    const band = bandOf([level(0, 100, 1), level(0, 100, 2), level(0, 100, 3), level(0, 50, 10)], 'mean')
    const { low, high } = at(band, 50)
    expect(at(band, 50)).toMatchObject({ middle: 4, count: 4 })
    expect(at(band, 51)).toMatchObject({ middle: 4, count: 3, low, high })
    expect(at(band, 100)).toMatchObject({ middle: 4, count: 3 })
    expect(bandOf([level(0, 100, 1), level(50, 100, 3)], 'mean').middle.every((one) => one === 2)).toBe(true)
  })

  it('has no width where fewer than half of the runs are left, or only one', () => {
    const band = bandOf([level(0, 30, 1), level(0, 20, 2), level(0, 10, 3), level(0, 10, 4)], 'mean')
    expect(at(band, 20).low).toBeLessThan(2.5)
    expect(at(band, 21)).toEqual({ middle: 2.5, low: Number.NaN, high: Number.NaN, count: 1 })
    expect(bandOf([level(0, 2, 1)], 'mean').low.every(Number.isNaN)).toBe(true)
  })

  it('takes no value from beyond a run’s ends, and counts the runs that have one', () => {
    fc.assert(
      fc.property(group, (curves) => {
        const { xs, counts, total } = bandOf(curves, 'median')
        expect(total).toBe(curves.length)
        for (const [k, x] of xs.entries()) {
          const present = curves.filter((one) => valueAt(one, x) !== null)
          expect(counts[k]).toBeLessThanOrEqual(present.length)
          const isClean = present.every(({ values }) => values.every(Number.isFinite))
          if (isClean) expect(counts[k]).toBe(present.length)
        }
      }),
    )
  })

  it('is not poisoned by a value that is not finite: it is left out, and not counted', () => {
    const bad = curve([0, 1, 2, 3, 4].map((x) => [x, x === 2 ? Number.NaN : 1]))
    const band = bandOf([bad, level(0, 4, 3)], 'mean')
    expect([...band.middle]).toEqual([2, 2, 2, 2, 2])
    expect([...band.counts]).toEqual([2, 2, 1, 2, 2])
    const never = bandOf([curve([[0, Number.NaN]]), level(0, 4, 3)], 'mean')
    expect(never).toMatchObject({ carried: 1, total: 2 })
    expect([...never.middle]).toEqual([3, 3, 3, 3, 3])
  })

  it('is finite where there are runs, at the ends of the doubles too', () => {
    const huge = bandOf([level(0, 2, 1.7e308), level(0, 1, -1.7e308), level(0, 2, 1.7e308)], 'mean')
    expect(huge.middle.every(Number.isFinite)).toBe(true)
  })

  it('has few places, whatever the number of points, and the end of every run among them', () => {
    const long = (last: number) => curve(Array.from({ length: 5000 }, (_, i) => [(i * last) / 4999, i]))
    const band = bandOf([long(1000), long(777.5)], 'mean')
    expect(band.xs.length).toBeLessThan(420)
    expect(band.xs).toContain(777.5)
    expect(band.xs.at(-1)).toBe(1000)
  })
})
