import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Curve } from '../../app/components/chart/curve.ts'
import { nearCurves, nearestPlace } from '../../app/components/chart/nearest-curve.ts'

const curve = (of: string, xs: number[], values: number[]): Curve => {
  const columns = { steps: Float64Array.from(xs), values: Float64Array.from(values) }
  return {
    ...{ key: of, of, group: '', label: of, hue: 0, dash: 0, width: 1, opacity: 1, isNamed: false },
    ...{ xs: columns.steps, values: columns.values, told: { ...columns, times: columns.steps } },
    awayFrom: null,
  }
}
const near = (lines: Curve[], x: number, pointer: number, reach = 5) =>
  nearCurves({ lines, bands: [], bad: [] }, x, pointer, (value) => value, reach).map(({ of }) => of)

describe('what is near the pointer', () => {
  it('is the point nearest along x, whatever the number of points', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(1000), { minLength: 1 }),
        fc.integer({ min: -50, max: 1050 }),
        (xs, x) => {
          const sorted = Float64Array.from(xs).sort()
          const away = Math.abs((sorted[nearestPlace(sorted, x)] as number) - x)
          expect(away).toBe(Math.min(...xs.map((one) => Math.abs(one - x))))
        },
      ),
    )
  })

  it('is told by height, between the points of a curve too', () => {
    const rising = curve('rising', [0, 100], [0, 100])
    const level = curve('level', [0, 100], [30, 30])
    expect(near([rising, level], 50, 48)).toEqual(['rising', 'level'])
    expect(near([rising, level], 50, 35)).toEqual(['level', 'rising'])
  })

  it('has no curve that ends far from there, and last what has no height', () => {
    const ended = curve('ended', [0, 40], [1, 1])
    const bad = curve('bad', [0, 100], [Number.NaN, Number.POSITIVE_INFINITY])
    const level = curve('level', [0, 100], [30, 30])
    expect(near([ended, bad, level], 50, 0)).toEqual(['level', 'bad'])
    expect(near([ended], 44, 0)).toEqual(['ended'])
  })
})
