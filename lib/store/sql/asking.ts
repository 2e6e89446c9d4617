/**
 * What is asked of a database, apart from how it answers. SQLite answers at once, PostgreSQL later and best many
 * things together: what both are asked is written once, as generators of questions, and each engine has its own way
 * to answer them.
 */
import type { Columns } from '../../series.ts'

export type SqlValue = number | bigint | string | null | Uint8Array
export type Row = SqlValue[]
/** A list stands for `?*`, as in `name IN ?*`. */
export type Param = SqlValue | readonly (string | number)[]

/**
 * What is written as whole rows, in the place of the row with the same key; its columns come first. Types by
 * PostgreSQL's names.
 */
export type Table = {
  name: string
  key: readonly string[]
  /** What never changes in a row: its index need not be written again each time, which SQLite does for whatever is set. */
  stays?: readonly string[]
  columns: Readonly<Record<string, 'int4' | 'int8' | 'float8' | 'text' | 'bool' | 'bytea'>>
}

/** What becomes of a row whose key is there already, in the words of both engines. */
export function onConflict({ key, stays = [], columns }: Table): string {
  const others = Object.keys(columns).filter((column) => !key.includes(column) && !stays.includes(column))
  const updates = others.map((column) => `${column} = excluded.${column}`)
  return `ON CONFLICT (${key.join(', ')}) DO ${updates.length ? `UPDATE SET ${updates.join(', ')}` : 'NOTHING'}`
}

export type Question =
  | { ask: 'rows'; sql: string; params: readonly Param[]; isLong: boolean }
  | {
      ask: 'packed'
      columns: readonly string[]
      from: string
      params: readonly Param[]
      doubles: readonly number[]
    }
  | { ask: 'run'; sql: string; params: readonly Param[] }
  | { ask: 'put'; table: Table; row: Row }
  /** Of fresh points none is there: they come after all others of their series. */
  | { ask: 'points'; seriesId: number; columns: Columns; areFresh: boolean }

export type Asking<T> = Generator<Question, T, Iterable<Row>>

/** All rows. SQL with `?` for parameters, which both engines understand; LIKE takes both cases of ASCII for one. */
export function* rows(sql: string, params: readonly Param[]): Asking<Row[]> {
  return [...(yield { ask: 'rows', sql, params, isLong: false })]
}

/** Rows that may be a million: where the engine can, one at a time. To be read at once. */
export function* manyRows(sql: string, params: readonly Param[]): Asking<Iterable<Row>> {
  return yield { ask: 'rows', sql, params, isLong: true }
}

/**
 * Many short rows, read as fast as the engine can: of each the columns `from` a table. The places of `doubles` are
 * read to the last digit, others to 15, which is enough for times.
 */
export function* packedRows(
  columns: readonly string[],
  from: string,
  params: readonly Param[],
  doubles: readonly number[] = [],
): Asking<Row[]> {
  return [...(yield { ask: 'packed', columns, from, params, doubles })]
}

export function* run(sql: string, params: readonly Param[]): Asking<void> {
  yield { ask: 'run', sql, params }
}

export function* put(table: Table, row: Row): Asking<void> {
  yield { ask: 'put', table, row }
}

/** What was put so far is written before anything that comes. */
export function* settle(): Asking<void> {
  yield { ask: 'run', sql: 'SELECT 1', params: [] }
}
