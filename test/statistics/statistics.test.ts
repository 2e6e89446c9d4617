import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../lib/random.ts'
import {
  dealingTest,
  holm,
  meanInterval,
  neededSeeds,
  pairedInterval,
  signFlipTest,
  tProbability,
  unpairedInterval,
  varianceOf,
  welch,
} from '../../lib/statistics/index.ts'

// Expected values: SciPy 1.x, `scipy.stats`; the function stands beside each.
const a = [17.61, 17.2, 18.02, 17.44, 17.9]
const b = [18.31, 18.05, 18.2, 18.44, 18.01]
const differences = a.map((value, i) => value - (b[i] as number))

describe('intervals', () => {
  it('of a mean and of a paired difference are those of Student (t.interval, ttest_1samp)', () => {
    const mean = meanInterval([0.91, 0.93, 0.9, 0.955, 0.92, 0.94, 0.918])
    expect(mean?.low).toBeCloseTo(0.9075218179568131, 12)
    expect(mean?.high).toBeCloseTo(0.9419067534717583, 12)
    const paired = pairedInterval(differences)
    expect(paired?.mean).toBeCloseTo(-0.568, 12)
    expect(paired?.low).toBeCloseTo(-1.0661688419698279, 11)
    expect(paired?.high).toBeCloseTo(-0.06983115803017348, 11)
  })

  it('of an unpaired difference are those of Welch (ttest_ind)', () => {
    const even = unpairedInterval(a, b)
    expect(even?.low).toBeCloseTo(-0.9807243775461145, 11)
    expect(even?.high).toBeCloseTo(-0.15527562245389542, 11)
    const { error, freedom } = welch(a, b)
    expect(freedom).toBeCloseTo(6.123885605082188, 11)
    expect(tProbability((even?.mean as number) / error, freedom)).toBeCloseTo(0.014932949017071128, 12)
    const uneven = unpairedInterval(a, b.slice(0, 3))
    expect(uneven?.low).toBeCloseTo(-0.9697960948015836, 11)
    expect(uneven?.high).toBeCloseTo(-0.13553723853175764, 11)
  })

  it('come from the BCa bootstrap from twelve values on (bootstrap, 99,999 resamples, three seeds)', () => {
    const first = [
      1.4128, 2.2742, 1.3916, 0.2717, 2.4728, 1.5626, 0.5845, 1.788, 1.4399, 1.342, 1.0288, 1.7276, 0.4788,
      0.8497, 0.6175,
    ]
    const second = [
      1.092, 0.6243, 0.4479, 0.2745, 0.4639, 0.6049, 0.4555, 2.1885, 1.642, 0.0399, 0.0907, 0.5038, 0.3934,
    ]
    const paired = pairedInterval(first)
    expect(paired?.low).toBeCloseTo(0.976, 1)
    expect(Math.abs((paired?.low as number) - 0.9764)).toBeLessThan(0.012)
    expect(Math.abs((paired?.high as number) - 1.6074)).toBeLessThan(0.012)
    const unpaired = unpairedInterval(first, second)
    expect(Math.abs((unpaired?.low as number) - 0.1083)).toBeLessThan(0.02)
    expect(Math.abs((unpaired?.high as number) - 1.0157)).toBeLessThan(0.02)
    expect(pairedInterval(first)).toEqual(paired)
  })

  it('need two values, and have no width where all are equal', () => {
    expect(meanInterval([1])).toBeNull()
    expect(unpairedInterval([1], [1, 2])).toBeNull()
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.integer({ min: 2, max: 20 }),
        (value, n) => {
          const values = new Array<number>(n).fill(value)
          const interval = pairedInterval(values)
          expect(interval?.low).toBe(interval?.mean)
          expect(interval?.high).toBe(interval?.mean)
          expect(unpairedInterval(values, values)).toMatchObject({ low: 0, high: 0 })
        },
      ),
    )
  })

  it('hold their mean, turn with the sign and grow with the scale, whatever the values', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 11 })
    fc.assert(
      fc.property(values, (list) => {
        const interval = pairedInterval(list) as { mean: number; low: number; high: number }
        expect(interval.low).toBeLessThanOrEqual(interval.mean)
        expect(interval.high).toBeGreaterThanOrEqual(interval.mean)
        const turned = pairedInterval(list.map((value) => -2 * value)) as typeof interval
        const slack = 1e-9 * (1 + Math.abs(interval.low) + Math.abs(interval.high))
        expect(Math.abs(turned.high + 2 * interval.low)).toBeLessThanOrEqual(slack)
      }),
    )
  })
})

describe('exact tests', () => {
  it('count all flips of signs (permutation_test, samples)', () => {
    expect(signFlipTest(differences)).toEqual({ p: 0.0625, smallest: 0.0625 })
    expect(signFlipTest([0.3, -0.1, 0.5, 0.2, 0.4, -0.05, 0.31, 0.22])?.p).toBe(0.03125)
  })

  it('count all ways to deal two groups (permutation_test, independent)', () => {
    expect(dealingTest(a, [18.31, 17.5, 18.2])?.p).toBeCloseTo(0.21428571428571427, 15)
    expect(dealingTest(a, b)?.p).toBeCloseTo(0.015873015873015872, 15)
  })

  it('agree with flipping each sign in turn', () => {
    const list = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(list, (values) => {
        const total = Math.abs(values.reduce((sum, value) => sum + value, 0))
        let count = 0
        for (let flips = 0; flips < 2 ** values.length; flips++) {
          const sum = values.reduce((so, value, i) => so + ((flips >> i) & 1 ? -value : value), 0)
          if (Math.abs(sum) >= total) count++
        }
        expect(signFlipTest(values)?.p).toBe(Math.min(1, count / 2 ** values.length))
      }),
    )
  })

  it('say nothing where there is too much to count, or nothing', () => {
    expect(signFlipTest([])).toBeNull()
    expect(signFlipTest(new Array(33).fill(1))).toBeNull()
    expect(signFlipTest(new Array(32).fill(1))?.p).toBe(2 ** -31)
    expect(dealingTest(new Array(11).fill(1), new Array(11).fill(0))).toBeNull()
    expect(dealingTest([], [1])).toBeNull()
  })
})

describe('Holm', () => {
  it('makes each p as large as its rank asks, and never lets a larger one become smaller', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005, 0.5])).toEqual([0.04, 0.09, 0.09, 0.025, 0.5])
    expect(holm([])).toEqual([])
    expect(holm([0.6, 0.7])).toEqual([1, 1])
  })
})

describe('needed seeds', () => {
  it.each([
    // From the noncentral t (nct), power 0.8.
    [1, 1, 1, 10],
    [0.5, 1, 1, 34],
    [2, 1, 1, 5],
    [0.3, 1, 1, 90],
    [1, Math.SQRT2, 2, 17],
    [0.5, Math.SQRT2, 2, 64],
    [2, Math.SQRT2, 2, 6],
  ] as const)(
    'for a difference of %d with a deviation of %d, %d groups: about %d',
    (difference, deviation, groups, n) => {
      expect(Math.abs(neededSeeds(difference, deviation, 0.05, groups) - n)).toBeLessThanOrEqual(1)
    },
  )

  it('are without end where there is no difference, and few where there is no spread', () => {
    expect(neededSeeds(0, 1, 0.05, 1)).toBe(Number.POSITIVE_INFINITY)
    expect(neededSeeds(1, 0, 0.05, 1)).toBe(2)
    expect(neededSeeds(1e-9, 1, 0.05, 1)).toBeGreaterThan(1e18)
  })
})

describe('spread', () => {
  it('is 0 for equal values and unknown for one', () => {
    expect(varianceOf([0.1, 0.1, 0.1])).toBe(0)
    expect(varianceOf([1])).toBeNaN()
    const random = createRandom(3)
    const many = Array.from({ length: 4000 }, () => random.normal())
    expect(varianceOf(many)).toBeCloseTo(1, 1)
  })
})
