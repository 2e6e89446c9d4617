/** The columns of a table as numbers that a model can take. */
import {
  type Column,
  daysOf,
  isMissing,
  kindOf,
  medianOf,
  numberOf,
  rowNamesIn,
} from '../../tabular/index.ts'
import { meanAndDeviation } from './dataset.ts'

/** What a column gives for each row: one number, or one bit for each category. */
export type Features = { width: number; of(row: number): number[] }
/** Features, or why there are none; a note tells what was done about missing values, or what is doubtful. */
export type EncodedColumn = ({ features: Features } & { note?: string }) | { ignored: string }

/** Numbers and days, standardized by the training rows, whose median stands in for what is missing. */
function standardized(
  column: Column,
  read: (cell: string) => number,
  training: readonly number[],
): EncodedColumn {
  const numbers = Float64Array.from(column.values, (cell) => (isMissing(cell) ? Number.NaN : read(cell)))
  const known = Float64Array.from(training, (row) => numbers[row] as number).filter(Number.isFinite)
  if (known.length === 0) return { ignored: 'has no values to learn from' }
  const { mean, deviation } = meanAndDeviation(known)
  if (deviation === 0) return { ignored: 'is the same in every row' }
  const median = medianOf(known.toSorted())
  const lacking = numbers.filter(Number.isNaN).length
  return {
    features: {
      width: 1,
      of: (row) => {
        const value = numbers[row] as number
        return [((Number.isNaN(value) ? median : value) - mean) / deviation]
      },
    },
    ...(lacking > 0 && {
      note: `${column.name}: ${lacking} missing ${lacking === 1 ? 'value is' : 'values are'} replaced by the median.`,
    }),
  }
}

/** More categories than these, with fewer rows each on average, are said. */
const fewCategories = 10
const fewestEach = 4

/** One bit for each category, in the order of the alphabet; what is missing is a category of its own. */
function oneHot(column: Column): EncodedColumn {
  const cells = column.values.map((cell) => (isMissing(cell) ? '' : cell))
  const categories = [...new Set(cells)].sort()
  if (categories.length < 2) return { ignored: 'is the same in every row' }
  const places = new Map(categories.map((category, index) => [category, index]))
  const lacking = cells.filter((cell) => cell === '').length
  const notes = [
    ...(lacking > 0
      ? [
          `${column.name}: ${lacking} missing ${lacking === 1 ? 'value is' : 'values are'} a category of ${lacking === 1 ? 'its' : 'their'} own.`,
        ]
      : []),
    ...(categories.length > fewCategories && categories.length * fewestEach > cells.length
      ? [
          `${column.name} has ${categories.length} different texts in ${cells.length} rows: little can be learnt of each.`,
        ]
      : []),
  ]
  return {
    features: {
      width: categories.length,
      of: (row) => {
        const bits = Array<number>(categories.length).fill(0)
        bits[places.get(cells[row] as string) as number] = 1
        return bits
      },
    },
    ...(notes.length > 0 && { note: notes.join(' ') }),
  }
}

/** Numbers, unless they are names of rows; a counter that may be a time is used, and said. */
function numbersOf(column: Column, training: readonly number[]): EncodedColumn {
  const names = rowNamesIn(column)
  if (names?.isCertain) return { ignored: names.why }
  const encoded = standardized(column, numberOf, training)
  if (!names || 'ignored' in encoded) return encoded
  const doubt = `${column.name} ${names.why}: take it out of the file if it is no more than a counter.`
  return { ...encoded, note: encoded.note ? `${encoded.note} ${doubt}` : doubt }
}

/** Encodes a column by its kind. `training` are the rows that may be learnt from. */
export function encodeColumn(column: Column, training: readonly number[]): EncodedColumn {
  switch (kindOf(column)) {
    case 'number':
      return numbersOf(column, training)
    case 'date':
      return standardized(column, daysOf, training)
    case 'category':
      return oneHot(column)
    case 'text':
      return { ignored: 'has too many different texts' }
    case 'empty':
      return { ignored: 'has no values' }
  }
}
