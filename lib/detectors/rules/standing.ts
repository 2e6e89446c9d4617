/** Whether a loss stands still, by its last bins: the test of `not-learning`. */

import { type Context, isBatchBin, type Limits } from '../detector.ts'
import { signalOf } from '../memory/accuracy.ts'
import { isNarrow } from '../memory/far-from-zero.ts'
import { isNearGuess, isWithin } from '../memory/guess.ts'
import {
  fewestLevelBins,
  type Level,
  lastValues,
  levelBins,
  levelError,
  medianBack,
  medianError,
  mostBins,
  noise,
  progress,
  thirdsOf,
  trendOf,
  windowBins,
} from '../memory/level.ts'
import { stepNoise } from '../memory/noise.ts'
import { isWarmingUp } from '../memory/warm-up.ts'
import { isTimeToAsk, isTimeToBeSure, patienceEpochs } from './patience.ts'

/** Nothing is said while the learning rate warms up, and for a quarter of that time after. */
const warmUpRest = 0.25
/** Rows running that stand: then it is said. */
export const rowsNeeded = 3

/**
 * `still`, the sooner way. Half of the patience, and half of the plan where there is one, is enough for a loss that has stayed within
 * 5 % of its start and shows not even a hint of a fall, with so little noise that none can hide: healthy runs that begin slowly nearly
 * all fall from the first epochs on, if only by a hundredth. What has risen by 2 % does move, and may fall as well.
 */
const stillShare = 0.05
const stillRise = 0.02
const stillPatience = 0.5
const stillPlan = 0.5

/** `flat`, the usual way. The window is half of the bins, between this many and `windowBins`. */
const fewestBins = 16
/** Its halves differ by an improvement below 1 % of the level, standard error included, or by a rise below 5 %. */
const leastImprovement = 0.01
const mostRise = 0.05
/** A series that was lower once, by 3 % and 4 sigma, can learn, or has. */
export const lowerShare = 0.03
export const lowerSigmas = 4
/** What falls back to its start from above has learned nothing: it counts as fallen only 2 % below the start. */
const belowStart = 0.02
/** Below zero there is no level to take shares of: the halves differ by less than two standard errors. */
const signedErrors = 2
/** Validation whose halves differ by more than 3 % by chance is not asked: training beside it says it more surely. */
const besideTraining = 0.03

/** Trends are Mann-Kendall's Z. Below this a fall is clear (one in a hundred by chance), … */
export const clearFall = -2.33
/** … above this there is not even a hint of one, … */
export const noFall = -1
/** … and above this the whole plot rises instead of standing: a rate that warms up lifts a loss before it falls. */
const clearRise = 2.5
/** A fall that is clear, but by less than this share of the level, would need a lifetime: `slow`. */
const slowImprovement = 0.0005

/**
 * Where noise hides 1 %, this many bins without a hint of a fall say the same; not of batches, which may be a part of an epoch.
 * From `manyBins` on only if a fall would show: an even loss of a tenth of the level makes a trend of 0.29 √n of it over the noise of
 * its n bins, and that must be three.
 */
const longBins = 40
const manyBins = 64
const shownFall = 0.1
const trendShare = 0.29
const shownErrors = 3
/** Where one may be sure within the first 500 rows (a short plan, or a row every so many steps) less of a hint, and half of that fall, count. */
const soonRows = 500
const soonTrend = -0.75
const soonFall = 0.05
/** Where shares of the level say nothing, a fall may show in this many of the last bins only. */
const shownWindows = [24, windowBins]

/** Whether it leaves no doubt. The rows that raise it count: it can be said when half of the patience is over, not before. */
function isStill(context: Context, { patience = patienceEpochs }: Limits): boolean {
  const { rows, level, facts } = context
  const bins = stillPatience * patience - (rowsNeeded - 1)
  if (!facts.stepsPerEpoch || level.zeroless || level.n >= patience || level.kept < level.n) return false
  if (level.n < bins || rows.span / facts.stepsPerEpoch < bins - 1) return false
  if (facts.plannedSteps !== null && rows.step < stillPlan * facts.plannedSteps) return false
  const improvement = level.start - level.now
  if (-improvement >= stillRise * level.start) return false
  const error = medianError * noise(level) * Math.sqrt(2 / fewestLevelBins)
  if (improvement + error >= leastImprovement * level.start || trendOf(level, level.n) <= noFall) return false
  const hasStayed = lastValues(level, level.n).every((value) => isWithin(value, level.start, stillShare))
  return hasStayed && !hasLearnedElsewhere(context)
}

/** A model that was trained before may begin where it ends, on the validation set above all. */
function hasLearnedElsewhere({ accuracy, role, facts, twin }: Context): boolean {
  if (signalOf(accuracy, role.split, facts) === 'found') return true
  return twin !== null && progress(twin) > stillShare * Math.abs(twin.start)
}

/** How it stands: `still` leaves no doubt. Null when it does not, or when it is too early to say. */
export function standingOf(context: Context, limits: Limits): 'still' | 'flat' | 'slow' | null {
  const { level } = context
  if (isWarmingUp(context, warmUpRest)) return null
  if (isStill(context, limits)) return 'still'
  const window = Math.max(fewestBins, Math.min(windowBins, level.n >> 1))
  if (level.kept < window || !isTimeToAsk(context, limits)) return null
  const half = window >> 1
  const later = medianBack(level, half)
  const improvement = medianBack(level, half, half) - later
  if (!level.zeroless && (improvement < -mostRise * later || improvement >= leastImprovement * later))
    return null
  const sigma = level.binRows === 1 ? stepNoise(level, levelBins(level)) : noise(level)
  const margin = Math.max(level.zeroless ? 0 : lowerShare * later, lowerSigmas * sigma)
  if (level.best < Math.min(later, level.start) - margin) return null
  // What stood until now may have just left its level.
  if (!level.zeroless && level.now - later > Math.max(mostRise * later, lowerSigmas * levelError(level)))
    return null
  if (!level.zeroless && fallsSlowly(level, leastImprovement * later)) return null
  if (mayFall(context)) return null
  const trend = trendOf(level, window)
  const error = medianError * sigma * Math.sqrt(2 / half)
  if (level.zeroless) return Math.abs(improvement) <= signedErrors * error && trend > noFall ? 'flat' : null
  if (trend <= clearFall) return improvement + error < slowImprovement * later ? 'slow' : null
  if (level.binRows > 1 && trendOf(level, mostBins) >= clearRise) return null
  const isSoon = level.binRows > 1 && context.rows.count < soonRows && isTimeToBeSure(context, limits)
  if (isSoon && trendOf(level, mostBins) <= soonTrend) return null
  if (context.twin !== null && error > besideTraining * later) return null
  const isCertain = improvement + error < leastImprovement * later
  return isCertain || (trend > noFall && wouldShow(context, later, limits)) ? 'flat' : null
}

/**
 * Where shares of the level say nothing, a fall that the plot hints at, or that its last bins show, is one: below zero, far above it,
 * and where a log of steps tells neither its loss nor its epochs and is all within 2 % of a level that is no guess.
 */
function mayFall(context: Context): boolean {
  const { level, facts } = context
  const isOfEpochs = facts.stepsPerEpoch !== null && !isBatchBin(context)
  const isKnown = facts.lowerBound !== null || isOfEpochs
  const isUnknown = !isKnown && isNarrow(level) && !isNearGuess(level.now, facts.chanceLevel)
  if (!level.zeroless && !isUnknown) return false
  return trendOf(level, mostBins) <= noFall || shownWindows.some((bins) => trendOf(level, bins) <= clearFall)
}

/** Whether a fall that counts as learning would be seen in the noise, and is not there. */
function wouldShow(context: Context, later: number, limits: Limits): boolean {
  const { level } = context
  if (level.n < longBins || isBatchBin(context)) return false
  const seen = later * trendShare * Math.sqrt(level.kept)
  if (level.binRows === 1)
    return level.n < manyBins || shownFall * seen >= shownErrors * stepNoise(level, levelBins(level))
  const fall = context.rows.count < soonRows && isTimeToBeSure(context, limits) ? soonFall : shownFall
  return fall * seen >= shownErrors * noise(level) && trendOf(level, mostBins) > noFall
}

/** Over the whole plot, of which a window shows too little: each third lies lower than the one before, and there is no doubt. */
function fallsSlowly(level: Level, least: number): boolean {
  if (level.kept < 3 * fewestBins) return false
  const [first, middle, last] = thirdsOf(level, level.kept)
  if (last > (1 - belowStart) * level.start) return false
  return first - middle >= least / 2 && middle - last >= least / 2 && trendOf(level, mostBins) <= clearFall
}
