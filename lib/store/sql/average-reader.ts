/** Reads the averages of whole series of one run. */
import { type Averages, averageWidth, unitOf } from '../../averages.ts'
import { valueKinds } from '../../number.ts'
import type { Connection } from '../sqlite/connection.ts'

/** Null where it is not finite; −0 is stored as a kind of its own. */
const finite = `CASE kind WHEN ${valueKinds.finite} THEN value WHEN ${valueKinds.negativeZero} THEN 0.0 END`

const averagesSql = `
  SELECT min(step), avg(CASE WHEN v IS NOT NULL THEN step END), avg(v * ?), count(v)
  FROM (SELECT step, ${finite} AS v FROM points WHERE series_id = ? AND step <= ?)
  GROUP BY step / CAST(? AS INTEGER) ORDER BY 1`

export function readAverages(connection: Connection, runId: string, names?: readonly string[]): Averages[] {
  const rows = connection
    .prepare(
      'SELECT id, name, count, first_step, last_step, min, max FROM series WHERE run_id = ? ORDER BY name',
    )
    .all([runId]) as [number, string, number, number, number, number | null, number | null][]
  return rows
    .filter(([, name]) => !names || names.includes(name))
    .map(([id, name, count, firstStep, lastStep, min, max]) => {
      const last = Number(lastStep)
      const width = averageWidth({ count: Number(count), first: Number(firstStep), last })
      const unit = unitOf(Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)))
      const ranges = connection.prepare(averagesSql).all([unit, id, last, width])
      return {
        ...{ name, width, last },
        steps: Float64Array.from(ranges, ([first, step]) => Number(step ?? first)),
        values: Float64Array.from(ranges, ([, , value]) =>
          value === null ? Number.NaN : Number(value) / unit,
        ),
        counts: Float64Array.from(ranges, ([, , , count]) => Number(count)),
      }
    })
}
