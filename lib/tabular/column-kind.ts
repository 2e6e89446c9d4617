/** What the values of a column are. */
import { type Column, isMissing } from './table.ts'

/** `text` has too many different values to tell anything; `empty` has none. */
export type ColumnKind = 'number' | 'category' | 'date' | 'text' | 'empty'

/** A column with more different texts than this is no category. */
export const mostCategories = 50

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/

/** The number that a cell holds, decimals after a point; NaN for anything else. */
export function numberOf(cell: string): number {
  return number.test(cell) ? Number(cell) : Number.NaN
}

/** Days since 1970 of `2026-11-24`, `2026/11/24` or `2026-11-24 16:05`, the zone left out of account; else NaN. */
export function daysOf(cell: string): number {
  const parts = date.exec(cell)?.slice(1)
  if (!parts) return Number.NaN
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0))
  if (!year || !month || month > 12 || !day || day > 31) return Number.NaN
  return Date.UTC(year, month - 1, day, hour, minute, second) / 86_400_000
}

/** What a cell says: `1`, `1.0` and `+1` are one value, written `1`. */
export function canonicalCell(cell: string): string {
  const value = numberOf(cell)
  return Number.isFinite(value) ? String(value) : cell
}

/** Each value that is not missing, with the number of rows that have it, in order of appearance. */
export function countValues(column: Column): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cell of column.values) {
    if (isMissing(cell)) continue
    const value = canonicalCell(cell)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/**
 * The kind of a column by all its values that are not missing: numbers, dates, else categories when at most 50
 * different texts come twice on average, else text.
 */
export function kindOf(column: Column): ColumnKind {
  const counts = countValues(column)
  const distinct = [...counts.keys()]
  if (distinct.length === 0) return 'empty'
  if (distinct.every((value) => Number.isFinite(numberOf(value)))) return 'number'
  if (distinct.every((value) => Number.isFinite(daysOf(value)))) return 'date'
  const present = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return distinct.length <= Math.min(mostCategories, Math.max(2, present / 2)) ? 'category' : 'text'
}
