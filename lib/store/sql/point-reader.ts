/** Reads points of one run: all of them, or as many as a drawn line needs. */
import { storedValue } from '../../number.ts'
import {
  addPoint,
  addRollup,
  bucketWidth,
  createBuckets,
  emptyRollup,
  fanOut,
  levels,
  pointsKeptPerBucket,
  type Rollup,
} from '../../rollup.ts'
import { type Columns, indexOfStep, type SeriesColumns } from '../../series.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { PointsPage, PointsQuery } from '../store.ts'
import { readRollups } from './rollup-rows.ts'

export type PointRange = { seriesId: number; from: number; to: number; limit?: number | undefined }

const seriesSql =
  'SELECT id, name, count, first_step, last_step, stride FROM series WHERE run_id = ? ORDER BY name'
const earlierSql =
  'SELECT -id, name, 0, first_step, last_step, NULL FROM earlier_series WHERE run_id = ? AND branch = ? ORDER BY name'

export function readPoints(connection: Connection, runId: string, query: PointsQuery): PointsPage {
  const from = Math.max(query.from ?? 0, query.after === undefined ? 0 : query.after + 1)
  const to = query.to ?? Number.MAX_SAFE_INTEGER
  let complete = true
  const rows = connection
    .prepare(query.branch === undefined ? seriesSql : earlierSql)
    .all(query.branch === undefined ? [runId] : [runId, query.branch]) as [
    number,
    string,
    number,
    number,
    number,
    number | null,
  ][]
  const series = rows
    .filter(([, name]) => !query.series || query.series.includes(name))
    .map(([seriesId, name, , firstStep, lastStep, stride]): SeriesColumns => {
      const range = {
        seriesId,
        from: Math.max(from, Number(firstStep)),
        to: Math.min(to, Number(lastStep)),
        limit: query.limit,
      }
      if (query.buckets === undefined || range.from > range.to)
        return { name, ...readWhole(connection, range) }
      const count = countUpTo(connection, range, pointsKeptPerBucket * query.buckets)
      if (count !== null) return { name, ...readWhole(connection, range) }
      complete = false
      return { name, ...readThinned(connection, range, query.buckets, stride).columns }
    })
  return { series, complete }
}

/** How many points a range has, or null where it has more than `limit`. */
export function countUpTo(
  connection: Connection,
  { seriesId, from, to }: PointRange,
  limit: number,
): number | null {
  const [[count] = [0]] = connection
    .prepare(
      'SELECT count(*) FROM (SELECT 1 FROM points WHERE series_id = ? AND step BETWEEN ? AND ? LIMIT ?)',
    )
    .all([seriesId, from, to, limit + 1])
  return Number(count) > limit ? null : Number(count)
}

const pointColumns = 'step, time, value, kind'

export function readWhole(connection: Connection, { seriesId, from, to, limit = -1 }: PointRange): Columns {
  return columnsOfRows(
    connection
      .prepare(
        `SELECT ${pointColumns} FROM points WHERE series_id = ? AND step BETWEEN ? AND ? ORDER BY step LIMIT ?`,
      )
      .iterate([seriesId, from, to, limit]),
  )
}

function columnsOfRows(rows: Iterable<unknown[]>): Columns {
  const steps: number[] = []
  const times: number[] = []
  const values: number[] = []
  for (const [step, time, value, kind] of rows) {
    steps.push(Number(step))
    times.push(time as number)
    values.push(storedValue(value as number | null, kind as number))
  }
  return {
    steps: Float64Array.from(steps),
    values: Float64Array.from(values),
    times: Float64Array.from(times),
  }
}

/** What stands for the points of a range: of each bucket first, last, extremes and non-finite kinds, of which `samples` are taken by their place. */
export function readThinned(
  connection: Connection,
  range: PointRange,
  buckets: number,
  stride: number | null,
): { columns: Columns; samples: Float64Array } {
  const { seriesId, from, to } = range
  const level = stride === null ? -1 : coarsestLevel(range, buckets, stride)
  const ranges = createBuckets({ from, to, buckets })
  if (level < 0) {
    const whole = readWhole(connection, range)
    const { steps, values } = whole
    for (let i = 0; i < steps.length; i++)
      addPoint(ranges.at(steps[i] as number), steps[i] as number, values[i] as number)
    return { columns: columnsAt(whole, ranges.steps()), samples: Float64Array.from(ranges.samples()) }
  }
  const width = bucketWidth(stride as number) * fanOut ** level
  const ends = { from: Math.floor(from / width), to: Math.floor(to / width) }
  for (const rollup of readRollups(connection, { seriesId, level, ...ends })) {
    const isWithin = rollup.firstStep >= from && rollup.lastStep <= to
    // Of a roll-up that reaches beyond the range the extremes may be beyond it too.
    const part = isWithin
      ? rollup
      : rolledUp(connection, seriesId, Math.max(from, rollup.firstStep), Math.min(to, rollup.lastStep))
    if (part.count > 0) addRollup(ranges.at(part.firstStep), part)
  }
  return {
    columns: readSteps(connection, seriesId, ranges.steps()),
    samples: Float64Array.from(ranges.samples()),
  }
}

function rolledUp(connection: Connection, seriesId: number, from: number, to: number): Rollup {
  const rollup = emptyRollup()
  const { steps, values } = readWhole(connection, { seriesId, from, to })
  for (let i = 0; i < steps.length; i++) addPoint(rollup, steps[i] as number, values[i] as number)
  return rollup
}

function columnsAt({ steps, values, times }: Columns, kept: readonly number[]): Columns {
  const at = kept.map((step) => indexOfStep(steps, steps.length, step))
  return {
    steps: Float64Array.from(kept),
    values: Float64Array.from(at, (i) => values[i] as number),
    times: Float64Array.from(at, (i) => times[i] as number),
  }
}

/** The coarsest level with at least half as many roll-ups in the range as buckets are asked for; −1: read the points. */
function coarsestLevel({ from, to }: PointRange, buckets: number, stride: number): number {
  for (let level = levels - 1; level >= 0; level--)
    if ((to - from) / (bucketWidth(stride) * fanOut ** level) >= buckets / 2) return level
  return -1
}

function readSteps(connection: Connection, seriesId: number, steps: number[]): Columns {
  return columnsOfRows(
    connection
      .prepare(
        `SELECT ${pointColumns} FROM points WHERE series_id = ? AND step IN (SELECT value FROM json_each(?)) ORDER BY step`,
      )
      .iterate([seriesId, JSON.stringify(steps)]),
  )
}
