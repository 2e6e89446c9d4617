/** Columns that name rows instead of telling something of them: counters and keys. */
import { numberOf } from './column-kind.ts'
import type { Column } from './table.ts'

/** From this share of different values on, a number is nearly every time another one. */
const nearlyAll = 0.95
/** Fewer values than these are different by chance. */
const fewest = 10

/** 1, 2, 3 … down or up the file says nothing but where a row stands. */
function countsRows(numbers: readonly number[]): boolean {
  const [first = 0, second = 0] = numbers
  const step = second - first
  return Math.abs(step) === 1 && numbers.every((number, row) => number === first + step * row)
}

/** `id`, `user_id`, `PassengerId`, `ID number`, `row`, `index`, `Unnamed: 0`, as data frames call their index. */
function isCalledKey(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (['id', 'ids', 'uid', 'guid', 'uuid', 'pk', 'rowid', 'rownum', 'oid'].includes(last)) return true
  if (first === 'id' || first === 'unnamed') return true
  if (['row', 'record', 'line', 'sample'].includes(first))
    return words.length === 1 || ['number', 'no', 'nr', 'num', 'index', 'idx'].includes(last)
  return words.length === 1 && ['index', 'idx'].includes(first)
}

/** Whether whole numbers rise or fall from row to row with few left out, as after rows were taken out of a file. */
function risesLikeCounter(numbers: readonly number[]): boolean {
  const sign = Math.sign((numbers.at(-1) as number) - (numbers[0] as number))
  const isSteady = numbers.every((number, i) => i === 0 || sign * (number - (numbers[i - 1] as number)) > 0)
  return isSteady && Math.abs((numbers.at(-1) as number) - (numbers[0] as number)) <= 2 * numbers.length
}

/** `why` says what the column does; it `isCertain` that this tells nothing, or a person must know. */
export type RowNames = { why: string; isCertain: boolean }

/** Whether a column of numbers names rows; null where nothing speaks for it. */
export function rowNamesIn({ name, values }: Column): RowNames | null {
  const cells = values.filter((cell) => cell !== '')
  const numbers = cells.map(numberOf)
  if (numbers.length > 2 && cells.length === values.length && countsRows(numbers))
    return { why: 'only counts the rows', isCertain: true }
  if (numbers.length < fewest || !numbers.every(Number.isInteger)) return null
  if (new Set(cells).size < nearlyAll * cells.length) return null
  if (isCalledKey(name)) return { why: 'names the rows (nearly each has another number)', isCertain: true }
  // 007, or more digits than a number can hold: nobody reckons with these.
  if (cells.some((cell) => /^0\d/.test(cell)) || numbers.some((number) => !Number.isSafeInteger(number)))
    return { why: 'is a code (nearly each row has another one)', isCertain: true }
  return risesLikeCounter(numbers) ? { why: 'rises or falls with every row', isCertain: false } : null
}
