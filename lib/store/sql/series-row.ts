/** What a writer knows of a series: its id, its summary, and the roll-ups that still grow. */
import { kindOf, storedValue, valueKinds } from '../../number.ts'
import { bucketWidth, emptyRollup, fanOut, levels, type Rollup } from '../../rollup.ts'
import type { Connection } from '../sqlite/connection.ts'
import { readRollups, rollupFromRow, rollupToRow } from './rollup-rows.ts'

export type SeriesRow = {
  id: number
  /** The extremes of all its points. */
  total: Rollup
  lastValue: number
  lastTime: number
  replaced: number
  /** Null while it has no roll-ups. */
  stride: number | null
  /** The newest bucket of each level. */
  open: Rollup[]
}

/** A copy that may be changed without the original changing. */
export function copySeriesRow(series: SeriesRow): SeriesRow {
  return { ...series, total: { ...series.total }, open: series.open.map((rollup) => ({ ...rollup })) }
}

export function findSeries(connection: Connection, runId: string, name: string): SeriesRow | null {
  const row = connection
    .prepare(
      `SELECT count, first_step, last_step, min, min_step, max, max_step, non_finite, NULL, NULL, NULL,
              id, last_value, last_kind, last_time, replaced, stride
       FROM series WHERE run_id = ? AND name = ?`,
    )
    .all([runId, name])[0]
  if (!row) return null
  const [id, lastValue, lastKind, lastTime, replaced, stride] = row.slice(11) as [
    number,
    number | null,
    number,
    number,
    number,
    number | null,
  ]
  const series: SeriesRow = {
    id,
    total: rollupFromRow(row),
    lastValue: storedValue(lastValue, lastKind),
    lastTime,
    replaced,
    stride,
    open: [],
  }
  series.open = openRollups(connection, series)
  return series
}

/** The newest rollup of each level, from the database. */
export function openRollups(connection: Connection, { id, stride, total }: SeriesRow): Rollup[] {
  if (stride === null) return []
  let bucket = Math.floor(total.lastStep / bucketWidth(stride))
  return Array.from({ length: levels }, (_, level) => {
    if (level > 0) bucket = Math.floor(bucket / fanOut)
    return readRollups(connection, { seriesId: id, level, from: bucket, to: bucket })[0] as Rollup
  })
}

/** A series without points. */
export function insertSeries(connection: Connection, runId: string, name: string): SeriesRow {
  const { lastInsertRowid } = connection
    .prepare(
      `INSERT INTO series (run_id, name, count, first_step, last_step, last_kind, last_time, non_finite)
       VALUES (?, ?, 0, 0, 0, 0, 0, 0)`,
    )
    .run([runId, name])
  const empty = { total: emptyRollup(), lastValue: Number.NaN, lastTime: 0, replaced: 0 }
  return { id: lastInsertRowid, ...empty, stride: null, open: [] }
}

export function updateSeries(connection: Connection, series: SeriesRow): void {
  const kind = kindOf(series.lastValue)
  connection
    .prepare(
      `UPDATE series SET count = ?, first_step = ?, last_step = ?, min = ?, min_step = ?, max = ?, max_step = ?,
              non_finite = ?, last_value = ?, last_kind = ?, last_time = ?, replaced = ?, stride = ?
       WHERE id = ?`,
    )
    .run([
      ...rollupToRow(series.total).slice(0, 8),
      kind === valueKinds.finite ? series.lastValue : null,
      kind,
      series.lastTime,
      series.replaced,
      series.stride,
      series.id,
    ])
}
