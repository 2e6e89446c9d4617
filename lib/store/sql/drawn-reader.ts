/** Reads what is drawn of many runs at once: as many points of each as a line among hundreds needs. */
import { type DrawnSeries, type PackedPoints, packPoints } from '../../packed-points.ts'
import { pointsKeptPerBucket } from '../../rollup.ts'
import type { DrawnQuery } from '../store.ts'
import { type Asking, rows } from './asking.ts'
import { countUpTo, readThinned, readWhole } from './point-reader.ts'

const seriesSql = `
  SELECT id, run_id, name, count, first_step, last_step, stride FROM series
  WHERE run_id IN ?* AND name IN ?* ORDER BY name`
type SeriesRow = [number, string, string, number, number, number, number | null]

/** Series of these names, in the order of the runs; what is not there is left out. */
export function* readDrawn({ runs, series, buckets, ...ends }: DrawnQuery): Asking<PackedPoints> {
  const placeOf = new Map(runs.map((id, place) => [id, place]))
  const found = (yield* rows(seriesSql, [runs, series])) as SeriesRow[]
  found.sort(([, a], [, b]) => (placeOf.get(a) as number) - (placeOf.get(b) as number))
  const drawn: DrawnSeries[] = []
  for (const [seriesId, runId, name, count, firstStep, lastStep, stride] of found) {
    const [first, last] = [Number(firstStep), Number(lastStep)]
    const range = { seriesId, from: Math.max(ends.from ?? 0, first), to: Math.min(ends.to ?? last, last) }
    const most = pointsKeptPerBucket * buckets
    // Of a part it takes counting to know how many there are.
    const isAll = range.from === first && range.to === last
    const isFew = isAll
      ? Number(count) <= most
      : range.from > range.to || (yield* countUpTo(range, most)) !== null
    if (isFew) {
      const columns = yield* readWhole(range)
      drawn.push({ runId, name, ...columns, isComplete: true, samples: columns.steps })
    } else {
      const { columns, samples } = yield* readThinned(range, buckets, stride)
      drawn.push({ runId, name, ...columns, isComplete: false, samples })
    }
  }
  return packPoints(drawn)
}
