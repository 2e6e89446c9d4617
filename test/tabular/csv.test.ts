import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../lib/tabular/index.ts'

const columnsOf = (text: string) =>
  Object.fromEntries(parseCsv(text).columns.map(({ name, values }) => [name, values]))

describe('a table is read', () => {
  it.each([
    ['commas', 'a,b\n1,2\n3,4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['bars', 'a|b\n1|2\n3|4'],
    ['a byte order mark', '\ufeffa,b\n1,2\n3,4'],
    ['lines ended as on Windows', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['lines ended in two ways', 'a,b\r\n1,2\n3,4'],
    ['empty lines', 'a,b\n\n1,2\n\n3,4\n\n'],
    ['blanks around cells', ' a , b\n1 , 2\n 3,4'],
  ])('with %s', (_what, text) => {
    expect(columnsOf(text)).toEqual({ a: ['1', '3'], b: ['2', '4'] })
  })

  it('with separators, quotes and line breaks in quoted cells', () => {
    expect(columnsOf('a,b\n"x, y","say ""no"""\n"two\nlines",z')).toEqual({
      a: ['x, y', 'two\nlines'],
      b: ['say "no"', 'z'],
    })
  })

  it('of one column', () => {
    expect(parseCsv('a\n1\n2')).toEqual({ columns: [{ name: 'a', values: ['1', '2'] }], rows: 2 })
  })
})

describe('a file is refused in one sentence', () => {
  it.each([
    ['', 'The file is empty: it needs a line of column names and lines of values.'],
    ['\n\n', 'The file is empty'],
    ['a,b\n', 'The file has column names but no rows.'],
    ['a,b\n1,2\n3', 'Line 3 has 1 value, but the first line names 2 columns.'],
    ['a,b\n\n"x\ny",2\n3,4,5', 'Line 5 has 3 values, but the first line names 2 columns.'],
    ['a,,c\n1,2,3', 'Column 2 has no name: the first line must name every column.'],
    ['a,b,a\n1,2,3', 'Two columns are called "a": rename one of them.'],
    ['a,b\n1,2\n3,"4\n5,6', 'Line 3 has a quote that is not closed'],
    [
      `${Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',')}\n`,
      'The file has 1001 columns: at most 1000',
    ],
    ['x'.repeat(64 * 2 ** 20 + 1), 'The file has 65 million characters: at most 64 million can be read.'],
  ])('%#', (text, sentence) => {
    expect(() => parseCsv(text)).toThrow(sentence)
  })
})
