import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanUnder } from '../../app/components/chart/touched-span.ts'

const area = [56, 456] as const

describe('the part in view under fingers', () => {
  it('is half as long when they are twice as far apart, around their middle', () => {
    expect(spanUnder([0, 400], [206, 306], [156, 356], area)).toEqual([100, 300])
  })

  it('moves by one finger, and keeps its length', () => {
    expect(spanUnder([100, 300], [256, 256], [156, 156], area)).toEqual([150, 350])
  })

  it('has under the middle of the fingers what was there, wherever they go', () => {
    const place = fc.double({ min: 56, max: 456, noNaN: true })
    const fingers = fc.tuple(place, place).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(fingers, fingers, (before, after) => {
        const at = ([min, max]: readonly [number, number], [left, right]: readonly [number, number]) =>
          min + (((left + right) / 2 - area[0]) / (area[1] - area[0])) * (max - min)
        const span = spanUnder([0, 1000], before, after, area)
        expect(at(span, after)).toBeCloseTo(at([0, 1000], before), 6)
        expect(span[1]).toBeGreaterThan(span[0])
      }),
    )
  })
})
