import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ArgScalarType, SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Connection, openConnection } from '../../../lib/store/sqlite/connection.ts'
import { sqliteAdapter } from '../../../lib/store/sqlite/sqlite-adapter.ts'
import { ownFolder } from '../../own-folder.ts'
import { trickyValues } from '../points.ts'

const folder = ownFolder()

function query(sql: string, ...args: readonly (readonly [unknown, ArgScalarType])[]): SqlQuery {
  return {
    sql,
    args: args.map(([value]) => value),
    argTypes: args.map(([, scalarType]) => ({ scalarType, arity: 'scalar' as const })),
  }
}

/** A connection whose `exec` can be made to fail. */
function faulty(connection: Connection) {
  const failing = new Set<string>()
  return {
    failing,
    connection: {
      ...connection,
      exec(sql: string) {
        if (failing.has(sql)) throw new Error(`disk I/O error at ${sql}`)
        connection.exec(sql)
      },
    },
  }
}

let files = 0
const newFile = () => join(folder, `${files++}.db`)

describe('the adapter alone', () => {
  let raw: Connection
  let failing: Set<string>
  let adapter: SqlDriverAdapter
  beforeEach(async () => {
    const made = faulty(openConnection(newFile()))
    raw = made.connection
    failing = made.failing
    adapter = await sqliteAdapter(made.connection).connect()
    await adapter.executeScript(
      `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
       CREATE TABLE items (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents (id), flag BOOLEAN, whole BIGINT,
         real REAL, text TEXT, bytes BLOB, moment DATETIME, a INTEGER, b INTEGER, UNIQUE (a, b));`,
    )
    return () => adapter.dispose()
  })
  const count = async (on: { queryRaw: SqlDriverAdapter['queryRaw'] } = adapter) =>
    Number((await on.queryRaw(query('SELECT count(*) FROM parents'))).rows[0]?.[0])
  const insert = (name: string) => query('INSERT INTO parents (name) VALUES (?)', [name, 'string'])

  it.each<[string, string, unknown, ArgScalarType, unknown]>([
    ['null', 'text', null, 'string', null],
    ['true', 'flag', true, 'boolean', 1],
    ['false', 'flag', false, 'boolean', 0],
    ['a small bigint', 'whole', '7', 'bigint', '7'],
    ['a bigint of 2^53 - 1', 'whole', '9007199254740991', 'bigint', '9007199254740991'],
    ['a negative bigint', 'whole', -9007199254740991n, 'bigint', '-9007199254740991'],
    ['text with an end in it', 'text', 'a\'b"c\u{1F600}\n%_', 'string', 'a\'b"c\u{1F600}\n%_'],
    ['empty text', 'text', '', 'string', ''],
    ['a double as text', 'real', '0.30000000000000004', 'float', 0.1 + 0.2],
    ['a date', 'moment', new Date(1_700_000_000_123), 'datetime', '2023-11-14T22:13:20.123Z'],
    ['a date as text', 'moment', '2023-11-14T23:13:20.123+01:00', 'datetime', '2023-11-14T22:13:20.123Z'],
  ])('keeps %s', async (_what, column, value, type, expected) => {
    await adapter.executeRaw(query(`INSERT INTO items (${column}) VALUES (?)`, [value, type]))
    const read = await adapter.queryRaw(query(`SELECT ${column} FROM items`))
    expect(read.columnNames).toEqual([column])
    expect(read.rows[0]?.[0]).toBe(expected)
  })

  it('keeps bytes, given as bytes or as base64', async () => {
    const bytes = Uint8Array.from([0, 255, 128, 10])
    await adapter.executeRaw(query('INSERT INTO items (bytes) VALUES (?)', [bytes, 'bytes']))
    const text = Buffer.from(bytes).toString('base64')
    await adapter.executeRaw(query('INSERT INTO items (bytes) VALUES (?)', [text, 'bytes']))
    const { rows } = await adapter.queryRaw(query('SELECT bytes FROM items'))
    expect(rows.map(([read]) => [...(read as Uint8Array)])).toEqual([
      [0, 255, 128, 10],
      [0, 255, 128, 10],
    ])
  })

  it('keeps every finite double bit for bit', async () => {
    const values = trickyValues.filter((value) => Number.isFinite(value) && !Object.is(value, -0))
    for (const value of values)
      await adapter.executeRaw(query('INSERT INTO items (real) VALUES (?)', [value, 'float']))
    const { rows } = await adapter.queryRaw(query('SELECT real FROM items ORDER BY id'))
    expect(rows.map(([read], i) => Object.is(read, values[i]))).toEqual(values.map(() => true))
  })

  it.each<[string, SqlQuery[], object]>([
    [
      'a unique column',
      [insert('x'), insert('x')],
      { kind: 'UniqueConstraintViolation', constraint: { fields: ['name'] } },
    ],
    [
      'a unique pair of columns',
      [query('INSERT INTO items (a, b) VALUES (1, 2)'), query('INSERT INTO items (a, b) VALUES (1, 2)')],
      { kind: 'UniqueConstraintViolation', constraint: { fields: ['a', 'b'] } },
    ],
    [
      'a primary key',
      [query("INSERT INTO parents VALUES (1, 'a')"), query("INSERT INTO parents VALUES (1, 'b')")],
      { kind: 'UniqueConstraintViolation', constraint: { fields: ['id'] } },
    ],
    [
      'a foreign key',
      [query('INSERT INTO items (parent) VALUES (99)')],
      { kind: 'ForeignKeyConstraintViolation' },
    ],
    [
      'a column that may not be null',
      [query('INSERT INTO parents (name) VALUES (NULL)')],
      { kind: 'NullConstraintViolation', constraint: { fields: ['name'] } },
    ],
    ['anything else', [query('SELECT nothing FROM nowhere')], { kind: 'sqlite' }],
  ])('names the fault of %s as Prisma knows it', async (_what, queries, cause) => {
    const last = queries.pop() as SqlQuery
    for (const one of queries) await adapter.executeRaw(one)
    await expect(adapter.executeRaw(last)).rejects.toMatchObject({ name: 'DriverAdapterError', cause })
  })

  it('commits what a transaction did and rolls back what another did', async () => {
    const kept = await adapter.startTransaction()
    await kept.executeRaw(insert('kept'))
    await kept.commit()
    const gone = await adapter.startTransaction()
    await gone.executeRaw(insert('gone'))
    expect(await count(gone)).toBe(2)
    await gone.rollback()
    expect(await count()).toBe(1)
  })

  it('makes a statement from outside wait for the transaction, and keeps it when that is rolled back', async () => {
    const order: string[] = []
    const transaction = await adapter.startTransaction()
    const outside = adapter.executeRaw(insert('outside')).then(() => order.push('outside'))
    await transaction.executeRaw(insert('inside'))
    await new Promise(setImmediate)
    order.push('inside')
    await transaction.rollback()
    await outside
    expect(order).toEqual(['inside', 'outside'])
    const { rows } = await adapter.queryRaw(query('SELECT name FROM parents'))
    expect(rows).toEqual([['outside']])
  })

  it('lets transactions in one after another, in the order in which they were asked for', async () => {
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const transaction = await adapter.startTransaction()
        order.push(i)
        const before = await count(transaction)
        await new Promise(setImmediate)
        await transaction.executeRaw(insert(`t${i}`))
        expect(await count(transaction)).toBe(before + 1)
        await transaction.commit()
      }),
    )
    expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(await count()).toBe(20)
  })

  it('undoes a savepoint without the transaction around it', async () => {
    const transaction = await adapter.startTransaction()
    await transaction.executeRaw(insert('outer'))
    await transaction.createSavepoint?.('inner')
    await transaction.executeRaw(insert('inner'))
    await transaction.rollbackToSavepoint?.('inner')
    await transaction.createSavepoint?.('second')
    await transaction.executeRaw(insert('second'))
    await transaction.releaseSavepoint?.('second')
    await transaction.commit()
    const { rows } = await adapter.queryRaw(query('SELECT name FROM parents ORDER BY id'))
    expect(rows).toEqual([['outer'], ['second']])
  })

  it.each(['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'])('lets the next one in when %s fails', async (sql) => {
    failing.add(sql)
    const broken = (async () => {
      const transaction = await adapter.startTransaction()
      await transaction.executeRaw(insert('lost'))
      await (sql === 'ROLLBACK' ? transaction.rollback() : transaction.commit())
    })()
    await expect(broken).rejects.toMatchObject({ name: 'DriverAdapterError' })
    failing.clear()
    // A ROLLBACK that fails leaves SQLite inside the transaction; here it is the test that ends it.
    if (sql === 'ROLLBACK') raw.exec('ROLLBACK')
    const transaction = await adapter.startTransaction()
    await transaction.executeRaw(insert('next'))
    await transaction.commit()
    const { rows } = await adapter.queryRaw(query('SELECT name FROM parents'))
    expect(rows).toEqual([['next']])
  })

  it('opens no file that stays open over 5,000 transactions', async () => {
    const open = () => readdirSync('/dev/fd').length
    const turn = async (i: number) => {
      const transaction = await adapter.startTransaction()
      await transaction.executeRaw(insert(`n${i}`))
      await (i % 3 ? transaction.commit() : transaction.rollback())
    }
    for (let i = 0; i < 10; i++) await turn(i)
    const before = open()
    for (let i = 10; i < 5010; i++) await turn(i)
    expect(open() - before).toBeLessThanOrEqual(2)
  })
})
