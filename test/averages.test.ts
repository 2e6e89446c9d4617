import { describe, expect, it } from 'vitest'
import { type Averages, averagesOf, averageWidth, mostAverages, withLater } from '../lib/averages.ts'
import { averagesFromJson, averagesToJson } from '../lib/http/averages-json.ts'
import type { Columns } from '../lib/series.ts'
import { seeded } from './detectors/curves.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity, MAX_VALUE: largest } = Number

function line(values: ArrayLike<number>, stride = 1): Columns {
  const steps = Float64Array.from({ length: values.length }, (_, i) => i * stride)
  return { steps, values: Float64Array.from(values), times: steps }
}

const part = ({ steps, values, times }: Columns, from: number, to?: number): Columns => ({
  steps: steps.slice(from, to),
  values: values.slice(from, to),
  times: times.slice(from, to),
})

describe('the averages of a series', () => {
  it('are its values where it is short, gaps at what is not finite', () => {
    const values = [1, nan, -0, infinity, 5e-324, largest]
    const { steps, values: averages, counts } = averagesOf('a', line(values, 7))
    expect([...steps]).toEqual([0, 7, 14, 21, 28, 35])
    expect([...averages]).toEqual([1, nan, -0, nan, 5e-324, largest])
    expect([...counts]).toEqual([1, 0, 1, 0, 1, 1])
  })

  it('are 1 where values swing about 1, not what their extremes are about', () => {
    const swinging = line(Float64Array.from({ length: 64_000 }, (_, i) => (i % 32 === 0 ? 32 : 0)))
    const { values, steps } = averagesOf('a', swinging)
    expect(steps.length).toBeGreaterThan(mostAverages / 2)
    for (const value of values) expect(value).toBeCloseTo(1, 12)
  })

  it.each([1, 999, 1000, 1001, 5000, 1e5, 1e6])(
    'of %d points are at most so many, and at least half',
    (count) => {
      const width = averageWidth({ count, first: 0, last: count - 1 })
      expect(Math.ceil(count / width)).toBeLessThanOrEqual(mostAverages)
      expect(Math.ceil(count / width)).toBeGreaterThanOrEqual(Math.min(count, mostAverages / 2))
    },
  )

  it('have a width however far apart steps are', () => {
    expect(averageWidth({ count: 5000, first: 0, last: 2 ** 53 - 1 })).toBe(2 ** 44)
  })

  it('of the largest values are no infinities', () => {
    const { values } = averagesOf(
      'a',
      line(Float64Array.from({ length: 5000 }, (_, i) => (i % 2 ? largest : -largest / 2))),
    )
    for (const value of values) expect(value / largest).toBeCloseTo(0.25, 9)
  })

  it('grow to what they are of the whole, wherever they are cut', () => {
    const random = seeded(4)
    const whole = line(Float64Array.from({ length: 3000 }, (_, i) => (i % 97 < 5 ? nan : random())))
    const { width } = averagesOf('a', whole)
    const grown = (cuts: number[]) =>
      cuts.reduce<Averages>((averages, cut, i) => withLater(averages, part(whole, cut, cuts[i + 1])), {
        ...averagesOf('a', part(whole, 0, 0)),
        width,
      })
    const expected = averagesOf('a', whole)
    for (const cuts of [[0], [0, 1, 2, 1499], [0, 97, 98, 2999]]) expect(grown(cuts)).toEqual(expected)
    expect(withLater(expected, whole)).toEqual(expected)
  })

  it('survive the way to the page', () => {
    const averages = averagesOf('a "b"', line([1, nan, largest, -0]))
    expect(averagesFromJson(JSON.parse(averagesToJson([averages])))).toEqual([averages])
  })
})
