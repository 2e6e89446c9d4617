/** Reads points of one run: all of them, or as many as a drawn line needs. */
import { storedValue } from '../number.ts'
import {
  addRollup,
  bucketWidth,
  createBuckets,
  fanOut,
  levels,
  pointsKeptPerBucket,
  thin,
} from '../rollup.ts'
import type { Columns, SeriesColumns } from '../series.ts'
import type { Connection } from './connection.ts'
import { readRollups } from './rollup-rows.ts'
import type { PointsPage, PointsQuery } from './store.ts'

type Range = { seriesId: number; from: number; to: number; limit?: number | undefined }

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
      return { name, ...readThinned(connection, range, query.buckets, stride) }
    })
  return { series, complete }
}

/** How many points a range has, or null where it has more than `limit`. */
function countUpTo(connection: Connection, { seriesId, from, to }: Range, limit: number): number | null {
  const [[count] = [0]] = connection
    .prepare(
      'SELECT count(*) FROM (SELECT 1 FROM points WHERE series_id = ? AND step BETWEEN ? AND ? LIMIT ?)',
    )
    .all([seriesId, from, to, limit + 1])
  return Number(count) > limit ? null : Number(count)
}

const pointColumns = 'step, time, value, kind'

function readWhole(connection: Connection, { seriesId, from, to, limit = -1 }: Range): Columns {
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

function readThinned(connection: Connection, range: Range, buckets: number, stride: number | null): Columns {
  const level = stride === null ? -1 : coarsestLevel(range, buckets, stride)
  if (level < 0) return thin(readWhole(connection, range), buckets)
  const bucketSteps = bucketWidth(stride as number) * fanOut ** level
  const rollups = readRollups(connection, {
    seriesId: range.seriesId,
    level,
    from: Math.floor(range.from / bucketSteps),
    to: Math.floor(range.to / bucketSteps),
  })
  const ranges = createBuckets({ from: range.from, to: range.to, buckets })
  for (const rollup of rollups) addRollup(ranges.at(rollup.firstStep), rollup)
  return readSteps(connection, range.seriesId, ranges.steps())
}

/** The coarsest level with at least half as many roll-ups in the range as buckets are asked for; −1: read the points. */
function coarsestLevel({ from, to }: Range, buckets: number, stride: number): number {
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
