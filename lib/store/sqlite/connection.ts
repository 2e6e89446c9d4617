/**
 * One SQLite connection, the same on every Node: `node:sqlite` where it can return rows as arrays (22.16 and later), else the
 * prebuilt `libsql` package. Both are synchronous; neither needs a compiler or an install script.
 */
import { createRequire } from 'node:module'
import type { Row, SqlValue } from '../sql/asking.ts'

export type { Row, SqlValue }

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

type Driver = { prepare(sql: string): Statement; exec(sql: string): void; close(): void }
type Changes = { changes: number | bigint; lastInsertRowid: number | bigint }

function numbersOf({ changes, lastInsertRowid }: Changes) {
  return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
}

function openBuiltin(
  { DatabaseSync }: typeof import('node:sqlite'),
  file: string,
  readOnly: boolean,
): Driver {
  const database = new DatabaseSync(file, { readOnly })
  return {
    prepare(sql) {
      const statement = database.prepare(sql)
      // Newer than the types of the oldest Node that is supported.
      ;(statement as unknown as { setReturnArrays(on: boolean): void }).setReturnArrays(true)
      return {
        run: (params) => numbersOf(statement.run(...params)),
        all: (params) => statement.all(...params) as unknown as Row[],
        iterate: (params) => statement.iterate(...params) as unknown as Iterable<Row>,
        columns: () => statement.columns() as { name: string; type: string | null }[],
      }
    },
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
  }
}

function openLibsql(file: string): Driver {
  const Libsql = createRequire(import.meta.url)('libsql') as typeof import('libsql')
  const database = new Libsql(file)
  return {
    prepare(sql) {
      const statement = database.prepare(sql)
      if (statement.reader) statement.raw()
      // Parameters in one array: spreading hundreds of them costs as much as the insert.
      return {
        run: (params) => numbersOf(statement.run(params as SqlValue[])),
        all: (params) => statement.all(params as SqlValue[]) as Row[],
        iterate: (params) => statement.iterate(params as SqlValue[]) as Iterable<Row>,
        columns: () => statement.columns(),
      }
    },
    exec: (sql) => void database.exec(sql),
    close: () => void database.close(),
  }
}

/** Node's own SQLite, where it has one. Node 22 warns on the terminal that it is experimental, which helps no user. */
function loadBuiltin(): typeof import('node:sqlite') | undefined {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return process.getBuiltinModule?.('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

function openDriver(file: string, readOnly: boolean): Driver {
  const builtin = loadBuiltin()
  const hasArrays = builtin && 'setReturnArrays' in builtin.StatementSync.prototype
  return hasArrays ? openBuiltin(builtin, file, readOnly) : openLibsql(file)
}

/** Statements kept prepared on a connection. */
const statementsKept = 200

/**
 * Opens a database file (or `:memory:`), in WAL mode unless read-only. A writer that finds the file locked waits for
 * five seconds. Throws SQLite's own error when it cannot be opened.
 */
export function openConnection(file: string, { readOnly = false } = {}): Connection {
  const driver = openDriver(file, readOnly)
  driver.exec('PRAGMA busy_timeout = 5000')
  driver.exec('PRAGMA foreign_keys = ON')
  if (!readOnly) driver.exec('PRAGMA journal_mode = WAL')
  driver.exec('PRAGMA synchronous = NORMAL')
  // 40 MB of log before it is copied into the file, and 16 MB of pages at hand: fewer stops under a heavy stream.
  driver.exec('PRAGMA wal_autocheckpoint = 10000')
  driver.exec('PRAGMA cache_size = -16000')
  const prepared = new Map<string, Statement>()

  function prepare(sql: string): Statement {
    const known = prepared.get(sql)
    if (known) return known
    const statement = driver.prepare(sql)
    if (prepared.size >= statementsKept) prepared.delete(prepared.keys().next().value as string)
    prepared.set(sql, statement)
    return statement
  }

  return { prepare, exec: driver.exec, close: driver.close }
}
