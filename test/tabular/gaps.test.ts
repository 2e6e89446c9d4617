import { describe, expect, it } from 'vitest'
import { describeTarget, kindOf, parseCsv, type Table } from '../../lib/tabular/index.ts'

const columnOf = ({ columns }: Table, name: string) => columns.find((column) => column.name === name)
/** A column x of these cells beside another. */
const read = (cells: readonly string[], beside = cells.map((_, i) => `${i}`)) => {
  const table = parseCsv(`x,y\n${cells.map((cell, i) => `${cell},${beside[i]}`).join('\n')}`)
  return { values: columnOf(table, 'x')?.values, notes: table.notes ?? [] }
}

describe('a cell without a value', () => {
  it.each([
    [
      'among numbers',
      ['1', 'NA', '2.5', 'None', 'null', 'NaN', '-', '?', 'inf', '-Infinity', '#N/A', 'n.a.'],
    ],
    ['among dates', ['2026-01-01', 'NA', '2026-01-02', 'null', '']],
    ['among nothing else', ['NA', 'None', '', '?']],
  ])('is known by its name %s', (_where, cells) => {
    const { values, notes } = read(cells)
    expect(values).toEqual(cells.map((cell) => (/^\d/.test(cell) ? cell : '')))
    expect(notes).toEqual([])
  })

  it('is known by its name among decimal commas and percent too', () => {
    const table = parseCsv('x;p;y\n20,5;5%;1\nNA;none;2\n;7 %;3')
    expect(columnOf(table, 'x')?.values).toEqual(['20.5', '', ''])
    expect(columnOf(table, 'p')?.values).toEqual(['5', '', '7'])
  })

  it('among texts is one that is empty or a question mark', () => {
    expect(read(['a', '?', 'b', '-', '', '#N/A'])).toEqual({ values: ['a', '', 'b', '', '', ''], notes: [] })
  })

  it('among texts is one whose word stands for a gap among the numbers of the file', () => {
    const { values, notes } = read(['MALE', 'NA', 'FEMALE'], ['1', 'NA', '3'])
    expect(values).toEqual(['MALE', '', 'FEMALE'])
    expect(notes).toEqual(['x: NA is read as missing, as among the numbers of this file.'])
  })
})

describe('a text that reads like no value is one like the others', () => {
  it.each([
    ['a country', ['ZA', 'NA', 'ZA', 'NA'], 'NA'],
    ['None of several materials', ['brick', 'None', 'stone', 'brick'], 'None'],
    ['null', ['red', 'null', 'blue'], 'null'],
  ])('%s', (_what, cells, word) => {
    expect(read(cells)).toEqual({
      values: cells,
      notes: [`x: ${word} is read as a value like the others; leave cells empty where nothing is known.`],
    })
  })

  it('a country even where NA is a gap among numbers', () => {
    expect(read(['ZA', 'NA', 'DE'], ['1', 'NA', '3']).values).toEqual(['ZA', 'NA', 'DE'])
  })

  it('where the column leaves cells empty for gaps', () => {
    expect(read(['low', 'NA', '', 'high'], ['1', 'NA', '2', '3']).values).toEqual(['low', 'NA', '', 'high'])
  })

  it('a minus beside a plus', () => {
    const { values, notes } = read(['+', '-', '?', '+'])
    expect(values).toEqual(['+', '-', '', '+'])
    expect(notes).toEqual(['x: - is read as a value, as + is one.'])
  })

  it('as a target too', () => {
    const table = parseCsv(
      `country,y\n${Array.from({ length: 40 }, (_, i) => `${i % 3 ? 'ZA' : 'NA'},${i}`).join('\n')}`,
    )
    expect(describeTarget(table, 'country')).toMatchObject({
      task: { kind: 'binary', classes: ['NA', 'ZA'] },
      missing: 0,
    })
    expect(kindOf(columnOf(table, 'country') as never)).toBe('category')
  })
})
