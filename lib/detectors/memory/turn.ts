/** A series whose points are shown to its detectors, and what becomes of their verdicts: who may speak, what opens and closes. */
import type { Finding, Severity } from '../../run.ts'
import {
  type Context,
  type Detector,
  isGame,
  type Limits,
  type Observation,
  type RunFacts,
  type Verdict,
} from '../detector.ts'
import { detectorsOf } from '../index.ts'
import { advance } from './advance.ts'
import { coarsen } from './coarsen.ts'
import { mostBins } from './level.ts'
import type { SeriesWatch, Trouble } from './series-watch.ts'

/** A finding that was closed may not open again within this many rows or bins: a trouble at its threshold is no news each time. */
const reopenLooks = 10

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
  /** Those that are asked of every row, of which there are fewer. */
  rowSlots: readonly Slot[]
  at: Observation
  bin: Observation
}

/** The detectors of a series with their memories, ready to be shown its next points. */
export function beginTurn(runId: string, series: SeriesWatch, context: Context): Turn {
  const slots = detectorsOf(series.kind).map((detector) => ({
    detector,
    state: series.states[detector.code] as object,
    isOpen: detector.code in series.open,
    isSilenced: false,
    limits: limitsOf(detector, context.facts),
  }))
  silence({ series, slots })
  const at = { row: 0, step: 0, value: 0, time: 0 }
  const rowSlots = slots.filter(({ detector }) => detector.atRow)
  return { runId, series, context, slots, rowSlots, at, bin: { ...at } }
}

/** Takes in one point and adds what the detectors have to say to `found`. */
export function takePoint(turn: Turn, step: number, value: number, time: number, found: Finding[]): void {
  const { series, at, bin } = turn
  at.row = series.rows.count
  at.step = step
  at.value = value
  at.time = time
  const binIsFull = advance(series, step, value)
  if (!binIsFull) {
    for (let i = 0; i < turn.rowSlots.length; i++) askOfRow(turn, turn.rowSlots[i] as Slot, found)
    return
  }
  Object.assign(bin, at)
  bin.value = series.level.mean
  for (let i = 0; i < turn.slots.length; i++) {
    const slot = turn.slots[i] as Slot
    askOfRow(turn, slot, found)
    askOfBin(turn, slot, found)
  }
  if (series.level.n >= mostBins) coarsenAll(turn)
}

function askOfRow(turn: Turn, slot: Slot, found: Finding[]): void {
  turn.context.isSilenced = slot.isSilenced
  const verdict = slot.detector.atRow?.(slot.state, turn.at, turn.context, slot.isOpen, slot.limits)
  if (verdict) apply(turn, slot, verdict, 1, found)
}

function askOfBin(turn: Turn, slot: Slot, found: Finding[]): void {
  turn.context.isSilenced = slot.isSilenced
  const verdict = slot.detector.atBin?.(slot.state, turn.bin, turn.context, slot.isOpen, slot.limits)
  if (verdict) apply(turn, slot, verdict, turn.series.level.binRows, found)
}

/** Adds what is to be said of open troubles once no more points come. */
export function endSeries(turn: Turn, found: Finding[]): void {
  for (const slot of turn.slots) {
    const verdict = slot.isOpen ? slot.detector.atEnd?.(slot.state) : null
    if (verdict) apply(turn, slot, verdict, 1, found)
  }
}

function coarsenAll({ series, slots }: Turn): void {
  coarsen(series.level)
  for (const { detector, state } of slots) detector.coarsen?.(state)
}

/** `rows`: those that were looked at at once. */
function apply(turn: Turn, slot: Slot, verdict: Verdict, rows: number, found: Finding[]): void {
  const { detector } = slot
  const { open } = turn.series
  const { code } = detector
  if (verdict.kind === 'raise') {
    if (slot.isOpen || isMuted(turn, slot, rows)) return
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
    if (sign?.severity !== 'info' || !isMutedBy(slot.detector, code, turn.series.open)) continue
    close(turn, slot, { ...sign, evidence: { ...sign.evidence, worsened: 1 } }, found)
  }
}

/** Who is silenced changes only with what is open. */
function silence({ series, slots }: Pick<Turn, 'series' | 'slots'>): void {
  const codes = Object.keys(series.open)
  for (const slot of slots)
    slot.isSilenced = codes.some((code) => isMutedBy(slot.detector, code, series.open))
}

function isMutedBy({ mutedBy, mutedByWarnings }: Detector, code: string, open: SeriesWatch['open']): boolean {
  if (mutedBy.includes(code)) return true
  return mutedByWarnings?.includes(code) === true && open[code]?.severity !== 'info'
}

function isMuted({ series, context, at }: Turn, { detector, isSilenced }: Slot, rows: number): boolean {
  const closedRow = series.closedRows[detector.code]
  if (context.facts.muted?.includes(detector.code)) return true
  if (closedRow !== undefined && at.row - closedRow <= reopenLooks * rows) return true
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
