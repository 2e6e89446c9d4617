/** How SQLite answers what is asked of it: at once, statement by statement. */
import { kindOf } from '../../number.ts'
import type { Columns } from '../../series.ts'
import type { Turns } from '../../turns.ts'
import {
  type Asking,
  onConflict,
  type Param,
  type Question,
  type Row,
  type SqlValue,
  type Table,
} from '../sql/asking.ts'
import type { Connection } from './connection.ts'

type Packed = Extract<Question, { ask: 'packed' }>

const nothing: readonly Row[] = []

/** Where it waits, other work of this thread has its turn; without turns it is answered before it returns. */
export async function answerInTurns<T>(connection: Connection, asking: Asking<T>, turns: Turns): Promise<T> {
  let step = asking.next()
  while (!step.done) {
    step = asking.next(answerOf(connection, step.value))
    const others = turns()
    if (others) await others
  }
  return step.value
}

export function answerNow<T>(connection: Connection, asking: Asking<T>): T {
  let step = asking.next()
  while (!step.done) step = asking.next(answerOf(connection, step.value))
  return step.value
}

function answerOf(connection: Connection, question: Question): Iterable<Row> {
  switch (question.ask) {
    case 'rows': {
      const statement = connection.prepare(sqliteSql(question.sql))
      const params = question.params.map(sqliteParam)
      return question.isLong ? statement.iterate(params) : statement.all(params)
    }
    case 'packed':
      return packedRows(connection, question)
    case 'run':
      connection.prepare(sqliteSql(question.sql)).run(question.params.map(sqliteParam))
      return nothing
    case 'put':
      connection.prepare(putSql(question.table)).run(question.row)
      return nothing
    case 'points':
      insertPoints(connection, question.seriesId, question.columns)
      return nothing
  }
}

/**
 * As one JSON text, which takes half as long to read as ten thousand rows. Its numbers have 15 digits; `quote` writes
 * doubles with as many as it takes.
 */
function packedRows(connection: Connection, { columns, from, params, doubles }: Packed): Row[] {
  const told = columns.map((column, i) => (doubles.includes(i) ? `quote(${column})` : column))
  const sql = `SELECT json_group_array(json_array(${told.join(', ')})) ${sqliteSql(from)}`
  const [[text] = ['[]']] = connection.prepare(sql).all(params.map(sqliteParam))
  const rows = JSON.parse(text as string) as Row[]
  for (const row of rows) for (const i of doubles) row[i] = row[i] === 'NULL' ? null : Number(row[i])
  return rows
}

const lists = 'IN (SELECT value FROM json_each(?))'
const sqliteSql = (sql: string) => (sql.includes('IN ?*') ? sql.replaceAll('IN ?*', lists) : sql)
const isList = (param: Param): param is readonly (string | number)[] => Array.isArray(param)
const sqliteParam = (param: Param): SqlValue => (isList(param) ? JSON.stringify(param) : param)

const putSqls = new WeakMap<Table, string>()

function putSql(table: Table): string {
  const known = putSqls.get(table)
  if (known) return known
  const columns = Object.keys(table.columns)
  const sql = `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ${onConflict(table)}`
  putSqls.set(table, sql)
  return sql
}

/** Several rows a statement: three times faster than one. */
const rowsPerStatement = [64, 8, 1]

const insertSqls = rowsPerStatement.map((rows) => ({
  rows,
  sql: `INSERT INTO points (series_id, step, time, value, kind) VALUES ${Array(rows).fill('(?,?,?,?,?)').join(',')}
    ON CONFLICT (series_id, step) DO UPDATE SET time = excluded.time, value = excluded.value, kind = excluded.kind`,
}))

function insertPoints(connection: Connection, seriesId: number, { steps, values, times }: Columns): void {
  let i = 0
  for (const { rows, sql } of insertSqls) {
    if (steps.length - i < rows) continue
    const statement = connection.prepare(sql)
    const params: SqlValue[] = new Array(5 * rows)
    for (; steps.length - i >= rows; i += rows) {
      for (let row = 0; row < rows; row++) {
        const value = values[i + row] as number
        const kind = kindOf(value)
        params[5 * row] = seriesId
        params[5 * row + 1] = steps[i + row] as number
        params[5 * row + 2] = times[i + row] as number
        params[5 * row + 3] = kind === 0 ? value : null
        params[5 * row + 4] = kind
      }
      statement.run(params)
    }
  }
}
