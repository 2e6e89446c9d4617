/** Reads what is drawn of many runs at once: as many points of each as a line among hundreds needs. */
import { type DrawnSeries, type PackedPoints, packPoints } from '../../packed-points.ts'
import { pointsKeptPerBucket } from '../../rollup.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { DrawnQuery } from '../store.ts'
import { countUpTo, readThinned, readWhole } from './point-reader.ts'

const seriesSql = `
  SELECT series.id, run_id, name, count, first_step, last_step, stride FROM json_each(?) AS asked
  JOIN series ON run_id = asked.value AND name IN (SELECT value FROM json_each(?)) ORDER BY asked.key, name`
type SeriesRow = [number, string, string, number, number, number, number | null]

/** Series of these names, in the order of the runs; what is not there is left out. */
export function readDrawn(
  connection: Connection,
  { runs, series, buckets, ...ends }: DrawnQuery,
): PackedPoints {
  const rows = connection
    .prepare(seriesSql)
    .all([JSON.stringify(runs), JSON.stringify(series)]) as SeriesRow[]
  return packPoints(
    rows.map(([seriesId, runId, name, count, firstStep, lastStep, stride]): DrawnSeries => {
      const [first, last] = [Number(firstStep), Number(lastStep)]
      const range = { seriesId, from: Math.max(ends.from ?? 0, first), to: Math.min(ends.to ?? last, last) }
      const most = pointsKeptPerBucket * buckets
      // Of a part it takes counting to know how many there are.
      const isAll = range.from === first && range.to === last
      if (
        isAll ? Number(count) <= most : range.from > range.to || countUpTo(connection, range, most) !== null
      ) {
        const columns = readWhole(connection, range)
        return { runId, name, ...columns, isComplete: true, samples: columns.steps }
      }
      const { columns, samples } = readThinned(connection, range, buckets, stride)
      return { runId, name, ...columns, isComplete: false, samples }
    }),
  )
}
