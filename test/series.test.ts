import { describe, expect, it } from 'vitest'
import { type Columns, columnsOf, emptySeries, indexOfStep, type Series, withPoints } from '../lib/series.ts'
import { seeded } from './detectors/curves.ts'

const columns = (...points: readonly (readonly [step: number, value: number])[]): Columns => ({
  steps: Float64Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
  times: Float64Array.from(points, ([step]) => 1000 + step),
})
const grow = (series: Series, ...points: [number, number][]) => withPoints(series, columns(...points))
const pointsOf = (series: Series) => {
  const { steps, values } = columnsOf(series)
  return Array.from(steps, (step, i) => [step, values[i]])
}
const empty = emptySeries('loss')

describe('a series', () => {
  it('grows at its end', () => {
    const series = grow(grow(empty, [1, 3], [2, Number.NaN]), [5, Number.NEGATIVE_INFINITY])
    expect(pointsOf(series)).toEqual([
      [1, 3],
      [2, Number.NaN],
      [5, Number.NEGATIVE_INFINITY],
    ])
    expect([...columnsOf(series).times]).toEqual([1001, 1002, 1005])
    expect(series.name).toBe('loss')
  })

  it.each<[string, [number, number][], [number, number][], number[][]]>([
    [
      'puts points in between',
      [
        [1, 1],
        [9, 9],
      ],
      [[5, 5]],
      [
        [1, 1],
        [5, 5],
        [9, 9],
      ],
    ],
    [
      'puts points before the first',
      [[5, 5]],
      [[0, 0]],
      [
        [0, 0],
        [5, 5],
      ],
    ],
    [
      'gives a known step its new value',
      [
        [1, 1],
        [2, 2],
      ],
      [
        [2, 7],
        [3, 3],
      ],
      [
        [1, 1],
        [2, 7],
        [3, 3],
      ],
    ],
    [
      'takes the last of two values for a step',
      [],
      [
        [1, 1],
        [1, 2],
      ],
      [[1, 2]],
    ],
    [
      'sorts what comes unsorted',
      [],
      [
        [3, 3],
        [1, 1],
        [2, 2],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'sorts steps as numbers, not as text',
      [],
      [
        [10, 1],
        [9, 2],
        [100, 3],
      ],
      [
        [9, 2],
        [10, 1],
        [100, 3],
      ],
    ],
    ['changes nothing by nothing', [[1, 1]], [], [[1, 1]]],
    ['keeps -0 apart from 0', [[1, 0]], [[1, -0]], [[1, -0]]],
  ])('%s', (_what, before, added, expected) => {
    expect(pointsOf(grow(grow(empty, ...before), ...added))).toEqual(expected)
  })

  it('never changes, even when two different continuations grow from it', () => {
    const root = grow(empty, [1, 1], [2, 2])
    const left = grow(root, [3, 3])
    const right = grow(root, [3, -3], [4, -4])
    const leftAgain = grow(left, [4, 40])
    const merged = grow(root, [1, 100])
    expect(pointsOf(root)).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect(pointsOf(left)).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(pointsOf(right)).toEqual([
      [1, 1],
      [2, 2],
      [3, -3],
      [4, -4],
    ])
    expect(pointsOf(leftAgain)).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 40],
    ])
    expect(pointsOf(merged)).toEqual([
      [1, 100],
      [2, 2],
    ])
    expect(pointsOf(empty)).toEqual([])
  })

  it('never changes in any tree of random continuations', () => {
    const random = seeded(5)
    const made: { series: Series; expected: Map<number, number> }[] = [{ series: empty, expected: new Map() }]
    for (let i = 0; i < 400; i++) {
      const parent = made[Math.floor(random() * made.length)] as (typeof made)[number]
      const last = Math.max(0, ...parent.expected.keys())
      const added = Array.from({ length: Math.floor(random() * 40) }, (_, row): [number, number] => [
        random() < 0.9 ? last + 1 + row : Math.floor(random() * 30),
        random(),
      ])
      const expected = new Map([...parent.expected, ...added])
      made.push({ series: grow(parent.series, ...added), expected })
    }
    for (const { series, expected } of made)
      expect(pointsOf(series)).toEqual([...expected].sort(([a], [b]) => a - b))
  })

  it('shares its buffers with the series that it grows into', () => {
    const series = grow(empty, [1, 1])
    expect(grow(series, [2, 2]).shared).toBe(series.shared)
  })

  it('grows point by point to 100,000 in time that follows their number', () => {
    let series = empty
    let buffers = 0
    for (let step = 0; step < 100_000; step++) {
      const next = withPoints(series, columns([step, step]))
      if (next.shared !== series.shared) buffers++
      series = next
    }
    expect(series.length).toBe(100_000)
    expect(buffers).toBeLessThan(20)
  })

  it.each([
    [-1, 0],
    [0, 0],
    [1, 1],
    [5, 1],
    [6, 2],
    [7, 3],
    [1e9, 3],
  ])('finds where step %d would stand', (step, index) => {
    expect(indexOfStep(Float64Array.of(0, 5, 6), 3, step)).toBe(index)
  })
})
