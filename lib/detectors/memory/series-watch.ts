/** The watch over one series: its level, the memory of every detector, and the findings that are open. */
import type { Finding, Severity } from '../../run.ts'
import {
  type Context,
  type Detector,
  isGame,
  type Limits,
  type Observation,
  type RunFacts,
  type Verdict,
  type WatchedKind,
} from '../detector.ts'
import { detectorsOf } from '../index.ts'
import { advance } from './advance.ts'
import { type Level, startLevel } from './level.ts'

/** A finding that was closed may not open again within so many rows: a trouble at its threshold is no news each time. */
const reopenRows = 10

/** What is open: a finding without what its series and its code say already. */
export type Trouble = Pick<Finding, 'severity' | 'step' | 'raisedStep' | 'raisedAt' | 'evidence' | 'causes'>

export type SeriesWatch = {
  name: string
  kind: WatchedKind
  /** The training series of a validation series, as soon as there is one. */
  twin: string | null
  level: Level
  /** By the detector's code: its memory, its open finding, the row at which its last one was closed. */
  states: Record<string, object>
  open: Record<string, Trouble>
  closedRows: Record<string, number>
}

export function startSeriesWatch(name: string, kind: WatchedKind): SeriesWatch {
  return { name, kind, twin: null, level: startLevel(), states: {}, open: {}, closedRows: {} }
}

export function copySeriesWatch(series: SeriesWatch): SeriesWatch {
  const states: Record<string, object> = {}
  // Filled in from a fresh one, every state has the same hidden class, however it came to be: spreads have others, and
  // the compiled detectors would be thrown away for each (which halves their speed). A detector that is newer than a stored
  // watch begins with the next point.
  for (const { code, start } of detectorsOf(series.kind))
    states[code] = Object.assign(start(), series.states[code])
  return {
    ...series,
    level: Object.assign(startLevel(), series.level, { ring: series.level.ring.slice() }),
    states,
    open: { ...series.open },
    closedRows: { ...series.closedRows },
  }
}

/** By the facts of a run, which thousands of its series share. */
const knownLimits = new WeakMap<RunFacts, Map<Detector, Limits>>()

/** The thresholds of a detector as they are set for a run. */
function limitsOf(detector: Detector, facts: RunFacts): Limits {
  const ofFacts = knownLimits.get(facts) ?? new Map<Detector, Limits>()
  knownLimits.set(facts, ofFacts)
  const known = ofFacts.get(detector)
  if (known) return known
  const set = facts.thresholds?.[detector.code]
  const limits = Object.fromEntries(
    Object.entries(detector.thresholds).map(([name, { default: usual }]) => [name, set?.[name] ?? usual]),
  )
  ofFacts.set(detector, limits)
  return limits
}

type Slot = {
  detector: Detector
  state: object
  isOpen: boolean
  /** Something is open that mutes it. */
  isSilenced: boolean
  limits: Limits
}

/** One series during one event: what does not change from point to point is looked up once. */
export type Turn = {
  runId: string
  series: SeriesWatch
  context: Context
  slots: readonly Slot[]
  at: Observation
}

export function beginTurn(runId: string, series: SeriesWatch, context: Context): Turn {
  const slots = detectorsOf(series.kind).map((detector) => ({
    detector,
    state: series.states[detector.code] as object,
    isOpen: detector.code in series.open,
    isSilenced: false,
    limits: limitsOf(detector, context.facts),
  }))
  silence({ series, slots })
  return { runId, series, context, slots, at: { row: 0, step: 0, value: 0, time: 0 } }
}

/** Takes in one point and adds what the detectors have to say to `found`. */
export function takePoint(turn: Turn, step: number, value: number, time: number, found: Finding[]): void {
  const { series, at, slots, context } = turn
  at.row = series.level.rows
  at.step = step
  at.value = value
  at.time = time
  advance(series.level, step, value)
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as Slot
    context.isSilenced = slot.isSilenced
    const verdict = slot.detector.look(slot.state, at, context, slot.isOpen, slot.limits)
    if (verdict) apply(turn, slot, verdict, found)
  }
}

function apply(turn: Turn, slot: Slot, verdict: Verdict, found: Finding[]): void {
  const { detector } = slot
  const { open } = turn.series
  const { code } = detector
  if (verdict.kind === 'raise') {
    if (slot.isOpen || isMuted(turn, slot)) return
    const trouble = newTrouble(turn, detector, verdict)
    open[code] = trouble
    slot.isOpen = true
    found.push(findingOf(turn, code, trouble))
    endSigns(turn, code, found)
    silence(turn)
    return
  }
  const known = open[code]
  if (!known) return
  const evidence = { ...known.evidence, ...verdict.evidence }
  if (verdict.kind === 'update') {
    // What is muted gets no louder.
    const wanted = slot.isSilenced ? known.severity : (verdict.severity ?? known.severity)
    const severity = severityOf(turn, detector, wanted)
    const trouble = { ...known, evidence, severity, causes: verdict.causes ?? known.causes }
    open[code] = trouble
    found.push(findingOf(turn, code, trouble))
    return
  }
  close(turn, slot, { ...known, evidence }, found)
  silence(turn)
}

function close({ series, at, runId }: Turn, slot: Slot, trouble: Trouble, found: Finding[]): void {
  const { code } = slot.detector
  delete series.open[code]
  series.closedRows[code] = at.row
  slot.isOpen = false
  found.push(findingOf({ series, runId }, code, trouble, at.step))
}

/** What was only a piece of information, and is silenced by what is found now, was its first sign. */
function endSigns(turn: Turn, code: string, found: Finding[]): void {
  for (const slot of turn.slots) {
    const sign = turn.series.open[slot.detector.code]
    if (sign?.severity !== 'info' || !slot.detector.mutedBy.includes(code)) continue
    close(turn, slot, { ...sign, evidence: { ...sign.evidence, worsened: 1 } }, found)
  }
}

/** Who is silenced changes only with what is open. */
function silence({ series, slots }: Pick<Turn, 'series' | 'slots'>): void {
  for (const slot of slots) slot.isSilenced = slot.detector.mutedBy.some((code) => code in series.open)
}

function isMuted({ series, context, at }: Turn, { detector, isSilenced }: Slot): boolean {
  const closedRow = series.closedRows[detector.code]
  if (context.facts.muted?.includes(detector.code)) return true
  if (closedRow !== undefined && at.row - closedRow <= reopenRows) return true
  return isSilenced
}

function newTrouble(turn: Turn, detector: Detector, raise: Verdict & { kind: 'raise' }): Trouble {
  const { step, evidence, causes } = raise
  const severity = severityOf(turn, detector, raise.severity)
  return { severity, step, raisedStep: turn.at.step, raisedAt: turn.at.time, evidence, causes }
}

function findingOf(
  { runId, series: { name } }: Pick<Turn, 'runId' | 'series'>,
  code: string,
  trouble: Trouble,
  resolvedStep: number | null = null,
): Finding {
  const id = `${runId}:${code}:${name}:${trouble.step}`
  return { id, runId, code, series: name, ...trouble, resolvedStep, acknowledgedAt: null }
}

function severityOf({ context }: Turn, detector: Detector, severity: Severity): Severity {
  const mayBeHarmless = context.role.component || isGame(context)
  return mayBeHarmless && !detector.certain ? 'info' : severity
}
