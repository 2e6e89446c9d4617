/** How runs of a database are read: one after the other, so that only one is in memory. */
import type { Cell, ForeignFile, ForeignRun, Format, Trouble } from '../foreign.ts'
import { createTroubles, type Troubles } from '../troubles.ts'

export type Rows = (sql: string, params?: readonly Cell[]) => Iterable<Cell[]>

export type Database = { file: ForeignFile; rows: Rows; found: Troubles }

/** Of a database that cannot be read to its end there are the runs before, and what ails it among the troubles. */
export function databaseReader(runsOf: (database: Database) => Generator<ForeignRun>): Format['read'] {
  function* read(file: ForeignFile, troubles: Trouble[]): Generator<ForeignRun> {
    const found = createTroubles(file.path)
    try {
      yield* runsOf({ file, rows: (sql, params = []) => file.rows?.(sql, params) ?? [], found })
    } catch (error) {
      found.add('the database', failureOf(error))
    }
    troubles.push(...found.list())
  }
  return ([file]) => {
    const troubles: Trouble[] = []
    return { runs: file ? read(file, troubles) : [], troubles }
  }
}

/** SQLite's own words on a database that is damaged, locked or of another shape. */
function failureOf(error: unknown): string {
  return `it cannot be read further: ${(error as Error).message}.`
}
