import { expect, it } from 'vitest'
import { rateChanges } from '../../lib/history/rate-changes.ts'

const columnsOf = (values: readonly number[]) => ({
  steps: Float64Array.from(values, (_, i) => 10 * i),
  values: Float64Array.from(values),
  times: Float64Array.from(values, (_, i) => 1e12 + i),
})
const of = (length: number, rate: (i: number) => number) => Array.from({ length }, (_, i) => rate(i))
const cosine = (i: number, period: number) => 0.05 * (1 + Math.cos((Math.PI * (i % period)) / period)) + 1e-5

it.each<[string, number[], number[]]>([
  ['a constant', of(50, () => 0.1), []],
  ['one logged once', [0.1], []],
  ['a cosine', of(300, (i) => cosine(i, 300)), []],
  ['a cosine to nothing', of(100, (i) => 0.1 * (1 + Math.cos((Math.PI * i) / 99))), []],
  ['a linear warm-up and decay', of(200, (i) => (i < 20 ? (i + 1) / 20 : (200 - i) / 180)), []],
  ['an exponential decay', of(200, (i) => 0.1 * 0.7 ** i), []],
  ['a decay by steps of 5 %', of(200, (i) => 0.1 * 0.95 ** Math.floor(i / 10)), []],
  ['a staircase of a hundred steps', of(1000, (i) => 0.1 * 0.7 ** Math.floor(i / 10)), []],
  ['a plateau that was left', of(40, (i) => (i < 25 ? 0.1 : 0.01)), [25]],
  ['one that a person changed just now', [0.1, 0.1, 0.1, 0.1, 0.1, 0.03], [5]],
  ['three milestones', of(90, (i) => 0.1 ** Math.floor(1 + i / 30)), [30, 60]],
  ['a warm restart', of(200, (i) => cosine(i, 100)), [100]],
  ['one that is broken', [0.1, Number.NaN, 0, -1, 0.1, Number.POSITIVE_INFINITY, 0.1, 0.1, 0.1], []],
])('of %s tells where it takes another course', (_, values, at) => {
  const changes = rateChanges(columnsOf(values))
  expect(changes.map(({ step }) => step / 10)).toEqual(at)
  for (const { step, from, to, time } of changes)
    expect([from, to, time]).toEqual([values[step / 10 - 1], values[step / 10], 1e12 + step / 10])
})
