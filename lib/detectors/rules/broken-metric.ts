/** NaN or ±Infinity in what is no loss: a note, since a score may be undefined and a loss scaler overflows now and then. */
import type { Detector } from '../detector.ts'

/** Of the gradient norm so many NaN running mean that no update is one any more. */
const rowsNeeded = 10
const recoveredRows = 10

/** `bad`: values running that are NaN; an infinite one is neither good nor a step towards a broken gradient. */
type State = { count: number; bad: number; goodRows: number; lastStep: number }

const start = (): State => ({ count: 0, bad: 0, goodRows: 0, lastStep: -1 })

function counted(state: State, step: number, value: number): void {
  if (Number.isFinite(value)) {
    state.goodRows++
    state.bad = 0
    return
  }
  state.count++
  state.goodRows = 0
  state.lastStep = step
  state.bad = Number.isNaN(value) ? state.bad + 1 : 0
}

export const brokenMetric: Detector<State> = {
  code: 'broken-metric',
  watches: 'metric',
  mutedBy: [],
  certain: true,
  thresholds: {},
  start,

  look(state, at, context, open) {
    counted(state, at.step, at.value)
    const evidence = { count: state.count, lastBadStep: state.lastStep }
    if (Number.isFinite(at.value))
      return open && state.goodRows >= recoveredRows ? { kind: 'clear', evidence } : null
    if (!open && context.isLossBroken()) return null
    if (!open)
      return {
        kind: 'raise',
        severity: 'info',
        step: at.step,
        evidence: { value: at.value, ...evidence },
        causes: [],
      }
    // Told anew only at 10, 100, 1000 …
    return Number.isInteger(Math.log10(state.count)) ? { kind: 'update', evidence } : null
  },
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

  look(state, at, _context, open, limits) {
    counted(state, at.step, at.value)
    const evidence = { count: state.count, lastBadStep: state.lastStep }
    if (Number.isFinite(at.value))
      return open && state.goodRows >= recoveredRows ? { kind: 'clear', evidence } : null
    const isBroken = state.bad >= (limits.rows as number)
    const severity = isBroken ? 'critical' : 'info'
    if (!open) {
      const raised = { value: at.value, running: state.bad, ...evidence }
      return { kind: 'raise', severity, step: at.step, evidence: raised, causes: [] }
    }
    if (state.bad === limits.rows)
      return { kind: 'update', severity, evidence: { value: at.value, running: state.bad, ...evidence } }
    return Number.isInteger(Math.log10(state.count)) ? { kind: 'update', evidence } : null
  },
}
