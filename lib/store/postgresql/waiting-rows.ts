/** Rows that wait to be written, of a transaction: those of a table go in one statement, and points as arrays in binary. */
import { kindOf } from '../../number.ts'
import type { Columns } from '../../series.ts'
import { onConflict, type Question, type Row, type Table } from '../sql/asking.ts'
import { binaryArray } from './binary-arrays.ts'
import type { Queryable } from './pools.ts'

type Points = Extract<Question, { ask: 'points' }>

export type WaitingRows = {
  put(table: Table, row: Row): void
  points(points: Points): Promise<void>
  /** Writes all that wait. */
  write(): Promise<void>
  /** Writes what waits for the tables that are read. */
  writeFor(sql: string): Promise<void>
}

const names = (sql: string, table: string) => new RegExp(`\\b${table}\\b`).test(sql)

/** More would wait in memory. */
const pointsAtOnce = 20_000

export function createWaitingRows(client: Queryable): WaitingRows {
  const tables = new Map<Table, Map<string, Row>>()
  let fresh: Points[] = []
  let count = 0

  /** Under way, while the next ones are made ready. */
  let writing: Promise<unknown> = Promise.resolve()

  async function sendFresh(): Promise<void> {
    const points = fresh
    fresh = []
    count = 0
    if (points.length === 0) return
    const query = insertPoints(points, '')
    await writing
    writing = client.query(query)
    // Whoever waits for it hears of it.
    writing.catch(() => {})
  }

  async function writeFresh(): Promise<void> {
    await sendFresh()
    await writing
  }

  async function writeTables(which: readonly Table[]): Promise<void> {
    for (const table of which) {
      const rows = tables.get(table)
      tables.delete(table)
      // What is under way goes first, on the one connection.
      await writing
      if (rows) await client.query(putRows(table, [...rows.values()]))
    }
  }

  return {
    put(table, row) {
      const rows = tables.get(table) ?? new Map<string, Row>()
      tables.set(table, rows)
      // The newest row of a key stands for all: one statement may not write a row twice.
      rows.set(row.slice(0, table.key.length).join(' '), row)
    },
    async points(points) {
      if (!points.areFresh) {
        await writeFresh()
        await client.query(insertPoints([points], inTheirPlace))
        return
      }
      fresh.push(points)
      count += points.columns.steps.length
      if (count >= pointsAtOnce) await sendFresh()
    },
    async write() {
      await writeFresh()
      await writeTables([...tables.keys()])
    },
    async writeFor(sql) {
      if (fresh.length > 0 && names(sql, 'points')) await writeFresh()
      await writeTables([...tables.keys()].filter(({ name }) => names(sql, name)))
    },
  }
}

const inTheirPlace =
  'ON CONFLICT (series_id, step) DO UPDATE SET time = excluded.time, value = excluded.value, kind = excluded.kind'

function insertPoints(points: readonly Points[], otherwise: string) {
  const all = points.length === 1 ? (points[0] as Points).columns : joined(points)
  const { steps, times, values } = all
  const ids = points.length === 1 ? null : idsOf(points, steps.length)
  const kinds = Int8Array.from(values, kindOf)
  const { length } = steps
  const first = (points[0] as Points).seriesId
  return {
    name: otherwise ? 'points in place' : 'points',
    text: `INSERT INTO points (series_id, step, time, value, kind)
      SELECT * FROM unnest($1::int4[], $2::int8[], $3::float8[], $4::float8[], $5::int4[]) ${otherwise}`,
    values: [
      binaryArray('int4', length, (i) => (ids ? (ids[i] as number) : first)),
      binaryArray('int8', length, (i) => steps[i] as number),
      binaryArray('float8', length, (i) => times[i] as number),
      binaryArray(
        'float8',
        length,
        (i) => values[i] as number,
        (i) => kinds[i] !== 0,
      ),
      binaryArray('int4', length, (i) => kinds[i] as number),
    ],
  }
}

function joined(points: readonly Points[]): Columns {
  const length = points.reduce((sum, { columns }) => sum + columns.steps.length, 0)
  const all = {
    steps: new Float64Array(length),
    times: new Float64Array(length),
    values: new Float64Array(length),
  }
  let at = 0
  for (const { columns } of points) {
    for (const name of ['steps', 'times', 'values'] as const) all[name].set(columns[name], at)
    at += columns.steps.length
  }
  return all
}

function idsOf(points: readonly Points[], length: number): Int32Array {
  const ids = new Int32Array(length)
  let at = 0
  for (const { seriesId, columns } of points) {
    ids.fill(seriesId, at, at + columns.steps.length)
    at += columns.steps.length
  }
  return ids
}

const putSqls = new WeakMap<Table, string>()

function putRows(table: Table, rows: readonly Row[]) {
  const columns = Object.keys(table.columns)
  const arrays = Object.values(table.columns).map((type, i) => `$${i + 1}::${type}[]`)
  const text =
    putSqls.get(table) ??
    `INSERT INTO ${table.name} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')}) ${onConflict(table)}`
  putSqls.set(table, text)
  return { name: `put ${table.name}`, text, values: columns.map((_, i) => rows.map((row) => row[i])) }
}
