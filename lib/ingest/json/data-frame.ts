/** Frames of pandas as `to_json` writes them: by columns (its default), by index, split, or with their schema. */
import { timeIn } from '../cell.ts'
import type { Head } from '../foreign.ts'
import { stepAmong } from '../steps.ts'
import type { Json } from './parse.ts'
import type { Row } from './rows.ts'
import { isObject, type JsonObject, numberOf } from './values.ts'

const byColumn = /^\s*\{\s*"[^"]+"\s*:\s*\{\s*"-?\d+"\s*:/
const byIndex = /^\s*\{\s*"\d+"\s*:\s*\{\s*"[^"]*[^"\d][^"]*"\s*:/
const split = /^\s*\{\s*"columns"\s*:\s*\[\s*"/
const withSchema = /^\s*\{\s*"schema"\s*:\s*\{\s*"fields"\s*:/
const place = /"-?\d+"\s*:\s*(-?\d|NaN|-?Infinity|null)/
const step = /"(_?step|global_step|epoch|iter|iteration)"\s*:\s*\d/

export function isFrame({ text }: Head): boolean {
  if (split.test(text)) return /"(index|data)"\s*:\s*\[/.test(text)
  return (
    withSchema.test(text) ||
    (byColumn.test(text) && place.test(text)) ||
    (byIndex.test(text) && step.test(text))
  )
}

/** The rows of a frame, with its index where no column is the step; null for an object that is no frame. */
export function frameIn(value: JsonObject): Row[] | null {
  const { columns, index, data, schema } = value
  if (Array.isArray(columns) && Array.isArray(data)) {
    const rows = data.filter(Array.isArray).map((cells) => columns.map((name, i) => [String(name), cells[i]]))
    const keys = Array.isArray(index) ? index : rows.map((_, i) => i)
    return indexed(rows.map(rowOf), keys)
  }
  if (isObject(schema) && Array.isArray(data)) {
    const { primaryKey } = schema
    const key = Array.isArray(primaryKey) ? primaryKey[0] : undefined
    const rows = data.filter(isObject)
    if (key !== 'index') return rows.map((row) => ({ row }))
    return indexed(
      rows.map(({ index: _, ...row }) => row),
      rows.map((row) => row.index as Json),
    )
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || !entries.every(([, inner]) => isObject(inner))) return null
  const inner = entries as [string, JsonObject][]
  if (isPlace(inner[0]?.[0]))
    return indexed(
      inner.map(([, row]) => row),
      inner.map(([key]) => key),
    )
  const keys = [...new Set(inner.flatMap(([, column]) => Object.keys(column)))]
  if (!keys.every(isPlace) && stepAmong(inner.map(([name]) => name)) === null) return null
  return indexed(
    keys.map((key) => rowOf(inner.flatMap(([name, column]) => (key in column ? [[name, column[key]]] : [])))),
    keys,
  )
}

const isPlace = (key: string | undefined) => /^-?\d+$/.test(key ?? '')
const rowOf = (cells: (string | Json | undefined)[][]) =>
  Object.fromEntries(cells.filter(([, cell]) => cell !== undefined)) as JsonObject

/** With the index as one more key: of whole numbers that rise it is the step where no column is, of times the time. */
function indexed(rows: JsonObject[], index: readonly Json[]): Row[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const plain = () => rows.map((row) => ({ row }))
  const numbers = index.map((key) => numberOf(key) ?? Number.NaN)
  const rises = numbers.every(
    (now, i) => Number.isSafeInteger(now) && now >= 0 && (i === 0 || now > (numbers[i - 1] as number)),
  )
  if (!rises || numbers.length !== rows.length) return plain()
  // A row that has a metric and its twin of the validation is an epoch, as in the history of Keras.
  const isHistory = names.some((name) => names.includes(`val_${name}`))
  const key = numbers.every((one) => timeIn(one) !== null) ? 'timestamp' : isHistory ? 'epoch' : 'index'
  if (names.includes(key) || (key !== 'timestamp' && stepAmong(names) !== null)) return plain()
  return rows.map((row, i) => ({ row: { [key]: numbers[i] as number, ...row } }))
}

/** Whether a frame has a null, which pandas writes for NaN and ∞. */
export const hasGaps = (rows: readonly Row[]) => rows.some(({ row }) => Object.values(row).includes(null))
