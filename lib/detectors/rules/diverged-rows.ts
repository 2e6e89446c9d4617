/** What single rows tell of a divergence: how high they are, and that nearly all of the last are. */

import type { Context, Limits } from '../detector.ts'
import { countBits } from '../memory/bits.ts'
import { type Level, levelBins, lostShare, medianBack, progress, startOfRise } from '../memory/level.ts'
import { beyondWander, noiseBefore, wanderOf } from '../memory/noise.ts'
import type { Rows } from '../memory/rows.ts'
import {
  aboveStart,
  hasLearned,
  highSigmas,
  isTwinImproving,
  lostSigmas,
  mayBeLone,
  mayRiseWithRate,
  standsSinceSecond,
  startErrors,
  yardOf,
} from './above-start.ts'

/**
 * Height above the start, in units of max(progress, half the start, 12 sigma): over 3 for 3 rows running, over 10 for 2,
 * over 100 for 1. The higher, the less it needs a second look. Two rows over 3 are enough where something was learned: a first value that
 * is low by chance is no yardstick then.
 */
export const heights = { over3: 3, over10: 10, over100: 100 }
const heightRows = { over3: 3, over10: 2, over100: 1 }
const learnedRows = 2
const startShare = 0.5
const heightSigmas = 12
/** Of a long series that has learned 29 of the last 32 rows: sooner than its wide bins can tell. */
const lastRows = 32
const rowsNeeded = 29
/**
 * Where the loss's chance level is known, a run may have diverged before its first value: over 100 times that level on two rows,
 * or over 100,000 times on one (a first print of 4,000 times that heals has been seen). Back below ten times, it is over.
 */
const farFromChance = 100
const farRowsNeeded = 2
const absurdlyFar = 1e5
const nearChance = 10

export type RowState = {
  /** Rows running above each of `heights`. */
  over3: number
  over10: number
  over100: number
  /** The last 32 rows as bits: 1 is above the start. */
  rowBits: number
  /** Rows running far above the chance level; and back below the start since it was raised. */
  farRows: number
  backRows: number
}

export function startRowState(): RowState {
  return { over3: 0, over10: 0, over100: 0, rowBits: 0, farRows: 0, backRows: 0 }
}

/** Moves the counters of heights; true when the run has diverged. */
export function isFarAbove(
  state: RowState,
  value: number,
  { rows, level, role, twin }: Context,
  { over3 = heights.over3, over10 = heights.over10, over100 = heights.over100 }: Limits,
): boolean {
  const height = heightOf(value - startOfRise(level), rows, level)
  state.over3 = height > over3 ? state.over3 + 1 : 0
  state.over10 = height > over10 ? state.over10 + 1 : 0
  state.over100 = height > over100 ? state.over100 + 1 : 0
  if (state.over100 >= heightRows.over100) return true
  if (level.lowStart || (role.component && !hasLearned(level))) return false
  if (state.over10 >= heightRows.over10 && !standsSinceSecond(level)) return true
  // Validation that rises while training goes on well is overfitting, unless it rises out of all proportion.
  if (state.over3 < learnedRows || isTwinImproving(level, twin)) return false
  if (state.over3 < heightRows.over3 && !hasLearned(level)) return false
  return !mayBeLone(level, value, noiseBefore(rows, levelBins(level)))
}

function heightOf(above: number, rows: Rows, level: Level): number {
  if (above <= 0) return 0
  const unit = Math.max(progress(level), startShare * yardOf(level))
  // A start of exactly 0 (a masked NaN, an empty first print) measures nothing until there is progress.
  if (unit === 0) return 0
  // The noise is dear to measure, and it can only make the height smaller.
  if (above <= unit) return above / unit
  return above / Math.max(unit, heightSigmas * noiseBefore(rows, levelBins(level)))
}

/** Moves the counter of rows above the start; true when a long series stays there that had learned. */
export function staysAbove(state: RowState, value: number, context: Context): boolean {
  const { rows, level, role, twin } = context
  const above = value - startOfRise(level)
  const isAbove = above > 0 && above > aboveStart * yardOf(level)
  state.rowBits = (state.rowBits << 1) | (isAbove ? 1 : 0)
  if (!isAbove || level.binRows === 1 || countBits(state.rowBits) < rowsNeeded) return false
  if (role.component || level.landing !== null || !hasLearned(level)) return false
  if (isTwinImproving(level, twin) || mayRiseWithRate(context)) return false
  const now = medianBack(rows, lastRows)
  const sigma = noiseBefore(rows, lastRows)
  const lost = now - level.best
  if (lost < beyondWander * wanderOf({ ...rows, binRows: 1 })) return false
  const high = highSigmas * sigma + startErrors * level.startError
  return now - startOfRise(level) > high && lost > lostSigmas * sigma
}

/** A series that has learned is back as soon as this many rows running have won back half of its progress, however wide its bins are. */
const backRowsNeeded = 32
const backShare = 0.5

/** Moves the counter of rows that are back; true when there are enough. */
export function isBackByRows(state: RowState, value: number, level: Level): boolean {
  const isBack = hasLearned(level) && progress(level) > 0 && lostShare(level, value) < backShare
  state.backRows = isBack ? state.backRows + 1 : 0
  return state.backRows >= backRowsNeeded
}

/** How many times the chance level a value is; 0 where that level is not known or no yardstick. */
export function timesChanceLevel(value: number, { facts: { chanceLevel }, role }: Context): number {
  return chanceLevel !== null && chanceLevel > 0 && !role.component ? value / chanceLevel : 0
}

/** Moves the counter of rows far from the chance level; true when there are enough. */
export function isFarFromChance(state: RowState, timesChance: number): boolean {
  state.farRows = timesChance > farFromChance ? state.farRows + 1 : 0
  return state.farRows >= farRowsNeeded || timesChance > absurdlyFar
}

/** Whether what was far from the chance level is over. */
export function isNearChance(timesChance: number): boolean {
  return timesChance < nearChance
}
