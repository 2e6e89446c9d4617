import { describe, expect, it } from 'vitest'
import { describeTarget, parseCsv } from '../../../lib/tabular/index.ts'
import { tableDataset } from '../../../lib/training/datasets/table-dataset.ts'

const lines = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i)).join('\n')
const load = (text: string, target: string, as?: 'regression') => {
  const table = parseCsv(text)
  return tableDataset(table, target, describeTarget(table, target, as).task)
}

describe('a table becomes a data set', () => {
  it('with numbers standardized, categories as bits, and a fifth held back', () => {
    const data = load(`x,c,y\n${lines(100, (i) => `${i * 3},${'ab'[i % 2]},${i / 2}`)}`, 'y')
    expect([data.inputs, data.train.rows, data.validation.rows]).toEqual([3, 80, 20])
    const rows = Array.from({ length: 80 }, (_, row) => data.train.inputs.subarray(row * 3, row * 3 + 3))
    expect(rows.reduce((sum, [x = 0]) => sum + x, 0)).toBeCloseTo(0, 3)
    expect(rows.every(([, a = 0, b = 0]) => a + b === 1)).toBe(true)
    expect(data.targetScale?.unit).toBe('y')
    expect(data.notes).toEqual([])
  })

  it('the same way each time, whatever the order of a sorted file', () => {
    const text = `x,y\n${lines(50, (i) => `${(i * 7) % 13},${i}`)}`
    const [first, second] = [load(text, 'y'), load(text, 'y')]
    expect({ ...first, shown: null }).toEqual({ ...second, shown: null })
    const held = Array.from(load(text, 'y').validation.truth)
    expect(Math.max(...held) - Math.min(...held)).toBeGreaterThan(25)
  })

  it('with a fifth of every class held back, and the only row of a class kept for training', () => {
    const data = load(`x,y\n${lines(50, (i) => `${i % 11},${'ab'[i % 2]}`)}\n3,c`, 'y')
    const count = (labels: ArrayLike<number>, label: number) =>
      Array.from(labels).filter((l) => l === label).length
    expect([0, 1, 2].map((label) => count(data.train.truth, label))).toEqual([20, 20, 1])
    expect([0, 1, 2].map((label) => count(data.validation.truth, label))).toEqual([5, 5, 0])
  })

  it.each([1, 2, 4, 5, 9, 10])(
    'with a row held back of a class that has %d, unless it is the only one',
    (size) => {
      const data = load(`x,y\n${lines(120, (i) => `${i % 11},${i < size ? 1 : 0}`)}`, 'y')
      const held = Array.from(data.validation.truth).filter((label) => label === 1).length
      expect(held).toBe(size === 1 ? 0 : Math.max(1, Math.floor(size / 5)))
      expect(data.notes).toEqual(
        size > 1
          ? []
          : [
              'Validation has no row of 1, as the file has one only: recall, F1 and AUROC are NaN, and an accuracy of 1 says nothing.',
            ],
      )
    },
  )

  it('with finite targets where all but one are the same', () => {
    for (let odd = 0; odd < 30; odd++) {
      const data = load(`x,y\n${lines(30, (i) => `${i % 7},${i === odd ? 50 : 0}.5`)}`, 'y', 'regression')
      expect(data.targetScale?.deviation).toBeGreaterThan(0)
      const isHeld = data.validation.truth.includes(50.5)
      expect(data.notes).toEqual(isHeld ? [] : ['y is the same in every row of validation: r2 is NaN.'])
    }
  })

  it('with a word about the class of several that validation lacks', () => {
    const data = load(`x,y\n${lines(50, (i) => `${i % 11},${'ab'[i % 2]}`)}\n3,c`, 'y')
    expect(data.notes).toEqual(['Validation has no row of c, as the file has one only: the recall is NaN.'])
  })

  it('with one class for one number, however it is written', () => {
    const data = load(`x,y\n${lines(40, (i) => `${i % 7},${['0', '1.0', '0.0', '1'][i % 4]}`)}`, 'y')
    expect(data.classNames).toEqual(['0', '1'])
    expect(data.train.rows + data.validation.rows).toBe(40)
  })

  it('and tells what it did about what is missing or of no use', () => {
    const text = `id,name,when,x,c,same,none,y\n${lines(60, (i) => `${i + 1},name ${i},2026-01-${(i % 28) + 1},${i === 5 ? 'NA' : i % 9},${i === 7 ? '' : 'ab'[i % 2]},1,,${i === 9 ? '?' : i / 2}`)}`
    const data = load(text, 'y')
    expect(data.notes).toEqual([
      '1 row without y is left out.',
      'id only counts the rows and is not used.',
      'name has too many different texts and is not used.',
      'x: 1 missing value is replaced by the median.',
      'c: 1 missing value is a category of its own.',
      'same is the same in every row and is not used.',
      'none has no values and is not used.',
    ])
    expect(data.inputs).toBe(1 + 1 + 3)
    expect([...data.train.inputs, ...data.validation.inputs].every(Number.isFinite)).toBe(true)
  })

  it('with a word about categories that have hardly any rows', () => {
    const of = (count: number) => load(`c,y\n${lines(60, (i) => `c${i % count},${i / 2}`)}`, 'y')
    expect([of(10).notes, of(15).notes]).toEqual([[], []])
    expect(of(30).notes).toEqual(['c has 30 different texts in 60 rows: little can be learnt of each.'])
  })

  it('without the names of rows, of which a doubtful one is used and said', () => {
    const text = `customer_id,key,week,x,y\n${lines(60, (i) => `${(i * 7919) % 9973},k${(i * 7919) % 9973},${i + Math.floor(i / 7)},${i % 9},${i / 2}`)}`
    const data = load(text, 'y')
    expect(data.inputs).toBe(2)
    expect(data.notes).toEqual([
      'customer_id names the rows (nearly each has another number) and is not used.',
      'key has too many different texts and is not used.',
      'week rises or falls with every row: take it out of the file if it is no more than a counter.',
    ])
  })

  it.each([
    [
      `x,y\n${lines(10, (i) => `${i % 3},${i}`)}`,
      'Only 10 rows have a value of "y": at least 20 are needed.',
    ],
    [
      `id,y\n${lines(30, (i) => `${(i * 7919) % 9973},${i}`)}`,
      'No other column can be used to predict "y": id names the rows',
    ],
    [`x,y\n${lines(30, (i) => `1,${i}`)}`, 'No other column can be used to predict "y": '],
  ])('unless there is too little to learn from: %#', (text, sentence) => {
    expect(() => load(text, 'y')).toThrow(sentence)
  })
})
