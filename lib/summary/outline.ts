/** What a run's page knows of the series that it holds no points of: they are read when somebody scrolls to them. Pure. */

import { byName } from '../by-name.ts'
import type { RunView } from '../run.ts'
import { columnsOf, type SeriesColumns } from '../series.ts'
import type { RunRecord } from '../store/store.ts'
import { isSystemSeries } from '../system/system-series.ts'
import { mainSeries, type Said } from './main-metric.ts'
import type { StepValue } from './run-summary.ts'

export type Span = { count: number; first: number; last: number }

/** By name, as a list: records lose some names on their way to the page. */
type Named<Entry> = readonly (readonly [name: string, entry: Entry])[]

function named<Entry>(entries: Named<Entry>, name: string): Entry | undefined {
  return entries.find(([one]) => one === name)?.[1]
}

export type Outline = {
  /** Of all series. */
  names: readonly string[]
  /** Those whose points come with the page, and the metric that the run named then. */
  held: readonly string[]
  mainMetric: string | null
  /** How far series reach in which something was found. */
  spans: Named<Span>
  /** Non-finite values of series in which something was found, up to a step. */
  nonFinite: Named<{ count: number; last: number }>
  /** The series that is furthest, by which progress goes. */
  furthest: Named<StepValue>
  lastPointAt: number | null
}

/** The series whose points come with a page. */
export const heldSeries = mainSeries

/** The same of a run as it is by now. Thousands of names are looked through only when there is a new one. */
export function heldNow(names: readonly string[], said: Said, outline: Outline): readonly string[] {
  const isSame = names === outline.names && said.mainMetric === outline.mainMetric
  return isSame ? outline.held : heldSeries(names, said)
}

export function outlineOf({
  run,
  series,
  findings,
}: Pick<RunRecord, 'series' | 'findings'> & { run: Said }): Outline {
  const found = new Set(findings.map((finding) => finding.series))
  const names = series.map(({ name }) => name)
  const held = heldSeries(names, run)
  const isHeld = new Set(held)
  const spans: [string, Span][] = []
  const nonFinite: [string, { count: number; last: number }][] = []
  let furthest: (typeof series)[number] | null = null
  let lastPointAt: number | null = null
  for (const one of series) {
    if (found.has(one.name) && !isHeld.has(one.name))
      spans.push([one.name, { count: one.count, first: one.first, last: one.last.step }])
    if (found.has(one.name)) nonFinite.push([one.name, { count: one.nonFinite, last: one.last.step }])
    if (isSystemSeries(one.name)) continue
    if (!furthest || one.last.step > furthest.last.step) furthest = one
    lastPointAt = Math.max(lastPointAt ?? 0, one.last.time)
  }
  return {
    ...{ names, held, mainMetric: run.mainMetric },
    spans,
    nonFinite,
    furthest: furthest ? [[furthest.name, { step: furthest.last.step, value: furthest.last.value }]] : [],
    lastPointAt,
  }
}

/** What the points on the page tell, with what is known of the others. */
export function withOutline<T extends { latest: Record<string, StepValue>; lastPointAt: number | null }>(
  readings: T,
  { furthest, lastPointAt }: Outline,
): T {
  const times = [readings.lastPointAt, lastPointAt].filter((time) => time !== null)
  return {
    ...readings,
    latest: Object.assign(byName(furthest), readings.latest),
    lastPointAt: times.length ? Math.max(...times) : null,
  }
}

/** How far a series reaches, or null where that is not known. */
export function spanOf(name: string, { run, series }: RunView, outline: Outline): Span | null {
  const { names, spans } = outline
  const known = series[name]
  const before = named(spans, name)
  if (before)
    return { ...before, last: Math.max(before.last, known ? (columnsOf(known).steps.at(-1) ?? 0) : 0) }
  // Of a series that was there before the page only the newest points may be known.
  if (!known?.length || (names.includes(name) && !heldNow(names, run, outline).includes(name))) return null
  const { steps } = columnsOf(known)
  return { count: steps.length, first: steps[0] as number, last: steps.at(-1) as number }
}

/** How many values of a series were not finite: those when the page was made, and those that came since. */
export function nonFiniteOf(name: string, { series }: RunView, { names, nonFinite }: Outline): number | null {
  const before = named(nonFinite, name) ?? (names.includes(name) ? null : { count: 0, last: -1 })
  if (!before) return null
  let { count } = before
  if (series[name]) {
    const { steps, values } = columnsOf(series[name])
    for (let i = steps.length - 1; i >= 0 && (steps[i] as number) > before.last; i--)
      if (!Number.isFinite(values[i])) count++
  }
  return count
}

/** Columns of these series, empty where nothing is known. */
export function seriesOf({ series }: RunView, names: readonly string[]): SeriesColumns[] {
  return names.flatMap((name) => (series[name] ? columnsOf(series[name]) : []))
}
