import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../lib/tabular/index.ts'

const valuesOf = (text: string) => {
  const table = parseCsv(text)
  return { values: table.columns[0]?.values, notes: table.notes?.length ?? 0 }
}

describe('numbers as people write them', () => {
  it.each<[string, string, string[], number]>([
    ['decimal commas between semicolons', 'temp;y\n20,5;1\n-3,25;2\n7;3', ['20.5', '-3.25', '7'], 1],
    [
      'points between thousands beside decimal commas',
      'price;y\n1.234,50;1\n200.000;2',
      ['1234.50', '200000'],
      1,
    ],
    ['groups of thousands between semicolons', 'people;y\n200.000;1\n1.500.000;2', ['200000', '1500000'], 1],
    ['decimal points between semicolons', 'x;y\n1.5;1\n2.25;2', ['1.5', '2.25'], 0],
    ['commas between thousands', 'x,y\n"1,234",1\n"12,345,678.5",2', ['1234', '12345678.5'], 1],
    ['percent', 'x,y\n5%,1\n12.5 %,2', ['5', '12.5'], 1],
    ['a currency', 'x,y\n€ 5,1\n€ 7.5,2', ['5', '7.5'], 1],
    ['texts with commas', 'x;y\n1,2,3;1\n4,5;2', ['1,2,3', '4,5'], 0],
    ['a column that is not all numbers', 'x;y\n20,5;1\nwarm;2', ['20,5', 'warm'], 0],
    ['missing values among them', 'x;y\n20,5;1\nNA;2\n;3', ['20.5', '', ''], 1],
  ])('%s', (_what, text, values, notes) => {
    expect(valuesOf(text)).toEqual({ values, notes })
  })

  it('are refused with what to do where the file is UTF-16', () => {
    expect(() => parseCsv('a\0,\0b\0\n\x001\0,\x002\0')).toThrow(/save it as CSV in UTF-8/)
  })
})
