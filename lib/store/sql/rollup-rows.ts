/** Roll-ups as rows of the table `rollups`. */

import { emptyRollup, type Rollup } from '../../rollup.ts'
import { type Asking, put, type Row, rows, type SqlValue, type Table } from './asking.ts'

const columns =
  'count, first_step, last_step, min, min_step, max, max_step, non_finite, nan_step, infinity_step, negative_infinity_step'

function stepOrNull(step: number): number | null {
  return step < 0 ? null : step
}

/** The eleven columns of a rollup, for the tables `rollups` and (the first eight) `series`. */
export function rollupToRow(rollup: Rollup): SqlValue[] {
  return [
    rollup.count,
    rollup.firstStep,
    rollup.lastStep,
    rollup.minStep < 0 ? null : rollup.min,
    stepOrNull(rollup.minStep),
    rollup.maxStep < 0 ? null : rollup.max,
    stepOrNull(rollup.maxStep),
    rollup.nonFinite,
    stepOrNull(rollup.nanStep),
    stepOrNull(rollup.infinityStep),
    stepOrNull(rollup.negativeStep),
  ]
}

export function rollupFromRow(row: Row): Rollup {
  const empty = emptyRollup()
  const [count, firstStep, lastStep, min, minStep, max, maxStep, nonFinite, nan, infinity, negative] = row
  return {
    count: Number(count),
    firstStep: Number(firstStep),
    lastStep: Number(lastStep),
    min: (min as number | null) ?? empty.min,
    minStep: Number(minStep ?? -1),
    max: (max as number | null) ?? empty.max,
    maxStep: Number(maxStep ?? -1),
    nonFinite: Number(nonFinite),
    nanStep: Number(nan ?? -1),
    infinityStep: Number(infinity ?? -1),
    negativeStep: Number(negative ?? -1),
  }
}

export const rollups: Table = {
  name: 'rollups',
  key: ['series_id', 'level', 'bucket'],
  columns: {
    ...{ series_id: 'int4', level: 'int4', bucket: 'int8' },
    ...{
      count: 'int4',
      first_step: 'int8',
      last_step: 'int8',
      min: 'float8',
      min_step: 'int8',
      max: 'float8',
    },
    ...{ max_step: 'int8', non_finite: 'int4', nan_step: 'int8', infinity_step: 'int8' },
    negative_infinity_step: 'int8',
  },
}

export function* writeRollup(seriesId: number, level: number, bucket: number, rollup: Rollup): Asking<void> {
  yield* put(rollups, [seriesId, level, bucket, ...rollupToRow(rollup)])
}

/** The rollups of one level whose buckets are in a range, ends included, by rising bucket. */
export function* readRollups({
  seriesId,
  level,
  from,
  to,
}: {
  seriesId: number
  level: number
  from: number
  to: number
}): Asking<Rollup[]> {
  const found = yield* rows(
    `SELECT ${columns} FROM rollups WHERE series_id = ? AND level = ? AND bucket BETWEEN ? AND ? ORDER BY bucket`,
    [seriesId, level, from, to],
  )
  return found.map(rollupFromRow)
}
