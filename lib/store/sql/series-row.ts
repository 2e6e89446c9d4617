/** What a writer knows of a series: its id, its summary, and the roll-ups that still grow. */
import { kindOf, storedValue, valueKinds } from '../../number.ts'
import { bucketWidth, emptyRollup, fanOut, levels, type Rollup } from '../../rollup.ts'
import { type Asking, put, type Row, rows, type Table } from './asking.ts'
import { readRollups, rollupFromRow, rollupToRow } from './rollup-rows.ts'

export type SeriesRow = {
  id: number
  runId: string
  name: string
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

const insertedAtOnce = 100

/** A copy that may be changed without the original changing. */
export function copySeriesRow(series: SeriesRow): SeriesRow {
  return { ...series, total: { ...series.total }, open: series.open.map((rollup) => ({ ...rollup })) }
}

export const series: Table = {
  name: 'series',
  key: ['id'],
  stays: ['run_id', 'name'],
  columns: {
    ...{ id: 'int4', run_id: 'text', name: 'text', count: 'int4', first_step: 'int8', last_step: 'int8' },
    ...{ min: 'float8', min_step: 'int8', max: 'float8', max_step: 'int8', non_finite: 'int4' },
    ...{ last_value: 'float8', last_kind: 'int4', last_time: 'float8', replaced: 'int4', stride: 'float8' },
  },
}

/** Of these series those that there are, by name. */
export function* findSeries(runId: string, names: readonly string[]): Asking<Map<string, SeriesRow>> {
  const found = yield* rows(
    `SELECT count, first_step, last_step, min, min_step, max, max_step, non_finite, NULL, NULL, NULL,
            id, name, last_value, last_kind, last_time, replaced, stride
     FROM series WHERE run_id = ? AND name IN ?*`,
    [runId, names],
  )
  const known = new Map<string, SeriesRow>()
  for (const row of found) {
    const one = seriesFromRow(runId, row)
    one.open = yield* openRollups(one)
    known.set(one.name, one)
  }
  return known
}

function seriesFromRow(runId: string, row: Row): SeriesRow {
  const [id, name, lastValue, lastKind, lastTime, replaced, stride] = row.slice(11) as [
    number,
    string,
    number | null,
    number,
    number,
    number,
    number | null,
  ]
  const last = { lastValue: storedValue(lastValue, lastKind), lastTime }
  return { id, runId, name, total: rollupFromRow(row), ...last, replaced, stride, open: [] }
}

/** The newest rollup of each level, from the database. */
export function* openRollups({ id, stride, total }: SeriesRow): Asking<Rollup[]> {
  if (stride === null) return []
  let bucket = Math.floor(total.lastStep / bucketWidth(stride))
  const open: Rollup[] = []
  for (let level = 0; level < levels; level++) {
    if (level > 0) bucket = Math.floor(bucket / fanOut)
    const [newest] = yield* readRollups({ seriesId: id, level, from: bucket, to: bucket })
    open.push(newest as Rollup)
  }
  return open
}

/** Series without points. */
export function* insertSeries(runId: string, names: readonly string[]): Asking<SeriesRow[]> {
  const made: SeriesRow[] = []
  for (let from = 0; from < names.length; from += insertedAtOnce) {
    const some = names.slice(from, from + insertedAtOnce)
    const inserted = (yield* rows(
      `INSERT INTO series (run_id, name, count, first_step, last_step, last_kind, last_time, non_finite)
       VALUES ${some.map(() => '(?, ?, 0, 0, 0, 0, 0, 0)').join(', ')} RETURNING id, name`,
      some.flatMap((name) => [runId, name]),
    )) as [number, string][]
    for (const [id, name] of inserted)
      made.push({
        ...{ id, runId, name, total: emptyRollup(), lastValue: Number.NaN, lastTime: 0, replaced: 0 },
        ...{ stride: null, open: [] },
      })
  }
  return made
}

export function* updateSeries(one: SeriesRow): Asking<void> {
  const kind = kindOf(one.lastValue)
  yield* put(series, [
    ...[one.id, one.runId, one.name],
    ...rollupToRow(one.total).slice(0, 8),
    ...[kind === valueKinds.finite ? one.lastValue : null, kind, one.lastTime, one.replaced, one.stride],
  ])
}
