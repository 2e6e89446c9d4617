/**
 * Writes points and keeps their roll-ups, below Prisma on the same connection and inside its transaction: prepared statements
 * with bound parameters, so that every double survives exactly, and several rows a statement, which is three times faster.
 */
import { kindOf } from '../../number.ts'
import { rollupsFromCount, strideOf } from '../../rollup.ts'
import type { Branch } from '../../run.ts'
import { replacedIn, type SeriesColumns } from '../../series.ts'
import type { Connection, SqlValue } from '../sqlite/connection.ts'
import { movePoints } from './branches.ts'
import { appendToRollups, beginRollups, rebuildRollups, summariseAnew } from './series-rollups.ts'
import { copySeriesRow, findSeries, insertSeries, type SeriesRow, updateSeries } from './series-row.ts'

export type PointWriter = {
  /** Stores points of one series; a step that is there already gets the new value. Inside a transaction. */
  write(runId: string, columns: SeriesColumns): void
  /** The transaction has been committed, or rolled back. */
  committed(): void
  rolledBack(): void
  /** Sets aside what a run has from a step on, as an earlier branch. Inside a transaction. */
  setAside(runId: string, branch: Branch): void
  /** The run is deleted in this transaction. */
  forget(runId: string): void
}

/** Series whose summary is kept at hand, the newest written ones; others are read again when points come. */
const seriesKept = 2000

const rowsPerStatement = [64, 8, 1]

function insertSql(rows: number): string {
  return `INSERT INTO points (series_id, step, time, value, kind) VALUES ${Array(rows).fill('(?,?,?,?,?)').join(',')}
    ON CONFLICT (series_id, step) DO UPDATE SET time = excluded.time, value = excluded.value, kind = excluded.kind`
}
const insertSqls = rowsPerStatement.map((rows) => ({ rows, sql: insertSql(rows) }))

function insertPoints(
  connection: Connection,
  seriesId: number,
  { steps, values, times }: SeriesColumns,
): void {
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

function isRising(steps: Float64Array, after: number): boolean {
  let previous = after
  for (let i = 0; i < steps.length; i++) {
    if ((steps[i] as number) <= previous) return false
    previous = steps[i] as number
  }
  return true
}

/** Whether a series of so many points should have roll-ups and has none. */
function isDue({ stride }: SeriesRow, count: number): boolean {
  return stride === null && count >= rollupsFromCount
}

export function createPointWriter(connection: Connection): PointWriter {
  const known = new Map<string, SeriesRow>()
  let changed = new Map<string, SeriesRow>()

  function openSeries(runId: string, name: string): SeriesRow {
    const key = `${runId} ${name}`
    const opened = changed.get(key)
    if (opened) return opened
    const stored = known.get(key) ?? findSeries(connection, runId, name)
    const series = stored ? copySeriesRow(stored) : insertSeries(connection, runId, name)
    changed.set(key, series)
    return series
  }

  function forget(runId: string): void {
    for (const rows of [known, changed])
      for (const key of rows.keys()) if (key.startsWith(`${runId} `)) rows.delete(key)
  }

  return {
    write(runId, columns) {
      const { name, steps, values, times } = columns
      if (steps.length === 0) return
      const series = openSeries(runId, name)
      const rising = isRising(steps, series.total.lastStep)
      const count = series.total.count + steps.length
      // Before they are written, where they come last: the points at hand need not be read again.
      if (rising && isDue(series, count)) {
        const firstStep = series.total.count ? series.total.firstStep : (steps[0] as number)
        beginRollups(connection, series, strideOf({ count, firstStep, lastStep: steps.at(-1) as number }))
      }
      insertPoints(connection, series.id, columns)
      if (rising) {
        appendToRollups(connection, series, columns)
        series.lastValue = values.at(-1) as number
        series.lastTime = times.at(-1) as number
      } else {
        rebuildRollups(connection, series, steps)
        series.replaced += count - series.total.count
      }
      series.replaced += replacedIn(columns)
      if (isDue(series, series.total.count)) beginRollups(connection, series, strideOf(series.total))
      updateSeries(connection, series)
    },
    committed() {
      for (const [key, series] of changed) {
        known.delete(key)
        known.set(key, series)
      }
      changed = new Map()
      for (const key of known.keys()) {
        if (known.size <= seriesKept) break
        known.delete(key)
      }
    },
    rolledBack() {
      changed = new Map()
    },
    setAside(runId, branch) {
      forget(runId)
      for (const name of movePoints(connection, runId, branch)) {
        const series = openSeries(runId, name)
        summariseAnew(connection, series)
        updateSeries(connection, series)
      }
    },
    forget,
  }
}
