import { describe, expect, it } from 'vitest'
import { addPoint, addRollup, createBuckets, emptyRollup, stepsOf, strideOf, thin } from '../lib/rollup.ts'
import type { Columns } from '../lib/series.ts'
import { seeded } from './detectors/curves.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: minus } = Number

function line(values: ArrayLike<number>, stride = 1): Columns {
  const steps = Float64Array.from({ length: values.length }, (_, i) => i * stride)
  return { steps, values: Float64Array.from(values), times: steps.map((step) => step + 0.5) }
}

function rollupOf({ steps, values }: Columns) {
  const rollup = emptyRollup()
  steps.forEach((step, i) => {
    addPoint(rollup, step, values[i] as number)
  })
  return rollup
}

describe('a rollup', () => {
  it.each<[string, number[], Record<string, number>]>([
    ['no points', [], { count: 0, firstStep: -1, minStep: -1, maxStep: -1 }],
    ['one point', [4], { count: 1, min: 4, minStep: 0, max: 4, maxStep: 0, nonFinite: 0 }],
    ['only NaN', [nan, nan], { count: 2, minStep: -1, maxStep: -1, nonFinite: 2, nanStep: 0 }],
    [
      'each kind',
      [1, minus, nan, infinity, nan],
      { min: 1, max: 1, nonFinite: 4, nanStep: 2, infinityStep: 3, negativeStep: 1 },
    ],
    ['the largest double', [1.7976931348623157e308, infinity], { max: 1.7976931348623157e308, maxStep: 0 }],
    ['the first of equal extremes', [5, 2, 5, 2], { maxStep: 0, minStep: 1 }],
  ])('sums up %s', (_what, values, expected) => {
    expect(rollupOf(line(values))).toMatchObject(expected)
  })

  it('of a range is that of its parts joined, wherever it is cut', () => {
    const values = [3, nan, 1, minus, 7, infinity, 0, nan, 7]
    const whole = line(values)
    for (let cut = 0; cut <= values.length; cut++) {
      const part = (from: number, to: number) => ({
        steps: whole.steps.slice(from, to),
        values: whole.values.slice(from, to),
        times: whole.times.slice(from, to),
      })
      const joined = rollupOf(part(0, cut))
      addRollup(joined, rollupOf(part(cut, values.length)))
      expect(joined).toEqual(rollupOf(whole))
    }
  })

  it('names the steps that stand for it', () => {
    expect(stepsOf(rollupOf(line([3, 1, nan, 9, 4])))).toEqual([0, 1, 3, 4, 2])
  })

  it('has a stride of whole steps, at least one', () => {
    expect([line([1]), line([1, 2, 3], 5), line([1, 2], 2.4)].map((one) => strideOf(rollupOf(one)))).toEqual([
      1, 5, 2,
    ])
  })
})

describe('a thinned line', () => {
  const random = seeded(9)
  const values = Float64Array.from({ length: 20_000 }, () => random())
  values[777] = 50
  values[12_345] = -50
  for (const [at, value] of [
    [5_000, nan],
    [9_999, infinity],
    [15_001, minus],
  ] as const)
    values[at] = value
  const whole = line(values, 3)

  it.each([1, 7, 50, 400])('of %d buckets keeps ends, extremes and every non-finite kind', (buckets) => {
    const { steps, values: kept, times } = thin(whole, buckets)
    expect(steps.length).toBeLessThanOrEqual(7 * buckets)
    for (const at of [0, 777, 12_345, 5_000, 9_999, 15_001, 19_999]) expect(steps).toContain(at * 3)
    expect(steps.every((step, i) => Object.is(kept[i], values[step / 3]) && times[i] === step + 0.5)).toBe(
      true,
    )
    expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] as number))).toBe(true)
  })

  it('keeps the extremes of each bucket', () => {
    const { steps } = thin(whole, 10)
    for (let bucket = 0; bucket < 10; bucket++) {
      const part = values.slice(bucket * 2000, (bucket + 1) * 2000).filter(Number.isFinite)
      const kept = Array.from(steps, (step) => step / 3).filter((at) => Math.floor(at / 2000) === bucket)
      const inBucket = kept.map((at) => values[at] as number)
      expect(inBucket).toContain(part.reduce((a, b) => Math.max(a, b)))
      expect(inBucket).toContain(part.reduce((a, b) => Math.min(a, b)))
    }
  })

  it('is left whole while it is short', () => {
    const short = line([1, nan, 3, 4])
    expect(thin(short, 1)).toBe(short)
  })

  it('puts a step beyond its ends into the last bucket', () => {
    const buckets = createBuckets({ from: 10, to: 20, buckets: 2 })
    expect(buckets.at(99)).toBe(buckets.at(20))
    expect(buckets.at(0)).toBe(buckets.at(10))
  })

  it('has steps up to 2^53 - 1 in their places', () => {
    const end = 2 ** 53 - 1
    const steps = Float64Array.from({ length: 100 }, (_, i) => end - 99 + i)
    const values = steps.map((_, i) => (i === 40 ? nan : i))
    expect(Array.from(thin({ steps, values, times: steps }, 3).steps, (step) => step - end + 99)).toEqual(
      expect.arrayContaining([0, 40, 99]),
    )
  })
})
