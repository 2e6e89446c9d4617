/** A run in the list of runs: what its row or card shows, kept true by events. Pure. */

import { byName, copyByName } from '../by-name.ts'
import type { FieldValue } from '../query/matches.ts'
import { thin } from '../rollup.ts'
import { applyEvent, type RunEvent, type RunView, type Severity } from '../run.ts'
import { columnsOf, emptySeries, type SeriesColumns, withPoints } from '../series.ts'
import type { RunRecord } from '../store/store.ts'
import type { DrawnCurve } from './drawn-curve.ts'
import type { HeadlineTone } from './headline.ts'
import { mainSeries, nothingSaid, type Said } from './main-metric.ts'
import { hasBest, isBetterHigher } from './metric.ts'
import { runSummary, type StepValue } from './run-summary.ts'

/** What a line of the list says, and how loudly; `isOld` where something has happened since. */
export type RowWords = { tone: HeadlineTone; brief: string; isOld?: boolean }

export type RunRow = {
  /** With its losses only, thinned to a small curve. */
  view: RunView
  latest: Record<string, StepValue>
  best: Record<string, StepValue>
  /** Of the newest point: its time by its program's clock, and when it arrived here. */
  lastPointAt: number | null
  heardAt: number | null
  /** Of a live run with open findings, what was said of it when the page read it. */
  said?: RowWords
  /**
   * Of an ended run as the page got it: its curve, its finding and its cells as they are shown, instead of what they
   * are made of.
   */
  drawn?: {
    curve: DrawnCurve
    finding: { severity: Severity; title: string } | null
    /** By the names of columns. */
    cells: ReadonlyMap<string, FieldValue>
    chosen: ReadonlySet<string>
  }
}

/** Points of one small curve. */
export const curveBuckets = 10
/** A curve on the page may grow to this many before it is thinned again. */
const pointsInCurve = 8 * curveBuckets

export function rowOf(record: RunRecord, curves: readonly SeriesColumns[]): RunRow {
  const { latest, best } = runSummary(record)
  const times = record.series.map(({ last }) => last.time)
  const series = byName(
    curves.map((columns) => [columns.name, withPoints(emptySeries(columns.name), columns)] as const),
  )
  const view = { run: record.run, findings: record.findings, series }
  return { view, latest, best, lastPointAt: times.length ? Math.max(...times) : null, heardAt: null }
}

/** The row after an event; null when the run is gone, or not known yet and this does not start it. */
export function applyToRow(row: RunRow | null, event: RunEvent): RunRow | null {
  const names = mainSeries(Object.keys({ ...row?.latest, ...namesIn(event) }), row?.view.run ?? nothingSaid)
  const curves =
    event.type === 'points'
      ? { ...event, series: event.series.filter(({ name }) => names.includes(name)) }
      : event
  const view = applyEvent(row?.view ?? null, curves)
  if (!view) return null
  const known: RunRow = row ?? { view, latest: byName(), best: byName(), lastPointAt: null, heardAt: null }
  if (event.type === 'run-branched')
    return { ...known, ...withoutBranch(known, view, event.branch.from), view }
  if (event.type !== 'points') return { ...known, view }
  const latest = copyByName(known.latest)
  const best = copyByName(known.best)
  let { lastPointAt } = known
  for (const { name, steps, values, times } of event.series)
    for (let i = 0; i < steps.length; i++) {
      const at = { step: steps[i] as number, value: values[i] as number }
      if (at.step >= (latest[name]?.step ?? 0)) latest[name] = at
      if (isBetter(name, at.value, best[name]?.value, view.run)) best[name] = at
      lastPointAt = Math.max(lastPointAt ?? 0, times[i] as number)
    }
  const { heardAt, said } = known
  return { view: withThinCurves(view), latest, best, lastPointAt, heardAt, ...(said && { said }) }
}

/**
 * Latest and best values without those that were set aside: of the drawn losses what is left of them, of others none
 * until the next.
 */
function withoutBranch(
  { latest, best }: RunRow,
  { run, series }: RunView,
  from: number,
): Pick<RunRow, 'latest' | 'best'> {
  const kept = (values: RunRow['latest']) =>
    byName(Object.entries(values).filter(([, { step }]) => step < from))
  const left = { latest: kept(latest), best: kept(best) }
  for (const one of Object.values(series)) {
    const { name, steps, values } = columnsOf(one)
    steps.forEach((step, i) => {
      const at = { step, value: values[i] as number }
      left.latest[name] = at
      if (isBetter(name, at.value, left.best[name]?.value, run)) left.best[name] = at
    })
  }
  return left
}

function namesIn(event: RunEvent): Record<string, true> {
  return event.type === 'points' ? Object.fromEntries(event.series.map(({ name }) => [name, true])) : {}
}

function isBetter(name: string, value: number, than: number | undefined, { directions }: Said): boolean {
  if (!Number.isFinite(value) || !hasBest(name, directions)) return false
  if (than === undefined) return true
  return isBetterHigher(name, directions) ? value > than : value < than
}

function withThinCurves(view: RunView): RunView {
  const long = Object.values(view.series).filter(({ length }) => length > pointsInCurve)
  if (!long.length) return view
  const thinned = long.map(
    ({ name, ...series }) =>
      [name, withPoints(emptySeries(name), thin(columnsOf({ name, ...series }), curveBuckets))] as const,
  )
  return { ...view, series: Object.assign(copyByName(view.series), byName(thinned)) }
}
