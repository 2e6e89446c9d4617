import { isChosen as isChosenIn } from '../compare/run-fields.ts'
import type { FieldValue } from '../query/index.ts'
import { fieldOf } from '../search/searched-run.ts'
import type { RunRow } from './run-row.ts'

/** What a run has in a column of the list. */
export function cellOf({ view, latest, best, drawn }: RunRow, name: string): FieldValue {
  const known = drawn?.cells.get(name)
  return known !== undefined ? known : fieldOf({ run: view.run, findings: view.findings, latest, best }, name)
}

/** Whether that was chosen, and not measured. */
export function isChosen({ view, drawn }: RunRow, name: string): boolean {
  return drawn?.cells.has(name) ? drawn.chosen.has(name) : isChosenIn(view.run, name)
}
