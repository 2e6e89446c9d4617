/** Whether a loss still stands near its start: by a share of it, or, where that says nothing, by its noise. */

import type { Context, Limits } from '../detector.ts'
import { isNarrow } from '../memory/far-from-zero.ts'
import {
  type Level,
  levelBins,
  medianBack,
  mostBins,
  noise,
  progress,
  trendOf,
  zerolessBins,
} from '../memory/level.ts'
import { stepNoise } from '../memory/noise.ts'
import { meanBack } from '../memory/rise.ts'
import { clearFall } from './standing.ts'

/** Validation beside training that has learned has dropped by this share of its start, where it has learned too. */
const besideLearning = 0.03
/** Validation that has risen by a quarter stands no more: that is told by others. */
const risenBesideTraining = 1.25
/** In a long series a clear drop of this share counts that came after the first nine rows. */
const settledDrop = 0.04
const settledErrors = 3
const longBins = 16
/** Of a loss below zero: progress below 6 sigma is the best of much noise, and 2 sigma from a single first value its luck. */
const signedProgress = 6
const signedDrop = 2

/**
 * Whether a loss stands about where it started. A signed loss has no zero to take a share of: there, progress within its noise is
 * none. Validation beside training that has learned has learned less, as a rule: it must stand where it started.
 */
export function isNearStart(context: Context, limits: Limits): boolean {
  const { level, twin, facts } = context
  const drop = limits.drop as number
  const hasTwinLearned = twin !== null && progress(twin) >= learning(twin, drop)
  // A model that had learned before its first evaluation has its start where it arrived.
  if (hasTwinLearned && fallOfTwin(context) < learning(twin, drop)) return false
  if (twin !== null && beganBelow(level, twin, drop)) return false
  if (level.zeroless) return isWithinNoise(level)
  if (hasFallenSinceFirst(level)) return false
  if (twin !== null && levelOf(level) > risenBesideTraining * level.start) return false
  // What was learned before the first value counts too, where a guess is known.
  if (facts.chanceLevel !== null && level.now < (1 - drop) * facts.chanceLevel) return false
  const least = hasTwinLearned ? Math.min(drop, besideLearning) : drop
  return level.start - levelOf(level) < least * level.start
}

/** Whether validation has fallen for sure, by what noise hides in the batches of training: below its start, and below a guess. */
export function hasLearnedBeside({ facts, validation }: Context): boolean {
  const level = validation()
  if (level === null || level.zeroless) return false
  const from = Math.min(level.start, facts.chanceLevel ?? level.start)
  return level.now <= (1 - besideLearning) * from && trendOf(level, mostBins) <= clearFall
}

/** Of a long series the median of more bins: its noise may be as large as what it has learned. */
function levelOf(level: Level): number {
  return level.binRows > 1 ? medianBack(level, longBins) : level.now
}

/** The first evaluation was already far below where training began: all that could be learned may have been by then. */
function beganBelow(level: Level, twin: Level, drop: number): boolean {
  return !level.zeroless && !twin.zeroless && level.start < (1 - drop) * twin.start
}

/** What a fall must be to have learned something. */
function learning(level: Level, drop: number): number {
  const isShareless = level.zeroless || isNarrow(level)
  return isShareless ? signedProgress * noise(level) : drop * Math.abs(level.start)
}

function isWithinNoise(level: Level): boolean {
  const sigma = stepNoise(level, levelBins(level))
  // The very first value may lie far above the rest of what never learns.
  const start = Math.min(level.start, level.settled ?? level.ofFirst)
  if (level.n < zerolessBins || start - level.best > signedProgress * sigma) return false
  return start - level.now <= signedDrop * sigma
}

/** What never learns drops within a few rows, and stands. */
function hasFallenSinceFirst(level: Level): boolean {
  const { settled, settledError } = level
  if (settled === null) return false
  const fall = settled - levelOf(level)
  return fall >= settledDrop * settled && fall >= settledErrors * settledError
}

/** How far training has fallen since the first evaluation. */
function fallOfTwin({ rows, twin, twinRows }: Context): number {
  if (!twin || !twinRows) return 0
  const bins = Math.round(rows.span / (twinRows.stride * twin.binRows))
  // Of wide bins the first one holds what came before as well.
  const isWide = twin.binRows > 1
  return meanBack(twin, 1, Math.min(bins, twin.kept) - (isWide ? 1 : 0)) - twin.now
}
