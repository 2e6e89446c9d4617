import type { FieldValue } from '../query/index.ts'
import { fieldOf } from '../search/searched-run.ts'
import type { RunRow } from './run-row.ts'

/** What a run has in a column of the list. */
export function cellOf({ view, latest, best, drawn }: RunRow, name: string): FieldValue {
  const known = drawn?.cells.get(name)
  return known !== undefined ? known : fieldOf({ run: view.run, findings: view.findings, latest, best }, name)
}
