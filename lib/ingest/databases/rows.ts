/** What readers of foreign databases share. */
import type { Cell, ForeignFile, Head } from '../foreign.ts'

/** A text, also one that a writer put into a blob. */
export function textIn(cell: Cell | undefined): string {
  if (cell instanceof Uint8Array) return new TextDecoder().decode(cell)
  return cell === null || cell === undefined ? '' : String(cell)
}

/**
 * SQL for a text as its bytes: one of the drivers does not survive every text of a damaged file, so that no query
 * asks for one as such.
 */
export const bytesOf = (column: string) => `CAST(${column} AS BLOB)`

/** SQL for a number; NULL for anything else, which would be read as 0. */
export const numberIn = (column: string) =>
  `CASE WHEN typeof(${column}) IN ('integer', 'real') THEN CAST(${column} AS REAL) END`

/** Whether a database has these tables; of one that is too damaged to tell them, whether its first bytes name them. */
export function hasTables({ tables, text }: Head, ...names: string[]): boolean {
  if (!tables) return false
  if (tables.length) return names.every((name) => tables.includes(name))
  return names.every((name) => new RegExp(`CREATE TABLE (IF NOT EXISTS )?"?${name}\\b`).test(text))
}

export function columnsOf(file: ForeignFile, table: string): string[] {
  return [...(file.rows?.(`SELECT ${bytesOf('name')} FROM pragma_table_info('${table}')`, []) ?? [])].map(
    ([name]) => textIn(name),
  )
}
