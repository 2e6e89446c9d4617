/**
 * Prisma's driver adapter over our own SQLite connection. One connection, one lock: a transaction holds the lock from its
 * BEGIN to its end, so that a statement from outside waits for it instead of joining it.
 * To be dropped when Prisma ships an adapter that runs on Node 20 to 24 without a compiler (prisma/orm#29679).
 */
import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { createLock, type Lock } from '../../lock.ts'
import type { Connection, SqlValue } from './connection.ts'

const names = { provider: 'sqlite', adapterName: 'lossglass-sqlite' } as const

const typesByDeclaration: Record<string, ColumnType> = {
  INTEGER: ColumnTypeEnum.Int32,
  INT: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  DOUBLE: ColumnTypeEnum.Double,
  TEXT: ColumnTypeEnum.Text,
  DATETIME: ColumnTypeEnum.DateTime,
  BOOLEAN: ColumnTypeEnum.Boolean,
  BLOB: ColumnTypeEnum.Bytes,
}

/** The type of a computed column, by its first value. */
function typeOfValue(value: unknown): ColumnType {
  if (typeof value === 'bigint') return ColumnTypeEnum.Int64
  if (typeof value === 'string') return ColumnTypeEnum.Text
  if (value instanceof Uint8Array || Array.isArray(value)) return ColumnTypeEnum.Bytes
  return Number.isInteger(value) ? ColumnTypeEnum.Int64 : ColumnTypeEnum.Double
}

function toSql(argument: unknown, type: ArgType | undefined): SqlValue {
  if (argument === null || argument === undefined) return null
  if (typeof argument === 'boolean') return argument ? 1 : 0
  if (argument instanceof Date) return argument.toISOString()
  if (typeof argument === 'string') {
    if (type?.scalarType === 'bigint') return BigInt(argument)
    if (type?.scalarType === 'float' || type?.scalarType === 'decimal') return Number(argument)
    if (type?.scalarType === 'datetime') return new Date(argument).toISOString()
    if (type?.scalarType === 'bytes') return Buffer.from(argument, 'base64')
  }
  return argument as SqlValue
}

function fromSql(value: SqlValue, type: ColumnType): unknown {
  if (value === null) return null
  if (typeof value === 'bigint') return value.toString()
  if (type === ColumnTypeEnum.Int64) return String(value)
  return value
}

/** SQLite's extended result codes that Prisma knows by name: https://www.sqlite.org/rescode.html */
const constraintKinds: Record<
  number,
  'UniqueConstraintViolation' | 'NullConstraintViolation' | 'ForeignKeyConstraintViolation'
> = {
  787: 'ForeignKeyConstraintViolation',
  1299: 'NullConstraintViolation',
  1555: 'UniqueConstraintViolation',
  2067: 'UniqueConstraintViolation',
}

function adapterError(error: unknown): DriverAdapterError {
  const { errcode, rawCode, message } = error as { errcode?: number; rawCode?: number; message: string }
  const extendedCode = errcode ?? rawCode ?? 1
  const kind = constraintKinds[extendedCode]
  const origin = { originalCode: String(extendedCode), originalMessage: message }
  if (kind === undefined) return new DriverAdapterError({ kind: 'sqlite', extendedCode, message, ...origin })
  if (kind === 'ForeignKeyConstraintViolation')
    return new DriverAdapterError({ kind, constraint: { foreignKey: {} }, ...origin })
  const fields = (message.split('constraint failed: ')[1] ?? '')
    .split(', ')
    .map((field) => field.split('.').at(-1) ?? '')
  return new DriverAdapterError({ kind, constraint: { fields }, ...origin })
}

function queryable(connection: Connection, locked: <T>(work: () => T) => Promise<T>): SqlQueryable {
  function prepare({ sql, args, argTypes }: SqlQuery) {
    return { statement: connection.prepare(sql), params: args.map((arg, i) => toSql(arg, argTypes[i])) }
  }
  async function guarded<T>(work: () => T): Promise<T> {
    try {
      return await locked(work)
    } catch (error) {
      throw error instanceof DriverAdapterError ? error : adapterError(error)
    }
  }
  return {
    ...names,
    queryRaw: (query) =>
      guarded((): SqlResultSet => {
        const { statement, params } = prepare(query)
        const columns = statement.columns()
        if (columns.length === 0) {
          const { lastInsertRowid } = statement.run(params)
          return { columnNames: [], columnTypes: [], rows: [], lastInsertId: String(lastInsertRowid) }
        }
        const rows = statement.all(params)
        const columnTypes = columns.map(
          ({ type }, i) =>
            typesByDeclaration[type?.toUpperCase() ?? ''] ??
            typeOfValue(rows.find((row) => row[i] !== null)?.[i] ?? null),
        )
        return {
          columnNames: columns.map(({ name }) => name),
          columnTypes,
          rows: rows.map((row) => row.map((value, i) => fromSql(value, columnTypes[i] as ColumnType))),
        }
      }),
    executeRaw: (query) =>
      guarded(() => {
        const { statement, params } = prepare(query)
        return statement.run(params).changes
      }),
  }
}

/** The adapter factory for `new PrismaClient({ adapter })` over an open connection; disposing closes the connection. */
export function sqliteAdapter(connection: Connection, acquire: Lock = createLock()): SqlDriverAdapterFactory {
  async function locked<T>(work: () => T): Promise<T> {
    const release = await acquire()
    try {
      return work()
    } finally {
      release()
    }
  }

  async function startTransaction(): Promise<Transaction> {
    const release = await acquire()
    try {
      connection.exec('BEGIN IMMEDIATE')
    } catch (error) {
      release()
      throw adapterError(error)
    }
    let isOpen = true
    async function end(sql: string): Promise<void> {
      if (!isOpen) return
      try {
        connection.exec(sql)
      } catch (error) {
        // SQLite may have rolled back by itself (a full disk); a COMMIT that failed otherwise leaves it open.
        try {
          connection.exec('ROLLBACK')
        } catch {}
        throw adapterError(error)
      } finally {
        isOpen = false
        release()
      }
    }
    return {
      ...queryable(connection, async (work) => work()),
      options: { usePhantomQuery: true },
      commit: () => end('COMMIT'),
      rollback: () => end('ROLLBACK'),
      createSavepoint: async (name) => connection.exec(`SAVEPOINT ${name}`),
      rollbackToSavepoint: async (name) => connection.exec(`ROLLBACK TO ${name}`),
      releaseSavepoint: async (name) => connection.exec(`RELEASE ${name}`),
    }
  }

  const adapter: SqlDriverAdapter = {
    ...queryable(connection, locked),
    startTransaction,
    executeScript: (script) => locked(() => connection.exec(script)),
    dispose: async () => connection.close(),
    getConnectionInfo: () => ({ supportsRelationJoins: false, maxBindValues: 32_000 }),
  }
  return { ...names, connect: async () => adapter }
}
