/** A table of texts, as a file has it: nothing is taken for a number yet. */
import { Refusal } from '../refusal.ts'

export type Column = {
  name: string
  /** One for each row, without the blanks around it; empty where there is no value. */
  values: readonly string[]
}

/** At least one column and one row; no two columns have the same name. */
export type Table = {
  columns: readonly Column[]
  rows: number
  /** How the file was read where that is no matter of course, in sentences. */
  notes?: readonly string[]
}

/** Whether a cell holds no value: what a file writes in its place is made empty when it is read. */
export function isMissing(value: string): boolean {
  return value === ''
}

/** The column of that name. Refuses an unknown name with those that there are. */
export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((other) => other.name === name)
  if (column) return column
  const names = table.columns.slice(0, 20).map((other) => other.name)
  const more = table.columns.length - names.length
  throw new Refusal(
    'invalid',
    `There is no column ${JSON.stringify(name)}: the columns are ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  )
}
