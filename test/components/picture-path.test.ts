import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnPath, linePath, type Place } from '../../app/components/chart/picture-path.ts'

const placeOf =
  (points: readonly (readonly [number, number])[]): Place =>
  (i) =>
    points[i] as [number, number]

/** The corners of a path, each stroke of the pen a list. */
function cornersOf(path: string): [number, number][][] {
  const strokes: [number, number][][] = []
  let [left, top] = [0, 0]
  for (const [, letter = '', rest = ''] of path.matchAll(/([MLlhV])([^MLlhV]*)/g)) {
    const [a = 0, b = 0] = (rest.match(/-?\d+/g) ?? []).map(Number)
    if (letter === 'l') [left, top] = [left + a, top + b]
    else if (letter === 'h') left += a
    else if (letter === 'V') top = a
    else [left, top] = [a, b]
    if (letter === 'M') strokes.push([])
    strokes.at(-1)?.push([left, top])
  }
  return strokes
}

const points = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.oneof(fc.integer({ min: -50, max: 1000 }), fc.constant(Number.NaN)),
    ),
  )
  .map((steps) => {
    let left = 0
    return steps.map(([gap, top]) => {
      left += gap
      return [left, top] as const
    })
  })

describe('a path through all points', () => {
  it('has each of them as a corner, and is broken where there is none', () => {
    fc.assert(
      fc.property(points, (all) => {
        const strokes: (readonly [number, number])[][] = [[]]
        for (const point of all)
          if (Number.isNaN(point[1])) strokes.push([])
          else strokes.at(-1)?.push(point)
        expect(cornersOf(linePath(all.length, placeOf(all)))).toEqual(
          strokes.filter(({ length }) => length > 0),
        )
      }),
    )
  })
})

describe('a path through columns', () => {
  it('reaches the lowest and the highest point of each, and no farther', () => {
    fc.assert(
      fc.property(points, (all) => {
        const corners = cornersOf(columnPath(all.length, placeOf(all))).flat()
        const finite = all.filter(([, top]) => !Number.isNaN(top))
        const columnOf = ([left]: readonly [number, number]) => left - (left % 2)
        for (const column of new Set(finite.map(columnOf))) {
          const wanted = finite.filter((point) => columnOf(point) === column).map(([, top]) => top)
          const drawn = corners.filter(([left]) => left === column).map(([, top]) => top)
          expect(drawn).toContain(Math.min(...wanted))
          expect(drawn).toContain(Math.max(...wanted))
        }
        const tops = finite.map(([, top]) => top)
        for (const [, top] of corners) expect(tops).toContain(top)
      }),
    )
  })

  it('of a million points is a few thousand letters', () => {
    const path = columnPath(1_000_000, (i) => [Math.round(i / 1000), i % 2 ? 999 : 1])
    expect(path.length).toBeLessThan(6000)
  })
})
