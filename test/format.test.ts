import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatDuration,
  formatEstimate,
  formatNumber,
  formatTicks,
  isoTime,
  localTime,
  plural,
} from '../lib/format.ts'

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [1.5, '1.500'],
    [2.345678, '2.346'],
    [-2.345678, '−2.346'],
    [0.001, '0.001000'],
    [0.000999, '9.99e−4'],
    [1e-5, '1e−5'],
    [5e-324, '4.94e−324'],
    [99_999, '99999'],
    [123_456, '123456'],
    [123_456.7, '123500'],
    [999_949.5, '999900'],
    [999_960, '1e6'],
    [1_500_000, '1.5e6'],
    [-457_712_345, '−4.577e8'],
    [2e9, '2e9'],
    [1e15, '1e15'],
    [1.7976931348623157e308, '1.798e308'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('takes fewer digits where asked', () => {
    expect([formatNumber(Math.PI, 2), formatNumber(0.000123456, 2)]).toEqual(['3.1', '1.2e−4'])
  })

  it('never reads as another size than it has', () => {
    for (let power = -300; power <= 300; power += 1)
      for (const digit of [1, 1.2345, 5, 9.9994, 9.9996]) {
        const value = digit * 10 ** power
        const text = formatNumber(value).replace('−', '-')
        expect(Number(text) / value, `${value} as ${text}`).toBeCloseTo(1, 2)
      }
  })
})

describe('a time span', () => {
  it.each([
    [0, '0.0 s'],
    [-5, '0.0 s'],
    [400, '0.4 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_600, '1 m 0 s'],
    [192_000, '3 m 12 s'],
    [3_599_600, '1 h 0 m'],
    [7_500_000, '2 h 5 m'],
    [172_800_000, '2 days'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it.each([
    [0, 'about 1 second'],
    [2_000, 'about 2 seconds'],
    [60_000, 'about 1 minute'],
    [180_000, 'about 3 minutes'],
    [5_400_000, 'about 2 hours'],
  ])('of %d ms that is only estimated reads %s', (ms, text) => {
    expect(formatEstimate(ms)).toBe(text)
  })

  it('counts one thing as one', () => {
    expect([0, 1, 2, 1_234_567].map((count) => plural(count, 'step'))).toEqual([
      '0 steps',
      '1 step',
      '2 steps',
      '1,234,567 steps',
    ])
  })
})

describe('the labels of an axis', () => {
  it.each<[number[], string[]]>([
    [[], []],
    [
      [0, 0.5, 1],
      ['0.0', '0.5', '1.0'],
    ],
    [
      [0.01, 0.1, 1],
      ['0.01', '0.1', '1'],
    ],
    [
      [-1, 0, 1],
      ['−1', '0', '1'],
    ],
    [
      [1e-5, 2e-5],
      ['1e−5', '2e−5'],
    ],
    [
      [0, 50_000, 100_000],
      ['0', '50000', '100000'],
    ],
    [
      [1e6, 2e6],
      ['1e6', '2e6'],
    ],
    [
      [0, 500_000, 1e6, 1.5e6],
      ['0', '5e5', '1e6', '1.5e6'],
    ],
    [
      [10, 1000, 1e5, 1e7],
      ['10', '1000', '1e5', '1e7'],
    ],
    [
      [0.1, 0.15, 0.2],
      ['0.10', '0.15', '0.20'],
    ],
  ])('%j read %j', (values, labels) => {
    expect(formatTicks(values)).toEqual(labels)
  })
})

describe('a time', () => {
  it('is said, or is a dash where it is none', () => {
    expect(isoTime(1_700_000_000_000)).toBe('2023-11-14T22:13:20.000Z')
    for (const none of [1.79e18, -1e300, Number.NaN, Number.POSITIVE_INFINITY])
      expect([isoTime(none), localTime(none)]).toEqual(['–', '–'])
  })
})

describe('how long ago something was', () => {
  it.each([
    [-5000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [119 * 60_000, '119 minutes ago'],
    [120 * 60_000, '2 hours ago'],
    [48 * 3_600_000, '2 days ago'],
  ])('%d ms: %s', (ms, expected) => {
    expect(formatAgo(ms)).toBe(expected)
  })
})
