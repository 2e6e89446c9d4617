import { describe, expect, it } from 'vitest'
import {
  fromJson,
  kindOf,
  numberFromJson,
  numberToJson,
  numberToName,
  storedValue,
  toJson,
  valueKinds,
} from '../lib/number.ts'
import { seeded } from './detectors/curves.ts'
import { trickyValues } from './store/points.ts'

const random = seeded(3)
/** Any bits at all, NaN and subnormal ones included. */
const anyBits = Array.from({ length: 2000 }, () => {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(0, random() * 2 ** 32)
  view.setUint32(4, random() * 2 ** 32)
  return view.getFloat64(0)
})
const values = [...trickyValues, Number.EPSILON, Number.MIN_SAFE_INTEGER, 1e21, -1e-7, ...anyBits]

describe.each<[string, (value: number) => number | undefined]>([
  ['as JSON text', (value) => numberFromJson(JSON.parse(numberToJson(value)))],
  ['by name', (value) => numberFromJson(JSON.parse(JSON.stringify(numberToName(value))))],
  ['inside a value', (value) => (fromJson(toJson({ a: [value] })) as { a: number[] }).a[0]],
  ['in a typed array', (value) => (fromJson(toJson(Float64Array.of(value))) as number[])[0]],
  [
    'as a stored pair',
    (value) => storedValue(kindOf(value) === valueKinds.finite ? value : null, kindOf(value)),
  ],
])('a number %s', (_where, trip) => {
  it('comes back the same, whatever it is', () => {
    expect(values.filter((value) => !Object.is(trip(value), value))).toEqual([])
  })
})

describe('the codec of numbers', () => {
  it.each([
    [Number.NaN, '"NaN"', valueKinds.nan],
    [Number.POSITIVE_INFINITY, '"Infinity"', valueKinds.infinity],
    [Number.NEGATIVE_INFINITY, '"-Infinity"', valueKinds.negativeInfinity],
    [-0, '-0', valueKinds.negativeZero],
    [0, '0', valueKinds.finite],
    [1e21, '1e+21', valueKinds.finite],
  ])('writes %d as %s', (value, text, kind) => {
    expect(numberToJson(value)).toBe(text)
    expect(kindOf(value)).toBe(kind)
  })

  it.each([['nan'], ['inf'], [''], ['1'], ['null'], [' NaN'], [null], [undefined], [true], [[]], [{}]])(
    'takes %j for no number',
    (value) => {
      expect(numberFromJson(value)).toBeUndefined()
    },
  )

  it('never hides a fault of the database behind a number', () => {
    expect(storedValue(null, valueKinds.finite)).toBeNaN()
    expect(storedValue(null, 99)).toBeNaN()
  })

  it('leaves other strings alone', () => {
    expect(fromJson(toJson({ name: 'run', when: null, is: true }))).toEqual({
      name: 'run',
      when: null,
      is: true,
    })
  })
})
