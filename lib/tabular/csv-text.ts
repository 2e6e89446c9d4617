/** A table as text: comma-separated values below a line of names, or JSON. */
import papa from 'papaparse'
import { toJson } from '../number.ts'

export type Cell = string | number | boolean | null
/** Rows are objects with the same keys. */
export type Rows = readonly Readonly<Record<string, Cell>>[]

/**
 * All digits of every number; NaN, Infinity and -Infinity by these names, null as an empty cell. What a spreadsheet
 * would run as a formula has an apostrophe before it.
 */
export function csvText(rows: Rows): string {
  return `${papa.unparse([...rows], { newline: '\n', escapeFormulae: true })}\n`
}

/** One row a line; numbers that JSON cannot say by name. */
export function jsonText(rows: Rows): string {
  return `[\n${rows.map(toJson).join(',\n')}\n]\n`
}
