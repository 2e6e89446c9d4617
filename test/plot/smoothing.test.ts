import { describe, expect, it } from 'vitest'
import { smoothed } from '../../lib/plot/smoothing.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number

describe('a smoothed curve', () => {
  it('is the curve itself without smoothing', () => {
    const values = Float64Array.of(1, nan, 3, 0, 5)
    expect(smoothed(values, 0)).toEqual(values)
  })

  it.each([0.1, 0.6, 0.9, 0.999])(
    'of a constant is that constant from its first point on, at weight %d',
    (weight) => {
      for (const value of smoothed(Float64Array.of(5, 5, 5, 5), weight)) expect(value).toBeCloseTo(5, 12)
    },
  )

  it('is the average with weights that fall by the share of the past', () => {
    const [a, b, c] = smoothed(Float64Array.of(1, 2, 4), 0.5)
    expect([a, b]).toEqual([1, (0.5 * 1 + 1 * 2) / 1.5])
    expect(c).toBeCloseTo((0.25 * 1 + 0.5 * 2 + 1 * 4) / 1.75, 12)
  })

  it('shows values that are not finite in their place and does not count them', () => {
    const dense = smoothed(Float64Array.of(1, 2, 4), 0.8)
    const sparse = smoothed(Float64Array.of(nan, 1, infinity, 2, -infinity, nan, 4), 0.8)
    expect(sparse).toEqual(
      Float64Array.of(
        nan,
        dense[0] as number,
        infinity,
        dense[1] as number,
        -infinity,
        nan,
        dense[2] as number,
      ),
    )
  })

  it('stays within the range of the values', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3)
    for (const value of smoothed(values, 0.95)) expect(Math.abs(value)).toBeLessThanOrEqual(3)
  })

  it('leaves the values as they were', () => {
    const values = Float64Array.of(3, 1)
    smoothed(values, 0.9)
    expect([...values]).toEqual([3, 1])
  })
})
