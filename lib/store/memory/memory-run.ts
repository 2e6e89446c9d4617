/** All that the store in memory keeps of one run, and what an event makes of it. */
import { type Annotation, isAnnotationEvent, withAnnotation } from '../../annotation.ts'
import { applyEvent, type Branch, type RunEvent, type RunView } from '../../run.ts'
import {
  columnsOf,
  emptySeries,
  replacedIn,
  type Series,
  type SeriesColumns,
  withPoints,
} from '../../series.ts'
import { withoutSystem } from '../../system/system-series.ts'
import type { RunRecord } from '../store.ts'
import { inNameOrder, summaryOf, within } from './memory-series.ts'

export type MemoryRun = {
  readonly view: RunView
  /** The state of its detectors; null while none has seen it. */
  readonly watch: string | null
  readonly version: number
  /** The series of its earlier branches, by their numbers. */
  readonly earlier: ReadonlyMap<number, readonly Series[]>
  /** By the names of its series, how many points came in the place of others. */
  readonly replaced: ReadonlyMap<string, number>
  readonly annotations: readonly Annotation[]
}

export type MemoryRuns = ReadonlyMap<string, MemoryRun>

/** The run after an event; null where there is none, or no longer. */
export function memoryRunAfter(before: MemoryRun | null, event: RunEvent): MemoryRun | null {
  const view = applyEvent(before?.view ?? null, event)
  if (!view) return null
  const {
    watch = null,
    version = 0,
    earlier = new Map(),
    replaced = new Map(),
    annotations = [],
  } = before ?? {}
  const run = { view, watch, version, earlier, replaced, annotations }
  if (event.type === 'points')
    return { ...run, replaced: withReplaced(replaced, before?.view.series ?? {}, view.series, event.series) }
  if (isAnnotationEvent(event)) return { ...run, annotations: withAnnotation(annotations, event) }
  if (event.type !== 'run-branched' || !before || earlier.has(event.branch.number)) return run
  return { ...run, ...setAside(before, event.branch) }
}

/** What a branch leaves behind: the parts of its series from there on, and counts of those that began before it. */
function setAside(
  { view, earlier, replaced }: MemoryRun,
  { number, from }: Branch,
): Pick<MemoryRun, 'earlier' | 'replaced'> {
  const series = Object.values(view.series)
  const parts = series.map((one) => ({ name: one.name, ...within(one, { from }) }))
  const left = parts
    .filter(({ steps }) => steps.length > 0)
    .map((part) => withPoints(emptySeries(part.name), part))
  const gone = new Set(
    series.filter((one) => Number(columnsOf(one).steps[0]) >= from).map(({ name }) => name),
  )
  return {
    earlier: new Map(earlier).set(number, left),
    replaced: new Map([...replaced].filter(([name]) => !gone.has(name))),
  }
}

/** Of the points that were sent, those that made no series longer came in the place of others. */
function withReplaced(
  counts: ReadonlyMap<string, number>,
  before: RunView['series'],
  after: RunView['series'],
  sent: readonly SeriesColumns[],
): ReadonlyMap<string, number> {
  const next = new Map(counts)
  for (const name of new Set(sent.map((columns) => columns.name))) {
    const points = sent.reduce(
      (sum, columns) => sum + (columns.name === name ? columns.steps.length + replacedIn(columns) : 0),
      0,
    )
    const added = (after[name]?.length ?? 0) - (before[name]?.length ?? 0)
    next.set(name, (next.get(name) ?? 0) + points - added)
  }
  return next
}

/** The run with all of its series. */
export function recordOf(
  { view, replaced }: MemoryRun,
  told: readonly Series[] = Object.values(view.series),
): RunRecord {
  const series = told.map((one) => ({ ...summaryOf(one), replaced: replaced.get(one.name) ?? 0 }))
  return { run: view.run, series: series.sort(inNameOrder), findings: view.findings }
}

/** The run as a list has it, without the series of its machine. */
export function listedOf(run: MemoryRun): RunRecord {
  return recordOf(run, withoutSystem(Object.values(run.view.series)))
}
