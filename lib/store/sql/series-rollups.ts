/** Keeps the summary and the roll-ups of a series true while points are written. */
import { storedValue } from '../../number.ts'
import {
  addPoint,
  addRollup,
  bucketWidth,
  emptyRollup,
  fanOut,
  levels,
  type Rollup,
  rollupsFromCount,
  strideOf,
} from '../../rollup.ts'
import type { Columns } from '../../series.ts'
import { type Asking, manyRows, rows, run } from './asking.ts'
import { readRollups, writeRollup } from './rollup-rows.ts'
import { openRollups, type SeriesRow } from './series-row.ts'

/** Takes points that come after all others into the summary and, where there are roll-ups, into these. */
export function* appendToRollups(
  series: SeriesRow,
  { steps, values }: Pick<Columns, 'steps' | 'values'>,
): Asking<void> {
  const width = series.stride === null ? Number.POSITIVE_INFINITY : bucketWidth(series.stride)
  let start = 0
  while (start < steps.length) {
    const bucket = Math.floor((steps[start] as number) / width)
    const border = (bucket + 1) * width
    const fresh = emptyRollup()
    let i = start
    for (; i < steps.length && (steps[i] as number) < border; i++)
      addPoint(fresh, steps[i] as number, values[i] as number)
    addRollup(series.total, fresh)
    if (series.stride !== null) yield* growOpenRollups(series, bucket, fresh)
    start = i
  }
  if (series.stride !== null) yield* writeOpenRollups(series)
}

/** The bucket of each level that holds a bucket of the finest. */
function bucketsOf(finest: number): number[] {
  return Array.from({ length: levels }, (_, level) => Math.floor(finest / fanOut ** level))
}

function* growOpenRollups(series: SeriesRow, bucket: number, fresh: Rollup): Asking<void> {
  const width = bucketWidth(series.stride as number)
  const before = bucketsOf(Math.floor((series.open[0]?.lastStep ?? 0) / width))
  for (const [level, index] of bucketsOf(bucket).entries()) {
    const open = series.open[level]
    if (open && before[level] !== index) {
      yield* writeRollup(series.id, level, before[level] as number, open)
      series.open[level] = { ...fresh }
    } else if (open) addRollup(open, fresh)
    else series.open[level] = { ...fresh }
  }
}

function* writeOpenRollups(series: SeriesRow): Asking<void> {
  const finest = Math.floor(series.total.lastStep / bucketWidth(series.stride as number))
  for (const [level, bucket] of bucketsOf(finest).entries())
    yield* writeRollup(series.id, level, bucket, series.open[level] as Rollup)
}

/** The rollup of the stored points with steps in [from, to). */
function* rollupOfPoints(seriesId: number, from: number, to: number): Asking<Rollup> {
  const rollup = emptyRollup()
  const points = yield* manyRows(
    'SELECT step, value, kind FROM points WHERE series_id = ? AND step >= ? AND step < ? ORDER BY step',
    [seriesId, from, to],
  )
  for (const [step, value, kind] of points)
    addPoint(rollup, Number(step), storedValue(value as number | null, kind as number))
  return rollup
}

/** Makes summary and roll-ups anew where points were put in between or replaced. */
export function* rebuildRollups(series: SeriesRow, steps: Float64Array): Asking<void> {
  const { id, stride } = series
  if (stride === null) {
    series.total = yield* rollupOfPoints(id, 0, 2 ** 53)
  } else {
    const width = bucketWidth(stride)
    let touched = new Set(Array.from(steps, (step) => Math.floor(step / width)))
    for (const bucket of touched)
      yield* writeRollup(id, 0, bucket, yield* rollupOfPoints(id, bucket * width, (bucket + 1) * width))
    for (let level = 1; level < levels; level++) {
      touched = new Set(Array.from(touched, (bucket) => Math.floor(bucket / fanOut)))
      for (const bucket of touched) {
        const from = bucket * fanOut
        const parts = yield* readRollups({ seriesId: id, level: level - 1, from, to: from + fanOut - 1 })
        yield* writeRollup(id, level, bucket, joined(parts))
      }
    }
    const top = { seriesId: id, level: levels - 1, from: 0, to: Number.MAX_SAFE_INTEGER }
    series.total = joined(yield* readRollups(top))
    series.open = yield* openRollups(series)
  }
  const [last] = yield* rows('SELECT value, kind, time FROM points WHERE series_id = ? AND step = ?', [
    id,
    series.total.lastStep,
  ])
  if (last) {
    series.lastValue = storedValue(last[0] as number | null, last[1] as number)
    series.lastTime = last[2] as number
  }
}

function joined(parts: Rollup[]): Rollup {
  const whole = emptyRollup()
  for (const part of parts) addRollup(whole, part)
  return whole
}

/** Makes summary and roll-ups anew after points were taken away; at least one is left. */
export function* summariseAnew(series: SeriesRow): Asking<void> {
  yield* run('DELETE FROM rollups WHERE series_id = ?', [series.id])
  series.stride = null
  series.open = []
  yield* rebuildRollups(series, new Float64Array())
  if (series.total.count >= rollupsFromCount) yield* beginRollups(series, strideOf(series.total))
}

/** Gives a series that becomes long its first roll-ups, over the points that are stored of it: few, as it was short till now. */
export function* beginRollups(series: SeriesRow, stride: number): Asking<void> {
  const stored = yield* rows('SELECT step, value, kind FROM points WHERE series_id = ? ORDER BY step', [
    series.id,
  ])
  const steps = Float64Array.from(stored, ([step]) => Number(step))
  const values = Float64Array.from(stored, ([, value, kind]) =>
    storedValue(value as number | null, kind as number),
  )
  series.stride = stride
  series.total = emptyRollup()
  series.open = []
  if (steps.length) yield* appendToRollups(series, { steps, values })
}
