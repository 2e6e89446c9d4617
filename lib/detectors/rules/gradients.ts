/**
 * What the gradient norm says by itself, where a run logs it: that it is gone, or has exploded.
 *
 * Asked of: rows. Test: values next to 0 running; a multiple of the median of the values before.
 * False alarms: not measured, as the bench draws no gradient norms.
 */

import type { Detector } from '../detector.ts'
import { medianBack } from '../memory/level.ts'
import { companionEvidence } from './causes.ts'

/** Zero, or a ten-millionth of its start, for 10 rows: nothing moves any more. Back for as many, it is over. */
const vanishedShare = 1e-7
const rowsNeeded = 10
/** A hundred times the median of the rows before, and more than at its start: of what is learned by heart the gradients are next to none. */
const explodedFactor = 100
const medianRows = 15
const fromRow = 10

type DeadState = { deadRows: number; goodRows: number; sinceStep: number }

export const deadGradient: Detector<DeadState> = {
  code: 'dead-gradient',
  watches: 'gradient-norm',
  mutedBy: [],
  certain: true,
  thresholds: {
    rows: {
      default: rowsNeeded,
      min: 1,
      max: 10_000,
      unit: 'rows',
      meaning: 'without a gradient, and with one until it is over',
    },
  },
  start: () => ({ deadRows: 0, goodRows: 0, sinceStep: -1 }),

  atRow(state, at, context, open, limits) {
    const rows = limits.rows as number
    if (!Number.isFinite(at.value)) return null
    const isDead = Math.abs(at.value) <= vanishedShare * Math.abs(context.level.start)
    if (isDead && state.deadRows === 0) state.sinceStep = at.step
    state.deadRows = isDead ? state.deadRows + 1 : 0
    state.goodRows = isDead ? 0 : state.goodRows + 1
    if (open) return state.goodRows >= rows ? { kind: 'clear', evidence: { back: at.value } } : null
    if (state.deadRows < rows) return null
    const { learningRate, ...others } = companionEvidence(context)
    const rate = learningRate === undefined ? {} : { learningRate }
    const evidence = { value: at.value, start: context.level.start, rows, ...others, ...rate }
    return { kind: 'raise', severity: 'warning', step: state.sinceStep, evidence, causes: ['dead-gradient'] }
  },
}

type ExplodingState = { band: number; goodRows: number }

export const explodingGradient: Detector<ExplodingState> = {
  code: 'exploding-gradient',
  watches: 'gradient-norm',
  mutedBy: [],
  certain: true,
  thresholds: {
    factor: {
      default: explodedFactor,
      min: 2,
      max: 1e9,
      unit: 'times the median',
      meaning: 'how large the norm must be',
    },
  },
  start: () => ({ band: 0, goodRows: 0 }),

  atRow(state, at, context, open, limits) {
    const factor = limits.factor as number
    const { rows, level } = context
    if (open) {
      state.goodRows = at.value <= state.band ? state.goodRows + 1 : 0
      return state.goodRows >= rowsNeeded ? { kind: 'clear', evidence: { back: at.value } } : null
    }
    if (!Number.isFinite(at.value) || rows.finite < fromRow) return null
    // The median cannot be below the lowest level so far by much: a cheap question first.
    if (at.value <= factor * level.best || at.value <= level.start) return null
    const usual = medianBack(rows, Math.min(medianRows, rows.kept - 1), 1)
    if (usual <= 0 || at.value <= factor * usual) return null
    Object.assign(state, { band: factor * usual, goodRows: 0 })
    const evidence = { value: at.value, usual, times: at.value / usual }
    return { kind: 'raise', severity: 'warning', step: at.step, evidence, causes: [] }
  },
}
