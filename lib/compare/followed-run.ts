/** A run on the page of a comparison: points of the series that are drawn, of all others the newest and the best value. Pure. */
import { byName, copyByName } from '../by-name.ts'
import type { DrawnSeries } from '../packed-points.ts'
import { applyEvent, type Run, type RunEvent, type RunView } from '../run.ts'
import { type Columns, columnsOf, emptySeries, withPoints } from '../series.ts'
import { thinnedView } from '../summary/stored-run.ts'
import { withoutSystem } from '../system/system-series.ts'
import type { ComparedRun } from './compared-run.ts'
import { grownReadings, readingsBefore } from './readings.ts'

export type FollowedRun = {
  /** With the held series only. */
  view: RunView
  compared: ComparedRun
  /** Series whose points are kept when they come. */
  held: ReadonlySet<string>
  /** Of the held ones those whose earlier points have not been read yet. */
  unread: ReadonlySet<string>
  /** False while points between those in the view are only in the store. */
  isComplete: boolean
  /**
   * By series of which points were left out: those that means are made of, up to the last step that was read. What
   * came since is whole.
   */
  samples: Readonly<Record<string, Float64Array>>
  /** False where only the store knows what is newest or best. */
  isSure: boolean
}

type Known = { compared: ComparedRun; findings: RunView['findings']; held: readonly string[] }

/** A run as it was read, with the points of the held series. */
export function followedRun({ compared, findings, held }: Known, read: readonly DrawnSeries[]): FollowedRun {
  const bare: FollowedRun = {
    view: { run: compared.run, findings, series: byName() },
    compared,
    ...{ held: new Set(held), unread: new Set(held), isComplete: true, samples: byName(), isSure: true },
  }
  return withRead(bare, held, read)
}

/** From now on the points of these series are kept. */
export function holding(followed: FollowedRun, names: readonly string[]): FollowedRun {
  const { held, unread } = followed
  return { ...followed, held: new Set([...held, ...names]), unread: new Set([...unread, ...names]) }
}

/** The points of these series are not kept any more. */
export function withoutHeld(followed: FollowedRun, names: readonly string[]): FollowedRun {
  const without = (all: ReadonlySet<string>) => new Set([...all].filter((name) => !names.includes(name)))
  const series = byName(Object.entries(followed.view.series).filter(([name]) => !names.includes(name)))
  const { held, unread, view } = followed
  return { ...followed, view: { ...view, series }, held: without(held), unread: without(unread) }
}

/** With what was read of held series; what has come since goes over it. */
export function withRead(
  followed: FollowedRun,
  names: readonly string[],
  read: readonly DrawnSeries[],
): FollowedRun {
  const series = copyByName(followed.view.series)
  const samples = copyByName(followed.samples)
  for (const { samples: taken, isComplete, ...columns } of read) {
    const before = withPoints(emptySeries(columns.name), columns)
    const since = series[columns.name]
    series[columns.name] = since ? withPoints(before, columnsOf(since)) : before
    if (!isComplete) samples[columns.name] = taken
  }
  return {
    ...followed,
    view: { ...followed.view, series },
    samples,
    unread: new Set([...followed.unread].filter((name) => !names.includes(name))),
    isComplete: followed.isComplete && read.every(({ isComplete }) => isComplete),
  }
}

/** The run after an event; null when it is gone, or not known yet and this does not start it. */
export function applyToFollowed(followed: FollowedRun | null, event: RunEvent): FollowedRun | null {
  const drawn = event.type === 'points' ? { ...event, series: heldOf(followed, event.series) } : event
  const grown = applyEvent(followed?.view ?? null, drawn)
  if (!grown) return null
  if (!followed) {
    const compared = { run: grown.run, latest: byName<never>(), best: byName<never>() }
    return followedRun({ compared, findings: grown.findings, held: [] }, [])
  }
  const view = thinnedView(grown)
  const { compared, isSure } = comparedAfter(followed.compared, event, view.run)
  return {
    ...followed,
    ...{ view, compared },
    isComplete: followed.isComplete && view === grown,
    isSure: followed.isSure && isSure,
  }
}

/** Points of a series that stand for it whatever their values. */
export function sampled({ samples, view }: FollowedRun, name: string): Columns | null {
  const series = view.series[name]
  if (!series) return null
  const columns = columnsOf(series)
  const taken = samples[name]
  if (!taken) return columns
  const isTaken = new Set(taken)
  const last = taken.at(-1) ?? -1
  const kept = Array.from(columns.steps.keys()).filter((i) => {
    const step = columns.steps[i] as number
    return step > last || isTaken.has(step)
  })
  const only = (column: Float64Array) => Float64Array.from(kept, (i) => column[i] as number)
  return { steps: only(columns.steps), values: only(columns.values), times: only(columns.times) }
}

function heldOf<Named extends { name: string }>(followed: FollowedRun | null, series: readonly Named[]) {
  return series.filter(({ name }) => followed?.held.has(name))
}

/** The same object while nothing that is compared has changed, so that pages need not compare anew. */
function comparedAfter(known: ComparedRun, event: RunEvent, run: Run) {
  if (event.type === 'points') {
    const { isSure, ...readings } = grownReadings(known, withoutSystem(event.series), run.directions)
    return { compared: { run, ...readings }, isSure }
  }
  const compared = run === known.run ? known : { ...known, run }
  if (event.type === 'run-branched' && run.branches.length > known.run.branches.length)
    return { compared: { run, ...readingsBefore(known, event.branch.from) }, isSure: false }
  // Said anew which way is better: the other extreme may be the best.
  const before = JSON.stringify(Object.entries(known.run.directions).sort())
  return { compared, isSure: before === JSON.stringify(Object.entries(run.directions).sort()) }
}
