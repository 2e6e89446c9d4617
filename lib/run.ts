/** The nouns of Lossglass, and `applyEvent`, the one function that folds what happened into what is known. */
import type { AnnotationEvent } from './annotation.ts'
import { byName, copyByName } from './by-name.ts'
import type { ConsoleEvent } from './console/console-lines.ts'
import { type Editable, editedWith } from './edited.ts'
import type { Finding } from './finding.ts'
import { type Pause, paused, pausesOf, resumed } from './pause.ts'
import { seedIn } from './run-seed.ts'
import { emptySeries, type Series, type SeriesColumns, seriesBefore, withPoints } from './series.ts'

export { type Finding, type Severity, severities } from './finding.ts'

export type ParamValue = string | number | boolean
export type Params = Record<string, ParamValue>

export const runStatuses = ['running', 'paused', 'finished', 'failed', 'stopped', 'lost'] as const
export type RunStatus = (typeof runStatuses)[number]
export type EndedStatus = 'finished' | 'failed' | 'stopped'

/**
 * Which loss a run trains with: an id of `lib/losses`, or any other name. `dialect`: the library whose loss it is
 * (`torch`, `keras` …), as the same name is not the same loss everywhere.
 */
export type RunLoss = { id: string; params: Params; dialect?: string }

/** Which way a metric is better. */
export type Direction = 'higher' | 'lower'

/** What a source says of its run; everything but the id may be left out. */
export type RunDescription = {
  name: string
  project: string
  group: string | null
  tags: string[]
  seed: number | null
  /** Who sends it: `runner`, `client`, `http`, `mlflow` … */
  source: string
  params: Params
  loss: RunLoss | null
  /** Optimizer steps that the run means to take; with `stepsPerEpoch` the x axis by epoch and the time left. */
  plannedSteps: number | null
  stepsPerEpoch: number | null
  environment: Record<string, string>
  notes: string
  /** The series that speaks for the run; null where names are to tell. */
  mainMetric: string | null
  /** Which way is better, for series whose names do not tell. */
  directions: Record<string, Direction>
}

export type Run = RunDescription & {
  id: string
  status: RunStatus
  startedAt: number
  endedAt: number | null
  reason: string | null
  /** That its program was asked to stop: it hears so as long as the run goes on, whatever restarts or gets lost meanwhile. */
  stopAsked: StopAsked | null
  /** What it had beyond the steps from which it was resumed, oldest first. */
  branches: Branch[]
  /** When nothing was trained: it was paused, or had ended before it went on. Oldest first. */
  pauses: Pause[]
  /** What a person has changed of what its program says: the recorder lets programs change it no more. */
  edited: Editable[]
}

/** The points from step `from` to `to`, set aside when the run went on from there. Numbers begin at 1. */
export type Branch = { number: number; from: number; to: number; time: number }

/** By whom (`page`, `policy`), why, and when. */
export type StopAsked = { by: string; reason: string; time: number }

const controlActions = ['stop', 'pause', 'resume'] as const
export type ControlAction = (typeof controlActions)[number]

/** All that can happen to a run. Sources send the first four, annotations and the console, the recorder the others. */
export type RunEvent =
  | { type: 'run-started'; run: { id: string } & Partial<RunDescription>; time: number }
  | { type: 'points'; runId: string; series: SeriesColumns[] }
  | ({ type: 'control'; runId: string; action: 'stop'; done: false } & StopAsked)
  | { type: 'control'; runId: string; action: ControlAction; by: string; time: number; done: true }
  | { type: 'run-ended'; runId: string; status: EndedStatus; reason?: string; time: number }
  | { type: 'finding'; runId: string; finding: Finding }
  | { type: 'finding-acknowledged'; runId: string; findingId: string; time: number }
  | { type: 'run-lost'; runId: string; time: number }
  /** The run goes on from an earlier step: what it had from there on is set aside. */
  | { type: 'run-branched'; runId: string; branch: Branch }
  /** Without `by` a program says more of its run. */
  | { type: 'run-edited'; runId: string; changes: RunChanges; by?: 'person' }
  | { type: 'run-deleted'; runId: string }
  | AnnotationEvent
  | ConsoleEvent

/** What may change of a run: a person gives it another name, a program of another tool logs its parameters one by one. */
export type RunChanges = Partial<Pick<Run, 'name' | 'group' | 'tags' | 'notes' | 'params' | 'environment'>>

/** A run as known so far. */
export type RunView = { run: Run; series: Record<string, Series>; findings: Finding[] }

export function runIdOf(event: RunEvent): string {
  return event.type === 'run-started' ? event.run.id : event.runId
}

export function isEnded(run: Run): boolean {
  return run.status === 'finished' || run.status === 'failed' || run.status === 'stopped'
}

/** Whether its program goes on with it, as far as is known. */
export function isLive(run: Run): boolean {
  return run.status === 'running' || run.status === 'paused'
}

function newRun(id: string, startedAt: number): Run {
  return {
    id,
    name: id,
    project: 'default',
    group: null,
    tags: [],
    seed: null,
    source: 'http',
    params: {},
    loss: null,
    plannedSteps: null,
    stepsPerEpoch: null,
    environment: {},
    notes: '',
    mainMetric: null,
    directions: {},
    status: 'running',
    startedAt,
    endedAt: null,
    reason: null,
    stopAsked: null,
    branches: [],
    pauses: [],
    edited: [],
  }
}

/** Points of a lost run: its program is back. */
function heardAgain(run: Run, series: readonly SeriesColumns[]): Run {
  const at = Math.min(...series.flatMap(({ times }) => (times.length ? [times[0] as number] : [])))
  const pauses = resumed(pausesOf(run), Number.isFinite(at) ? at : (run.endedAt ?? 0))
  return { ...run, status: 'running', endedAt: null, reason: null, pauses }
}

/** What a program names as the seed, else what its parameters tell. */
function seedOf({ seed, params }: Run): Pick<Run, 'seed'> {
  return { seed: seed ?? seedIn(params) }
}

/** The run after an event: started, resumed, paused, lost, ended, edited. Null for an event of a run that never started. */
export function applyToRun(run: Run | null, event: RunEvent): Run | null {
  if (event.type === 'run-started') {
    const known = run ?? newRun(event.run.id, event.time)
    // A program that says again what it trains is still asked; one that begins anew is not.
    const stopAsked = isLive(known) ? known.stopAsked : null
    const pauses = resumed(pausesOf(known), event.time)
    const told = { ...known, ...event.run }
    return { ...told, ...seedOf(told), status: 'running', endedAt: null, reason: null, stopAsked, pauses }
  }
  if (!run || event.type === 'run-deleted') return null
  switch (event.type) {
    case 'points':
      return run.status === 'lost' ? heardAgain(run, event.series) : run
    case 'control':
      if (isEnded(run)) return run
      if (!event.done) {
        const { by, reason, time } = event
        return { ...run, stopAsked: run.stopAsked ?? { by, reason, time } }
      }
      if (event.action === 'pause')
        return {
          ...run,
          status: 'paused',
          pauses: paused(run.pauses, event.time, { why: 'paused', by: event.by }),
        }
      if (event.action !== 'resume') return run
      return { ...run, status: 'running', pauses: resumed(run.pauses, event.time) }
    case 'run-ended': {
      // A program that stops because it was asked need not repeat why.
      const asked = event.status === 'stopped' ? run.stopAsked : null
      const reason = event.reason ?? asked?.reason ?? null
      const pauses = resumed(run.pauses, event.time)
      return { ...run, status: event.status, endedAt: event.time, reason, pauses }
    }
    case 'run-lost':
      if (isEnded(run)) return run
      return { ...run, status: 'lost', endedAt: event.time, pauses: resumed(run.pauses, event.time) }
    case 'run-branched': {
      const isKnown = run.branches.some(({ number }) => number === event.branch.number)
      return isKnown ? run : { ...run, branches: [...run.branches, event.branch] }
    }
    case 'run-edited': {
      const edited = event.by === 'person' ? editedWith(run.edited, event.changes) : run.edited
      const changed = { ...run, ...event.changes, edited }
      return event.changes.params ? { ...changed, ...seedOf(changed) } : changed
    }
    default:
      return run
  }
}

function byTime(a: Finding, b: Finding): number {
  return a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1)
}

/** What is known after an event. Pure; the same event applied again changes nothing more. */
export function applyEvent(view: RunView | null, event: RunEvent): RunView | null {
  const run = applyToRun(view?.run ?? null, event)
  if (!run) return null
  const known = view ?? { run, series: byName<Series>(), findings: [] }
  switch (event.type) {
    case 'points': {
      const series = copyByName(known.series)
      for (const columns of event.series)
        series[columns.name] = withPoints(series[columns.name] ?? emptySeries(columns.name), columns)
      return { ...known, run, series }
    }
    case 'run-branched': {
      // Once only: what comes later has steps from there on as well.
      if (known.run.branches.length === run.branches.length) return { ...known, run }
      const kept = Object.values(known.series).map((series) => seriesBefore(series, event.branch.from))
      const series = byName(kept.filter(({ length }) => length > 0).map((one) => [one.name, one] as const))
      return { ...known, run, series }
    }
    case 'finding': {
      const before = known.findings.find((finding) => finding.id === event.finding.id)
      const others = known.findings.filter((finding) => finding !== before)
      const acknowledgedAt = event.finding.acknowledgedAt ?? before?.acknowledgedAt ?? null
      const findings = [...others, { ...event.finding, acknowledgedAt }]
      return { ...known, run, findings: findings.sort(byTime) }
    }
    case 'finding-acknowledged': {
      const findings = known.findings.map((finding) =>
        finding.id === event.findingId
          ? { ...finding, acknowledgedAt: finding.acknowledgedAt ?? event.time }
          : finding,
      )
      return { ...known, run, findings }
    }
    default:
      return { ...known, run }
  }
}
