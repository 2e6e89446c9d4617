import { describe, expect, it } from 'vitest'
import { rowNamesIn } from '../../lib/tabular/index.ts'

const times = (count: number, of: (i: number) => string | number) =>
  Array.from({ length: count }, (_, i) => String(of(i)))
/** Different numbers in no order. */
const scattered = times(60, (i) => 1000 + ((i * 7919) % 9973))

describe('a column of numbers names the rows', () => {
  it.each([
    ['nr', times(30, (i) => i + 1), 'only counts the rows'],
    ['nr', times(30, (i) => 99 - i), 'only counts the rows'],
    ['id', scattered, 'names the rows (nearly each has another number)'],
    ['customer_id', scattered, 'names the rows (nearly each has another number)'],
    ['PassengerId', scattered, 'names the rows (nearly each has another number)'],
    ['ID number', scattered, 'names the rows (nearly each has another number)'],
    ['Unnamed: 0', scattered, 'names the rows (nearly each has another number)'],
    ['row_index', scattered, 'names the rows (nearly each has another number)'],
    ['id', [...scattered, scattered[0] as string, ''], 'names the rows (nearly each has another number)'],
    ['part', times(30, (i) => `00${(i * 37) % 101}`), 'is a code (nearly each row has another one)'],
    ['tweet', times(30, (i) => `9${i}007199254740993`), 'is a code (nearly each row has another one)'],
  ])('%s %#', (name, values, why) => {
    expect(rowNamesIn({ name, values })).toEqual({ why, isCertain: true })
  })

  it('perhaps, where it rises with few numbers left out', () => {
    const values = times(40, (i) => 1950 + i + Math.floor(i / 9))
    const doubt = { why: 'rises or falls with every row', isCertain: false }
    expect(rowNamesIn({ name: 'year', values })).toEqual(doubt)
    expect(rowNamesIn({ name: 'year', values: values.toReversed() })).toEqual(doubt)
    expect(rowNamesIn({ name: 'id', values })?.isCertain).toBe(true)
  })
})

describe('a column of numbers tells something', () => {
  it.each([
    ['of another name', 'population', scattered],
    ['that come again', 'user_id', times(60, (i) => i % 20)],
    ['with decimals', 'id', times(60, (i) => i * 1.5 + 0.25)],
    ['that are few', 'id', times(6, (i) => i * i)],
    ['an index of something', 'price index', scattered],
    ['a name that only ends alike', 'humid', scattered],
    ['a name that only ends alike', 'paid', scattered],
    ['that rise with large gaps', 'steps', times(60, (i) => i * i * 10)],
  ])('%s: %s', (_what, name, values) => {
    expect(rowNamesIn({ name, values })).toBe(null)
  })
})
