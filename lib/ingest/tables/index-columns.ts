/** Columns at the start of a table that count its rows: the index that pandas writes, the row names of R. */
import { numberInCell } from '../cell.ts'
import type { ForeignFile } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { type Delimiter, rowsOf } from './rows.ts'

/** They have no name, or the one that pandas gives a column without one when it reads it. */
const isUnnamed = (name: string) => /^(Unnamed: \d+)?$/.test(name.replace(/^\ufeff/, '').trim())

/** How many columns at the start of a table are such: without a name, and whole numbers that rise from row to row. */
export function countIndexColumns(file: ForeignFile, delimiter: Delimiter, names: readonly string[]): number {
  const named = names.findIndex((name) => !isUnnamed(name))
  // Where no column has a name none is told from the values.
  let count = Math.max(0, named)
  if (count === 0) return 0
  const last = Array.from({ length: count }, () => -1)
  let rows = -1
  for (const { cells } of rowsOf(file, delimiter, createTroubles(file.path))) {
    if (++rows === 0 || cells.length !== names.length) continue
    const bad = last.findIndex((before, i) => {
      const now = numberInCell(cells[i] as string)
      last[i] = now ?? Number.NaN
      return !(Number.isSafeInteger(now) && (now as number) > before)
    })
    if (bad >= 0) count = Math.min(count, bad)
    last.length = count
    if (count === 0) return 0
  }
  return rows > 0 ? count : 0
}
