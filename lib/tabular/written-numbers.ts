/** Columns of numbers as people and spreadsheets write them: decimal commas, thousands, percent, currencies. */
import { numberOf } from './column-kind.ts'
import { mayBeGap } from './gaps.ts'
import type { Column } from './table.ts'

type Writing = {
  /** What a note says of the column. */
  words: string
  /** One number as plain text, or null for a cell that is written in another way. */
  plain(cell: string): string | null
}

const signs = /[\s\u00a0\u202f]*(?:%|€|\$|£|¥|EUR|USD|GBP|CHF)[\s\u00a0\u202f]*/

const decimalComma: Writing = {
  words: 'has commas before its decimals, which are read as points',
  plain: (cell) =>
    /^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(cell) ? cell.replaceAll('.', '').replace(',', '.') : null,
}

const thousands: Writing = {
  words: 'has commas between its thousands, which are left out',
  plain: (cell) => (/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : null),
}

const withSign: Writing = {
  words: 'has percent or currency signs, which are left out',
  plain(cell) {
    const bare = cell.replace(signs, '')
    if (Number.isFinite(numberOf(bare))) return bare
    return thousands.plain(bare)
  },
}

/**
 * The column with plain numbers where all of its cells are numbers in one way of writing, with a note that says which; as it is
 * otherwise. Where semicolons or tabs part the columns a comma may stand before decimals, and points between thousands.
 */
export function plainNumbers(column: Column, delimiter: string): { column: Column; note: string | null } {
  const cells = column.values.filter((cell) => !mayBeGap(cell))
  if (cells.length === 0) return { column, note: null }
  const isPlain = cells.every((cell) => Number.isFinite(numberOf(cell)))
  const mayHaveComma = delimiter === ';' || delimiter === '\t'
  // 200.000 with nothing but groups of three behind its points is two hundred thousand where commas are decimal.
  const areGroups = mayHaveComma && cells.every((cell) => /^[+-]?\d{1,3}(\.\d{3})+$/.test(cell))
  if (isPlain && !areGroups) return { column, note: null }
  const writings = mayHaveComma ? [decimalComma, withSign] : [thousands, withSign]
  const writing = writings.find(({ plain }) => cells.every((cell) => plain(cell) !== null))
  if (!writing) return { column, note: null }
  const values = column.values.map((cell) => (mayBeGap(cell) ? cell : (writing.plain(cell) as string)))
  return { column: { name: column.name, values }, note: `${column.name} ${writing.words}.` }
}
