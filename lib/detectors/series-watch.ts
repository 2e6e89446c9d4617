/** The watch over one series: its level, the memory of every detector, and the findings that are open. */
import type { Finding, Severity } from '../run.ts'
import type { Context, Detector, Observation, Verdict } from './detector.ts'
import { detectors } from './index.ts'
import { advance, type Level, startLevel } from './level.ts'
import type { SeriesRole } from './series-names.ts'

/** A finding that was closed may not open again within so many rows: a trouble at its threshold is no news each time. */
const reopenRows = 10

type Watched = { state: object; open: Finding | null; closedRow: number | null }

export type SeriesWatch = {
  name: string
  role: SeriesRole
  /** The training series of a validation series, as soon as there is one. */
  twin: string | null
  level: Level
  /** By the detector's code. */
  watched: Record<string, Watched>
}

export function startSeriesWatch(name: string, role: SeriesRole): SeriesWatch {
  return { name, role, twin: null, level: startLevel(), watched: {} }
}

export function copySeriesWatch(series: SeriesWatch): SeriesWatch {
  const watched: Record<string, Watched> = {}
  for (const { code, start } of detectors) {
    const known = series.watched[code]
    // A detector that is newer than a stored state begins with the next point.
    watched[code] = known
      ? { ...known, state: { ...known.state } }
      : { state: start(), open: null, closedRow: null }
  }
  return { ...series, level: { ...series.level, ring: series.level.ring.slice() }, watched }
}

/** One series during one event: what does not change from point to point is looked up once. */
export type Turn = {
  runId: string
  series: SeriesWatch
  context: Context
  slots: readonly Watched[]
  at: Observation
}

export function beginTurn(runId: string, series: SeriesWatch, context: Context): Turn {
  const slots = detectors.map(({ code }) => series.watched[code] as Watched)
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
    const slot = slots[i] as Watched
    const detector = detectors[i] as Detector
    const verdict = detector.look(slot.state, at, context, slot.open !== null)
    if (verdict) apply(turn, detector, slot, verdict, found)
  }
}

function apply(turn: Turn, detector: Detector, slot: Watched, verdict: Verdict, found: Finding[]): void {
  if (verdict.kind === 'raise') {
    if (isMuted(turn, detector, slot)) return
    slot.open = newFinding(turn, detector, verdict)
    found.push(slot.open)
    return
  }
  if (!slot.open) return
  const evidence = { ...slot.open.evidence, ...verdict.evidence }
  if (verdict.kind === 'update') {
    slot.open = { ...slot.open, evidence, causes: verdict.causes ?? slot.open.causes }
    found.push(slot.open)
    return
  }
  found.push({ ...slot.open, evidence, resolvedStep: turn.at.step })
  slot.open = null
  slot.closedRow = turn.at.row
}

function isMuted({ series, at }: Turn, detector: Detector, slot: Watched): boolean {
  if (slot.open) return true
  if (slot.closedRow !== null && at.row - slot.closedRow <= reopenRows) return true
  return detector.mutedBy.some((code) => series.watched[code]?.open)
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
