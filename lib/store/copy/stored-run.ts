/** A run as it is stored, row by row, from either database: read in pages, told by a hash. */
import { createHash } from 'node:crypto'
import { storedValue } from '../../number.ts'
import type { Columns } from '../../series.ts'
import { type Asking, type Row, rows, type Table } from '../sql/asking.ts'
import { rollups } from '../sql/rollup-rows.ts'
import { series } from '../sql/series-row.ts'
import { earlierSeries, ofRuns, predictionNumbers, runs } from './tables.ts'

/** Points of a page. */
const pageSize = 50_000

const namesOf = ({ columns }: Table) => Object.keys(columns).join(', ')

/** Rows of a table by its key, the same from both databases. */
export function* readTable(table: Table, where: string, params: readonly (string | number)[]): Asking<Row[]> {
  const found = yield* rows(
    `SELECT ${namesOf(table)} FROM ${table.name} WHERE ${where} ORDER BY ${table.key}`,
    params,
  )
  const types = Object.values(table.columns)
  return found.map((row) =>
    row.map((value, i) => {
      if (value === null) return null
      if (types[i] === 'bool') return value ? 1 : 0
      return types[i] === 'text' || types[i] === 'bytea' ? value : Number(value)
    }),
  )
}

export type StoredRun = {
  run: Row
  parts: readonly { table: Table; rows: Row[] }[]
  series: Row[]
  earlier: Row[]
}

/** Without points and roll-ups; null where there is no such run. */
export function* readStored(id: string): Asking<StoredRun | null> {
  const [run] = yield* readTable(runs, 'id = ?', [id])
  if (!run) return null
  const hashes =
    'SELECT outputs_hash FROM predictions WHERE run_id = ? UNION SELECT targets_hash FROM predictions WHERE run_id = ?'
  const parts = [
    { table: predictionNumbers, rows: yield* readTable(predictionNumbers, `hash IN (${hashes})`, [id, id]) },
  ]
  for (const table of ofRuns) parts.push({ table, rows: yield* readTable(table, 'run_id = ?', [id]) })
  const own = yield* readTable(series, 'run_id = ?', [id])
  const earlier = yield* readTable(earlierSeries, 'run_id = ?', [id])
  return { run, parts, series: own.sort(byName), earlier: earlier.sort(byBranch) }
}

const byName = ([, , a]: Row, [, , b]: Row) => (String(a) < String(b) ? -1 : 1)
const byBranch = (a: Row, b: Row) => Number(a[2]) - Number(b[2]) || (String(a[3]) < String(b[3]) ? -1 : 1)

/** The points after a step, as many as a page has; `seriesId` is negative for an earlier branch. */
export function* readPage(seriesId: number, after: number): Asking<Columns> {
  const page = yield* rows(
    'SELECT step, time, value, kind FROM points WHERE series_id = ? AND step > ? ORDER BY step LIMIT ?',
    [seriesId, after, pageSize],
  )
  return {
    steps: Float64Array.from(page, ([step]) => Number(step)),
    times: Float64Array.from(page, ([, time]) => Number(time)),
    values: Float64Array.from(page, ([, , value, kind]) => storedValue(value as number | null, Number(kind))),
  }
}

export const readRollupRows = (seriesId: number) => readTable(rollups, 'series_id = ?', [seriesId])

/** SHA-256 of all that is stored of a run, whatever ids its series have; null where there is no such run. */
export function* hashOfRun(id: string): Asking<string | null> {
  const stored = yield* readStored(id)
  if (!stored) return null
  const hash = createHash('sha256')
  const add = (row: Row) => hash.update(JSON.stringify(row.map(plain)))
  add(stored.run)
  for (const { table, rows } of stored.parts) {
    hash.update(table.name)
    rows.forEach(add)
  }
  for (const [rowsOf, sign] of [
    [stored.series, 1],
    [stored.earlier, -1],
  ] as const)
    for (const [seriesId, ...row] of rowsOf) {
      add(row)
      const stands = sign * Number(seriesId)
      for (const [, ...rollup] of yield* readRollupRows(stands)) add(rollup)
      for (let after = -1; ; ) {
        const page = yield* readPage(stands, after)
        for (const column of [page.steps, page.times, page.values])
          hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
        if (page.steps.length < pageSize) break
        after = page.steps.at(-1) as number
      }
    }
  return hash.digest('hex')
}

const plain = (value: Row[number]) =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value
