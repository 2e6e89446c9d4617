/** Reads the text of a CSV file into a table. The only importer of papaparse. */
import papa from 'papaparse'
import { Refusal } from '../refusal.ts'
import { settleGaps } from './gaps.ts'
import type { Table } from './table.ts'
import { plainNumbers } from './written-numbers.ts'

const longestText = 64 * 2 ** 20
const mostColumns = 1000

function refuse(sentence: string): never {
  throw new Refusal('invalid', sentence)
}

function headerOf(cells: readonly string[] | undefined): string[] {
  if (!cells) refuse('The file is empty: it needs a line of column names and lines of values.')
  if (cells.length > mostColumns)
    refuse(`The file has ${cells.length} columns: at most ${mostColumns} can be read.`)
  const names = cells.map((cell) => cell.trim())
  const empty = names.indexOf('')
  if (empty >= 0) refuse(`Column ${empty + 1} has no name: the first line must name every column.`)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) refuse(`Two columns are called ${JSON.stringify(twice)}: rename one of them.`)
  return names
}

/** Every row with the line that it begins on: a quoted cell may hold line breaks. Rows without any text are left out. */
function* numbered(rows: readonly string[][]): Generator<{ line: number; cells: string[]; index: number }> {
  let line = 1
  for (const [index, cells] of rows.entries()) {
    if (cells.length > 1 || cells[0]?.trim()) yield { line, cells, index }
    line++
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
  }
}

/**
 * The table in a text of comma-separated values; the separator may also be a tab, a semicolon or a bar, cells may be
 * quoted, and a byte order mark is skipped. The first line names the columns.
 * Refuses, in one sentence with the line: rows of another length than the first, an open quote, a column without a
 * name or with that of another, a file without rows, more than 64 million characters or 1,000 columns.
 */
export function parseCsv(text: string): Table {
  if (text.length > longestText)
    refuse(
      `The file has ${Math.ceil(text.length / 2 ** 20)} million characters: at most 64 million can be read.`,
    )
  const unified = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (unified.includes('\0'))
    refuse(
      'The file is no text in UTF-8 (it may be UTF-16, as some spreadsheets write it): save it as CSV in UTF-8.',
    )
  const { data, errors, meta } = papa.parse<string[]>(unified, {
    newline: '\n',
    delimitersToGuess: [',', '\t', ';', '|'],
  })
  const quote = errors.find(({ type }) => type === 'Quotes')
  const [header, ...rows] = numbered(data)
  const names = headerOf(header?.cells)
  const values = names.map((): string[] => [])
  for (const { line, cells, index } of rows) {
    if (quote?.row !== undefined && quote.row <= index)
      refuse(
        `Line ${line} has a quote that is not closed, or text after a closing one: double a quote inside a cell.`,
      )
    if (cells.length !== names.length)
      refuse(
        `Line ${line} has ${cells.length} ${cells.length === 1 ? 'value' : 'values'}, but the first line names ${names.length} columns.`,
      )
    for (const [column, cell] of cells.entries()) values[column]?.push(cell.trim())
  }
  if (quote) refuse('The first line has a quote that is not closed: double a quote inside a cell.')
  if (rows.length === 0) refuse('The file has column names but no rows.')
  const read = names.map((name, column) =>
    plainNumbers({ name, values: values[column] ?? [] }, meta.delimiter),
  )
  const settled = settleGaps(read.map(({ column }) => column))
  const notes = [...read.flatMap(({ note }) => note ?? []), ...settled.notes]
  return {
    columns: settled.columns,
    rows: rows.length,
    ...(notes.length > 0 && { notes }),
  }
}
