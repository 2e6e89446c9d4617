import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binEdges,
  calibrationBins,
  calibrationError,
  histogram,
  residualBands,
} from '../../lib/matrix/distributions.ts'

const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -5, max: 5 })))

describe('a histogram', () => {
  it('counts every value once, whatever it is', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const { counts, below, above, nonFinite } = histogram(values, binEdges(values, 8))
        expect([...counts, below, above, nonFinite].reduce((sum, count) => sum + count, 0)).toBe(
          values.length,
        )
      }),
    )
  })

  it.each([8.98846567431158e307, -Number.MAX_VALUE, 5e-324, 0, -0, 3])(
    'has a range for %d alone',
    (value) => {
      const edges = binEdges([value, value], 8)
      expect(edges.every(Number.isFinite)).toBe(true)
      expect(histogram([value, value], edges).counts.reduce((sum, count) => sum + count, 0)).toBe(2)
    },
  )

  it('has equal ranges that hold all but the outermost hundredth on each side', () => {
    const values = Array.from({ length: 101 }, (_, i) => i)
    const edges = binEdges(values, 7)
    expect(edges[0]).toBe(1)
    expect(edges[7]).toBeCloseTo(99, 10)
    expect(histogram(values, edges)).toEqual({
      counts: [14, 14, 14, 14, 14, 14, 15],
      below: 1,
      above: 1,
      nonFinite: 0,
    })
  })
})

describe('bands of residuals', () => {
  it('are tenth, half and nine tenths of each group of predictions', () => {
    const predicted = Array.from({ length: 22 }, (_, i) => i)
    const residuals = predicted.map((x) => (x < 11 ? x : 100 + x))
    expect(residualBands(predicted, residuals, 2)).toEqual([
      { at: 5, low: 1, middle: 5, high: 9, count: 11 },
      { at: 16, low: 112, middle: 116, high: 120, count: 11 },
    ])
  })

  it('go from low to high even among the smallest numbers', () => {
    const smallest = [4, 5].map((units) => units * Number.MIN_VALUE)
    const [band] = residualBands(smallest, smallest, 1)
    expect(band && [band.low, band.middle, band.high].toSorted((a, b) => a - b)).toEqual(
      band && [band.low, band.middle, band.high],
    )
  })

  it('hold every finite row once', () => {
    fc.assert(
      fc.property(anything, (predicted) => {
        const bands = residualBands(predicted, predicted, 4)
        const finite = predicted.filter(Number.isFinite).length
        expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(finite)
        for (const { low, middle, high } of bands) expect(low <= middle && middle <= high).toBe(true)
      }),
    )
  })
})

describe('calibration', () => {
  it('is the mean distance of accuracy from confidence, by ranges', () => {
    // Two ranges: of three rows at 0.4 one is right, of one at 0.9 none.
    const bins = calibrationBins([0.4, 0.4, 0.4, 0.9], (row) => row === 1, 2)
    expect(bins).toEqual([
      { confidence: expect.closeTo(0.4, 12), accuracy: 1 / 3, count: 3 },
      { confidence: 0.9, accuracy: 0, count: 1 },
    ])
    expect(calibrationError(bins)).toBeCloseTo((3 * (0.4 - 1 / 3) + 0.9) / 4, 12)
  })

  it('has ranges that hold their upper end, and leaves NaN out', () => {
    expect(calibrationBins([0, 0.5, 1, Number.NaN], () => true, 2).map(({ count }) => count)).toEqual([2, 1])
    expect(calibrationError([])).toBeNaN()
  })
})
