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
import type { PointsPage, PointsQuery } from '../store.ts'
import { type Asking, manyRows, type Row, rows } from './asking.ts'
import { readRollups } from './rollup-rows.ts'

export type PointRange = { seriesId: number; from: number; to: number; limit?: number | undefined }

const seriesSql =
  'SELECT id, name, count, first_step, last_step, stride FROM series WHERE run_id = ? ORDER BY name'
const earlierSql =
  'SELECT -id, name, 0, first_step, last_step, NULL FROM earlier_series WHERE run_id = ? AND branch = ? ORDER BY name'

export function* readPoints(runId: string, query: PointsQuery): Asking<PointsPage> {
  const from = Math.max(query.from ?? 0, query.after === undefined ? 0 : query.after + 1)
  const to = query.to ?? Number.MAX_SAFE_INTEGER
  let complete = true
  const known = (
    query.branch === undefined
      ? yield* rows(seriesSql, [runId])
      : yield* rows(earlierSql, [runId, query.branch])
  ) as [number, string, number, number, number, number | null][]
  const series: SeriesColumns[] = []
  for (const [seriesId, name, , firstStep, lastStep, stride] of known) {
    if (query.series && !query.series.includes(name)) continue
    const range = {
      seriesId,
      from: Math.max(from, Number(firstStep)),
      to: Math.min(to, Number(lastStep)),
      limit: query.limit,
    }
    const { buckets } = query
    const isWhole =
      buckets === undefined ||
      range.from > range.to ||
      (yield* countUpTo(range, pointsKeptPerBucket * buckets)) !== null
    if (isWhole) series.push({ name, ...(yield* readWhole(range)) })
    else {
      complete = false
      series.push({ name, ...(yield* readThinned(range, buckets, stride)).columns })
    }
  }
  return { series, complete }
}

/** How many points a range has, or null where it has more than `limit`. */
export function* countUpTo({ seriesId, from, to }: PointRange, limit: number): Asking<number | null> {
  const [[count] = [0]] = yield* rows(
    'SELECT count(*) FROM (SELECT 1 FROM points WHERE series_id = ? AND step BETWEEN ? AND ? LIMIT ?) AS counted',
    [seriesId, from, to, limit + 1],
  )
  return Number(count) > limit ? null : Number(count)
}

const pointColumns = 'step, time, value, kind'

export function* readWhole({ seriesId, from, to, limit }: PointRange): Asking<Columns> {
  return columnsOfRows(
    yield* manyRows(
      `SELECT ${pointColumns} FROM points WHERE series_id = ? AND step BETWEEN ? AND ? ORDER BY step LIMIT ?`,
      [seriesId, from, to, limit ?? Number.MAX_SAFE_INTEGER],
    ),
  )
}

function columnsOfRows(points: Iterable<Row>): Columns {
  const steps: number[] = []
  const times: number[] = []
  const values: number[] = []
  for (const [step, time, value, kind] of points) {
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

/**
 * What stands for the points of a range: of each bucket first, last, extremes and non-finite kinds, of which
 * `samples` are taken by their place.
 */
export function* readThinned(
  range: PointRange,
  buckets: number,
  stride: number | null,
): Asking<{ columns: Columns; samples: Float64Array }> {
  const { seriesId, from, to } = range
  const level = stride === null ? -1 : coarsestLevel(range, buckets, stride)
  const ranges = createBuckets({ from, to, buckets })
  if (level < 0) {
    const whole = yield* readWhole(range)
    const { steps, values } = whole
    for (let i = 0; i < steps.length; i++)
      addPoint(ranges.at(steps[i] as number), steps[i] as number, values[i] as number)
    return { columns: columnsAt(whole, ranges.steps()), samples: Float64Array.from(ranges.samples()) }
  }
  const width = bucketWidth(stride as number) * fanOut ** level
  const ends = { from: Math.floor(from / width), to: Math.floor(to / width) }
  for (const rollup of yield* readRollups({ seriesId, level, ...ends })) {
    const isWithin = rollup.firstStep >= from && rollup.lastStep <= to
    // Of a roll-up that reaches beyond the range the extremes may be beyond it too.
    const part = isWithin
      ? rollup
      : yield* rolledUp(seriesId, Math.max(from, rollup.firstStep), Math.min(to, rollup.lastStep))
    if (part.count > 0) addRollup(ranges.at(part.firstStep), part)
  }
  return {
    columns: yield* readSteps(seriesId, ranges.steps()),
    samples: Float64Array.from(ranges.samples()),
  }
}

function* rolledUp(seriesId: number, from: number, to: number): Asking<Rollup> {
  const rollup = emptyRollup()
  const { steps, values } = yield* readWhole({ seriesId, from, to })
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

function* readSteps(seriesId: number, steps: number[]): Asking<Columns> {
  const sql = `SELECT ${pointColumns} FROM points WHERE series_id = ? AND step IN ?* ORDER BY step`
  return columnsOfRows(yield* manyRows(sql, [seriesId, steps]))
}
