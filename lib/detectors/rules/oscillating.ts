/**
 * The loss goes up and down by a large part of what it has gained.
 *
 * Asked of: bins. Test: how many of the last 20 turn, and how wide their steps are.
 * False alarms: 2 notes in 12 million rows of noise (`npm run bench -- noise`).
 */

import { type Detector, isBatchBin } from '../detector.ts'
import { countBits } from '../memory/bits.ts'
import { isAtItsMaximum } from '../memory/companions.ts'
import { type Level, noise, progress, zerolessBins } from '../memory/level.ts'
import { companionEvidence } from './causes.ts'

/** Rows that turn, up then down or down then up: 8 of the last 20. Pure noise turns at two of three. */
const windowRows = 20
const turnsNeeded = 8
const turnsToClear = 5
/** Seven steps of ten are over a quarter of the progress, and of a quarter of the start at least: noisy validation has half of them. */
const wideNeeded = 0.7 * windowRows
const swingShare = 0.25
const startShare = 0.25
/** A loss below zero has no start to take a share of: progress of fewer sigmas than that is noise. */
const signedSigmas = 6
const windowBits = 2 ** windowRows - 1

/** The last rows as bits: 1 is a turn, or a wide step. */
type State = { turns: number; wide: number; last: number; before: number; seen: number }

export const oscillating: Detector<State> = {
  code: 'oscillating',
  mutedBy: ['non-finite'],
  certain: false,
  thresholds: {
    turns: {
      default: turnsNeeded,
      min: 5,
      max: windowRows,
      unit: `of ${windowRows} rows`,
      meaning: 'rows that turn',
    },
    swing: {
      default: swingShare,
      min: 0.05,
      max: 10,
      unit: 'of the progress',
      meaning: `how wide ${wideNeeded} of ${windowRows} steps must be`,
    },
  },
  start: () => ({ turns: 0, wide: 0, last: 0, before: 0, seen: 0 }),

  coarsen(state) {
    Object.assign(state, { turns: 0, wide: 0, seen: 0 })
  },

  atBin(state, at, context, open, limits) {
    const { level } = context
    if (!Number.isFinite(at.value)) return null
    const step = at.value - state.last
    const isTurn = state.seen > 1 && (state.last - state.before) * step < 0
    const isWide = state.seen > 0 && Math.abs(step) > (limits.swing as number) * yardOf(level)
    state.turns = ((state.turns << 1) | (isTurn ? 1 : 0)) & windowBits
    state.wide = ((state.wide << 1) | (isWide ? 1 : 0)) & windowBits
    state.before = state.last
    state.last = at.value
    state.seen++
    if (!open && (state.seen < windowRows || state.wide === 0)) return null
    const turns = countBits(state.turns)
    const wide = countBits(state.wide)
    if (open) return turns < turnsToClear || wide < turnsToClear ? { kind: 'clear' } : null
    // What batches differ by is no swing of the run.
    if (turns < (limits.turns as number) || wide < wideNeeded || isBatchBin(context)) return null
    return {
      kind: 'raise',
      severity: 'info',
      step: at.step,
      evidence: {
        swing: Math.abs(step),
        turns,
        rows: windowRows,
        progress: progress(level),
        ...companionEvidence(context),
      },
      causes: isAtItsMaximum(context.learningRate) ? ['learning-rate-too-high'] : [],
    }
  },
}

function yardOf(level: Level): number {
  if (!level.zeroless) return Math.max(progress(level), startShare * Math.abs(level.start))
  return level.n < zerolessBins
    ? Number.POSITIVE_INFINITY
    : Math.max(progress(level), signedSigmas * noise(level))
}
