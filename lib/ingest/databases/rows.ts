/** What readers of foreign databases share. */
import type { Cell, ForeignFile } from '../foreign.ts'

/** A text, also one that a writer put into a blob. */
export function textIn(cell: Cell | undefined): string {
  if (cell instanceof Uint8Array) return new TextDecoder().decode(cell)
  return cell === null || cell === undefined ? '' : String(cell)
}

export function columnsOf(file: ForeignFile, table: string): string[] {
  return [...(file.rows?.(`SELECT name FROM pragma_table_info('${table}')`, []) ?? [])].map(([name]) =>
    textIn(name),
  )
}

/** SQLite's own words on a database that is damaged, locked or of another shape. */
export function failureOf(error: unknown): string {
  return `it cannot be read further: ${(error as Error).message}.`
}
