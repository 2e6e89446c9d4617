/** Reads the averages of whole series of one run. */
import { type Averages, averageWidth, unitOf } from '../../averages.ts'
import { valueKinds } from '../../number.ts'
import { type Asking, rows } from './asking.ts'

/** Null where it is not finite; −0 is stored as a kind of its own. */
const finite = `CASE kind WHEN ${valueKinds.finite} THEN value WHEN ${valueKinds.negativeZero} THEN 0.0 END`

/** As a sum: PostgreSQL squares what it averages, and refuses a product that is too small for a double. */
const averagesSql = `
  SELECT min(step), avg(CASE WHEN v IS NOT NULL THEN CAST(step AS DOUBLE PRECISION) END),
    sum(CASE WHEN CAST(? AS DOUBLE PRECISION) = 1 OR abs(v) > 1e-280 THEN v * CAST(? AS DOUBLE PRECISION) ELSE 0 END) / NULLIF(count(v), 0), count(v)
  FROM (SELECT step, ${finite} AS v FROM points WHERE series_id = ? AND step <= ?) AS known
  GROUP BY step / CAST(? AS BIGINT) ORDER BY 1`

export function* readAverages(runId: string, names?: readonly string[]): Asking<Averages[]> {
  const series = (yield* rows(
    'SELECT id, name, count, first_step, last_step, min, max FROM series WHERE run_id = ? ORDER BY name',
    [runId],
  )) as [number, string, number, number, number, number | null, number | null][]
  const found: Averages[] = []
  for (const [id, name, count, firstStep, lastStep, min, max] of series) {
    if (names && !names.includes(name)) continue
    const last = Number(lastStep)
    const width = averageWidth({ count: Number(count), first: Number(firstStep), last })
    const unit = unitOf(Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)))
    const ranges = yield* rows(averagesSql, [unit, unit, id, last, width])
    found.push({
      ...{ name, width, last },
      steps: Float64Array.from(ranges, ([first, step]) => Number(step ?? first)),
      values: Float64Array.from(ranges, ([, , value]) =>
        value === null ? Number.NaN : Number(value) / unit,
      ),
      counts: Float64Array.from(ranges, ([, , , count]) => Number(count)),
    })
  }
  return found
}
