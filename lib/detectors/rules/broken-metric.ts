/**
 * NaN or ±Infinity in a series that is no loss: a note, since a score may be undefined, and a loss scaler overflows now and then.
 *
 * Asked of: rows. Test: the value is not finite; of a gradient norm, how often.
 * False alarms: none, as noise is always finite.
 */
import type { Severity } from '../../run.ts'
import type { Detector, Evidence, Verdict } from '../detector.ts'
import { rowsToRecover } from './recovered.ts'

/** Of the gradient norm this many NaN running mean that no update is one any more. */
const rowsNeeded = 10

/** Infinite values running, this many times as NaN, are a warning: a loss scaler finds its scale much sooner. */
const infiniteFactor = 3
/** Of as many values, forgotten by and by, half that are NaN weigh as much as that many running. */
const enough = 0.78

/** `weight`: how many of the last values were NaN; `running`: values running that are not finite; `pause`: the most finite ones between. */
type State = {
  count: number
  weight: number
  running: number
  goodRows: number
  pause: number
  lastStep: number
  told: string
}

const start = (): State => ({
  count: 0,
  weight: 0,
  running: 0,
  goodRows: 0,
  pause: 0,
  lastStep: -1,
  told: '',
})

function counted(state: State, step: number, value: number, rows: number): void {
  state.weight = state.weight * (1 - 1 / (2 * rows)) + (Number.isNaN(value) ? 1 : 0)
  state.running = Number.isFinite(value) ? 0 : state.running + 1
  if (Number.isFinite(value)) {
    state.goodRows++
    return
  }
  if (state.count > 0) state.pause = Math.max(state.pause, state.goodRows)
  state.goodRows = 0
  state.count++
  state.lastStep = step
}

/** How loud it is that a gradient norm is not finite. */
function gradientSeverity({ weight, running }: State, rows: number): Severity {
  if (weight >= enough * rows) return 'critical'
  return running >= infiniteFactor * rows ? 'warning' : 'info'
}

export const brokenMetric: Detector<State> = {
  code: 'broken-metric',
  watches: 'metric',
  mutedBy: [],
  certain: true,
  thresholds: {},
  start,

  atRow(state, at, context, open) {
    counted(state, at.step, at.value, rowsNeeded)
    const evidence = { count: state.count, lastBadStep: state.lastStep }
    if (Number.isFinite(at.value))
      return open && state.goodRows >= rowsToRecover(state.pause) ? { kind: 'clear', evidence } : null
    if (!open && context.isLossBroken()) return null
    // Of several gradient norms, one for each layer, all but the first come here.
    const isNorm = context.role.kind === 'gradient-norm'
    const severity = isNorm ? gradientSeverity(state, rowsNeeded) : 'info'
    if (!open)
      return {
        kind: 'raise',
        severity,
        step: at.step,
        evidence: { value: at.value, ...evidence },
        causes: [],
      }
    if (severity !== 'info') return louder(state, severity, evidence)
    // Told anew only at 10, 100, 1000 …
    return Number.isInteger(Math.log10(state.count)) ? { kind: 'update', evidence } : null
  },
}

/** It gets louder once; then it is told anew at 100, 1000 … only. */
function louder(state: State, severity: Severity, evidence: Evidence): Verdict | null {
  const isTold = state.told === severity
  state.told = severity
  return isTold && !Number.isInteger(Math.log10(state.count)) ? null : { kind: 'update', severity, evidence }
}

export const brokenGradient: Detector<State> = {
  code: 'broken-gradient',
  watches: 'gradient-norm',
  mutedBy: [],
  certain: true,
  thresholds: {
    rows: {
      default: rowsNeeded,
      min: 2,
      max: 10_000,
      unit: 'rows',
      meaning: 'NaN running until it is critical; fewer, or infinite ones, are a note',
    },
  },
  start,

  atRow(state, at, _context, open, limits) {
    const rows = limits.rows as number
    counted(state, at.step, at.value, rows)
    const evidence = { count: state.count, lastBadStep: state.lastStep }
    if (Number.isFinite(at.value))
      return open && state.goodRows >= rowsToRecover(state.pause) ? { kind: 'clear', evidence } : null
    const severity = gradientSeverity(state, rows)
    const said = { value: at.value, running: state.running, ...evidence }
    if (!open) return { kind: 'raise', severity, step: at.step, evidence: said, causes: [] }
    if (severity !== 'info') return louder(state, severity, said)
    return Number.isInteger(Math.log10(state.count)) ? { kind: 'update', evidence } : null
  },
}
