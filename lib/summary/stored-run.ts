/** What pages read of a view again and again: newest and best values, and a view from a stored record. Pure. */

import { byName, copyByName } from '../by-name.ts'
import { addPoint, emptyRollup, thin } from '../rollup.ts'
import type { Finding, Run, RunView } from '../run.ts'
import { columnsOf, emptySeries, type SeriesColumns, withPoints } from '../series.ts'
import { isSystemSeries } from '../system/system-series.ts'
import { hasBest, isBetterHigher } from './metric.ts'

/** Buckets in which a page reads a long series: about as many as a wide chart has pixels. */
export const pageBuckets = 500

/** A run as a page gets it from the store: its series thinned to what can be seen. */
export type StoredRun = { run: Run; findings: Finding[]; series: SeriesColumns[]; complete: boolean }

export function viewOf({ run, findings, series }: StoredRun): RunView {
  const entries = series.map(
    (columns) => [columns.name, withPoints(emptySeries(columns.name), columns)] as const,
  )
  return { run, findings, series: byName(entries) }
}

/** Points of one series that a page holds at most before it thins them. */
const pointsInView = 16_000

/** The same view with long series thinned, so that a page open all day stays as fast as it was. */
export function thinnedView(view: RunView): RunView {
  const long = Object.values(view.series).filter(({ length }) => length > pointsInView)
  if (long.length === 0) return view
  const series = copyByName(view.series)
  for (const one of long)
    series[one.name] = withPoints(emptySeries(one.name), thin(columnsOf(one), pointsInView / 8))
  return { ...view, series }
}

/** Newest and best value of each series, and the time of the newest point. */
export function readingsOf(view: RunView) {
  const latest = byName<{ step: number; value: number }>()
  const best = byName<{ step: number; value: number }>()
  let lastPointAt: number | null = null
  for (const series of Object.values(view.series)) {
    const { name, steps, values, times } = columnsOf(series)
    if (steps.length === 0 || isSystemSeries(name)) continue
    latest[name] = { step: steps.at(-1) as number, value: values.at(-1) as number }
    lastPointAt = Math.max(lastPointAt ?? 0, times.at(-1) as number)
    const total = emptyRollup()
    for (let i = 0; i < steps.length; i++) addPoint(total, steps[i] as number, values[i] as number)
    if (total.minStep >= 0 && hasBest(name, view.run.directions))
      best[name] = isBetterHigher(name, view.run.directions)
        ? { step: total.maxStep, value: total.max }
        : { step: total.minStep, value: total.min }
  }
  return { latest, best, lastPointAt }
}
