import { describe, expect, it } from 'vitest'
import { describeTarget, inferTask, kindOf, parseCsv } from '../../lib/tabular/index.ts'

const column = (values: readonly (string | number)[]) => ({ name: 'y', values: values.map(String) })
const table = (values: readonly (string | number)[]) => ({ columns: [column(values)], rows: values.length })
const times = (count: number, of: (i: number) => string | number) =>
  Array.from({ length: count }, (_, i) => of(i))

describe('a column is', () => {
  it.each([
    ['number', ['1', '-2.5', '+3e2', '.5', '', '']],
    ['category', ['a', 'b', 'a', 'b', '', '']],
    ['category', ['1', 'x', '1', 'x']],
    ['date', ['2026-11-24', '2026/1/2', '2026-11-24 16:05', '']],
    ['text', ['ann', 'bob', 'cid', 'dan', 'eve']],
    ['text', times(200, (i) => `name ${i % 100}`)],
    ['empty', ['', '', '']],
    ['category', ['1,5', '2,5', '1,5', '2,5']],
    ['text', ['0x10', 'Infinity', '1 2']],
  ])('%s: %j', (kind, values) => {
    expect(kindOf(column(values))).toBe(kind)
  })
})

describe('the task of a target', () => {
  it.each([
    ['regression', times(30, (i) => i / 2)],
    ['regression', times(30, (i) => i)],
    ['regression', [1, 2, 3, 21, 1, 2]],
    ['regression', [-1, 0, 1, -1, 0, 1]],
    ['binary', [0, 1, 1, '']],
    ['classification', [3, 4, 8, 3, 4, 8]],
    ['classification', ['a', 'b', 'c', 'a', 'b', 'c']],
  ])('is %s', (kind, values) => {
    expect(inferTask(column(values)).kind).toBe(kind)
  })

  it('has its classes in an order that does not depend on the rows, the positive one last', () => {
    expect(inferTask(column(['yes', 'no', 'yes']))).toEqual({ kind: 'binary', classes: ['no', 'yes'] })
    expect(inferTask(column(['T', 'X', 'T']))).toEqual({ kind: 'binary', classes: ['X', 'T'] })
    expect(inferTask(column(['MALE', 'FEMALE']))).toEqual({ kind: 'binary', classes: ['FEMALE', 'MALE'] })
    expect(inferTask(column([10, 9, 2, 10, 9, 2]))).toMatchObject({ classes: ['2', '9', '10'] })
  })

  it('takes one number for one value, however it is written', () => {
    const task = inferTask(column(['1', '1.0', '+1', '0', '0.0', '-0']))
    expect(task).toEqual({ kind: 'binary', classes: ['0', '1'] })
  })

  it('may be asked to be a regression on small whole numbers', () => {
    expect(inferTask(column([0, 1, 2, 0, 1, 2]), 'regression')).toEqual({ kind: 'regression' })
    expect(() => inferTask(column(['a', 'b', 'a']), 'regression')).toThrow('"a" shows')
  })

  it.each([
    [['', ''], 'The column "y" has no values'],
    [[7, 7, '', 7], 'The column "y" is "7" in every row'],
    [times(60, (i) => `id-${i}`), 'The column "y" has 60 different texts: a target has at most 50 classes.'],
    [['ann', 'bob', 'cid'], 'are names rather than classes'],
    [['2026-01-01', '2026-01-02', '2026-01-03'], 'has dates'],
  ])('is refused for %j', (values, sentence) => {
    expect(() => inferTask(column(values))).toThrow(sentence)
  })
})

describe('the facts of a target', () => {
  it('of numbers are those worked out by hand', () => {
    // Median 3, distances 2 1 0 0 1 97 so MAD 1: only 100 is further than 3.5 · 1.4826.
    const { rows, missing, numbers, classes } = describeTarget(table([1, 2, 3, 3, 4, 100, '']), 'y')
    expect({ rows, missing, classes }).toEqual({ rows: 6, missing: 1, classes: null })
    expect(numbers).toMatchObject({
      median: 3,
      min: 1,
      max: 100,
      zeroShare: 0,
      isNonNegative: true,
      isWhole: true,
    })
    expect(numbers?.outlierShare).toBeCloseTo(1 / 6)
    expect(numbers?.mean).toBeCloseTo(113 / 6)
  })

  it('know a tail from a symmetric shape', () => {
    expect(describeTarget(table([-1.5, 0, 0, 1.5]), 'y').numbers?.skew).toBe(0)
    // Deviations −1 −1 −1 3: third moment 6, variance 3.
    expect(
      describeTarget(table([0, 0, 0, 4.5, 0, 0, 0, 4.5, 0.5]), 'y', 'regression').numbers?.skew,
    ).toBeGreaterThan(1)
  })

  it('see outliers where more than half of the numbers are equal', () => {
    const values = [...times(18, () => 0), 0.5, 100]
    expect(describeTarget(table(values), 'y').numbers).toMatchObject({ outlierShare: 0.05, zeroShare: 0.9 })
  })

  it('of classes count them', () => {
    expect(describeTarget(table(['b', 'a', 'b', 'b', '']), 'y')).toEqual({
      column: 'y',
      task: { kind: 'binary', classes: ['a', 'b'] },
      rows: 4,
      missing: 1,
      numbers: null,
      classes: {
        counts: [
          { name: 'a', count: 1 },
          { name: 'b', count: 3 },
        ],
        imbalance: 3,
      },
    })
  })

  it('of whole numbers that may be classes or counts tell both', () => {
    const { numbers, classes } = describeTarget(table([0, 1, 2, 0, 1, 0]), 'y')
    expect([numbers?.isWhole, classes?.imbalance]).toEqual([true, 3])
  })

  it('name the columns there are when there is none of that name', () => {
    expect(() => describeTarget(parseCsv('a,b\n1,2'), 'c')).toThrow(
      'There is no column "c": the columns are a, b.',
    )
  })
})
