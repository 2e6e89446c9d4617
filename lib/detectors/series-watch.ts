/** The watch over one series: its level, the memory of every detector, and the findings that are open. */
import type { Finding, Severity } from '../run.ts'
import { advance } from './advance.ts'
import type { Context, Detector, Limits, Observation, RunFacts, Verdict, WatchedKind } from './detector.ts'
import { detectorsOf } from './index.ts'
import { type Level, startLevel } from './level.ts'

/** A finding that was closed may not open again within so many rows: a trouble at its threshold is no news each time. */
const reopenRows = 10

export type SeriesWatch = {
  name: string
  kind: WatchedKind
  /** The training series of a validation series, as soon as there is one. */
  twin: string | null
  level: Level
  /** By the detector's code: its memory, its open finding, the row at which its last one was closed. */
  states: Record<string, object>
  open: Record<string, Finding>
  closedRows: Record<string, number>
}

export function startSeriesWatch(name: string, kind: WatchedKind): SeriesWatch {
  return { name, kind, twin: null, level: startLevel(), states: {}, open: {}, closedRows: {} }
}

export function copySeriesWatch(series: SeriesWatch): SeriesWatch {
  const states: Record<string, object> = {}
  // A detector that is newer than a stored state begins with the next point.
  for (const { code, start } of detectorsOf(series.kind))
    states[code] = { ...(series.states[code] ?? start()) }
  return {
    ...series,
    level: { ...series.level, ring: series.level.ring.slice() },
    states,
    open: { ...series.open },
    closedRows: { ...series.closedRows },
  }
}

/** The thresholds of a detector as they are set for a run. */
function limitsOf({ code, thresholds }: Detector, facts: RunFacts): Limits {
  const set = facts.thresholds?.[code]
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, threshold]) => [name, set?.[name] ?? threshold.default]),
  )
}

type Slot = { detector: Detector; state: object; isOpen: boolean; limits: Limits }

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
    limits: limitsOf(detector, context.facts),
  }))
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
    const verdict = slot.detector.look(slot.state, at, context, slot.isOpen, slot.limits)
    if (verdict) apply(turn, slot, verdict, found)
  }
}

function apply(turn: Turn, slot: Slot, verdict: Verdict, found: Finding[]): void {
  const { detector } = slot
  const { open, closedRows } = turn.series
  const { code } = detector
  if (verdict.kind === 'raise') {
    if (slot.isOpen || isMuted(turn, detector)) return
    const finding = newFinding(turn, detector, verdict)
    open[code] = finding
    slot.isOpen = true
    found.push(finding)
    endSigns(turn, code, found)
    return
  }
  const known = open[code]
  if (!known) return
  const evidence = { ...known.evidence, ...verdict.evidence }
  if (verdict.kind === 'update') {
    // What is muted gets no louder.
    const wanted = isSilenced(turn, detector) ? known.severity : (verdict.severity ?? known.severity)
    const severity = severityOf(turn, detector, wanted)
    const finding = { ...known, evidence, severity, causes: verdict.causes ?? known.causes }
    open[code] = finding
    found.push(finding)
    return
  }
  delete open[code]
  closedRows[code] = turn.at.row
  slot.isOpen = false
  found.push({ ...known, evidence, resolvedStep: turn.at.step })
}

/** What was only a piece of information, and is silenced by what is found now, was its first sign. */
function endSigns({ slots, series, at }: Turn, code: string, found: Finding[]): void {
  for (const slot of slots) {
    const sign = series.open[slot.detector.code]
    if (sign?.severity !== 'info' || !slot.detector.mutedBy.includes(code)) continue
    delete series.open[slot.detector.code]
    series.closedRows[slot.detector.code] = at.row
    slot.isOpen = false
    found.push({ ...sign, evidence: { ...sign.evidence, worsened: 1 }, resolvedStep: at.step })
  }
}

function isMuted(turn: Turn, detector: Detector): boolean {
  const closedRow = turn.series.closedRows[detector.code]
  if (turn.context.facts.muted?.includes(detector.code)) return true
  if (closedRow !== undefined && turn.at.row - closedRow <= reopenRows) return true
  return isSilenced(turn, detector)
}

function isSilenced({ series }: Turn, detector: Detector): boolean {
  return detector.mutedBy.some((code) => code in series.open)
}

function newFinding(turn: Turn, detector: Detector, raise: Verdict & { kind: 'raise' }): Finding {
  const { runId, series, at } = turn
  return {
    id: `${runId}:${detector.code}:${series.name}:${raise.step}`,
    runId,
    code: detector.code,
    severity: severityOf(turn, detector, raise.severity),
    series: series.name,
    step: raise.step,
    raisedStep: at.step,
    raisedAt: at.time,
    evidence: raise.evidence,
    causes: raise.causes,
    resolvedStep: null,
    acknowledgedAt: null,
  }
}

function severityOf({ context }: Turn, detector: Detector, severity: Severity): Severity {
  const { role, facts } = context
  const mayBeHarmless = role.component || role.ganLike || facts.tags.includes('gan')
  return mayBeHarmless && !detector.certain ? 'info' : severity
}
