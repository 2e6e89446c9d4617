/**
 * One SQLite connection, the same on every Node: `node:sqlite` where it can return rows as arrays (22.16 and later), else the
 * prebuilt `libsql` package. Both are synchronous; neither needs a compiler or an install script.
 */
import { createRequire } from 'node:module'

export type SqlValue = number | bigint | string | null | Uint8Array
export type Row = SqlValue[]

export type Statement = {
  /** Runs it and tells how many rows changed and the row id of the last insert. */
  run(params: readonly SqlValue[]): { changes: number; lastInsertRowid: number }
  all(params: readonly SqlValue[]): Row[]
  /** One row at a time, so that a million rows never stand in memory at once. */
  iterate(params: readonly SqlValue[]): Iterable<Row>
  /** Names and declared types of the columns; a computed column has no type. */
  columns(): { name: string; type: string | null }[]
}

export type Connection = {
  prepare(sql: string): Statement
  exec(sql: string): void
  close(): void
}

/** What both drivers have in common once their statements return arrays. */
type DriverStatement = {
  run(...params: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  all(...params: SqlValue[]): unknown[]
  iterate(...params: SqlValue[]): Iterable<unknown>
  columns(): { name: string; type: string | null }[]
}
type Driver = { prepare(sql: string): DriverStatement; exec(sql: string): void; close(): void }

function openDriver(file: string, readOnly: boolean): Driver {
  const builtin = process.getBuiltinModule?.('node:sqlite')
  if (builtin && 'setReturnArrays' in builtin.StatementSync.prototype) {
    const database = new builtin.DatabaseSync(file, { readOnly })
    return {
      prepare(sql) {
        const statement = database.prepare(sql)
        ;(statement as unknown as { setReturnArrays(on: boolean): void }).setReturnArrays(true)
        return statement as unknown as DriverStatement
      },
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
    }
  }
  const Libsql = createRequire(import.meta.url)('libsql') as typeof import('libsql')
  const database = new Libsql(file)
  return {
    prepare(sql) {
      const statement = database.prepare(sql)
      return (statement.reader ? statement.raw() : statement) as unknown as DriverStatement
    },
    exec: (sql) => void database.exec(sql),
    close: () => void database.close(),
  }
}

/** Statements kept prepared on a connection. */
const statementsKept = 200

/**
 * Opens a database file (or `:memory:`), in WAL mode unless read-only. A writer that finds the file locked waits for five seconds.
 * Throws SQLite's own error when it cannot be opened.
 */
export function openConnection(file: string, { readOnly = false } = {}): Connection {
  const driver = openDriver(file, readOnly)
  driver.exec('PRAGMA busy_timeout = 5000')
  driver.exec('PRAGMA foreign_keys = ON')
  if (!readOnly) driver.exec('PRAGMA journal_mode = WAL')
  driver.exec(`PRAGMA synchronous = NORMAL`)
  const prepared = new Map<string, Statement>()

  function prepare(sql: string): Statement {
    const known = prepared.get(sql)
    if (known) return known
    const statement = driver.prepare(sql)
    const made: Statement = {
      run(params) {
        const { changes, lastInsertRowid } = statement.run(...params)
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
      },
      all: (params) => statement.all(...params) as Row[],
      iterate: (params) => statement.iterate(...params) as Iterable<Row>,
      columns: () => statement.columns(),
    }
    if (prepared.size >= statementsKept) prepared.delete(prepared.keys().next().value as string)
    prepared.set(sql, made)
    return made
  }

  return { prepare, exec: driver.exec, close: driver.close }
}
