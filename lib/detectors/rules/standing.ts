/** Whether a loss stands still, by its last rows. */

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

/** None while the rate of a log warms up, and a quarter of that time after. */
const warmUpRest = 0.25
/**
 * Half of the patience, and of the plan where there is one, is enough for a loss that has stayed within 5 % of its start and shows not
 * even a hint of a fall, with so little noise that none can hide: healthy runs that begin slowly nearly all fall from the first epochs
 * on, if only by a hundredth. What has risen by 2 % does move, and may fall as well.
 */
const stillShare = 0.05
const stillRise = 0.02
const stillPatience = 0.5
const stillPlan = 0.5
/** The window: half of the rows, between these two. */
const fewestBins = 16
/** Improvement between the halves of the window, with its standard error, below 1 % of the level; a rise below 5 %. */
const leastImprovement = 0.01
const mostRise = 0.05
/** Lower than the level by 3 % and 4 sigma, once: then it can learn, or has. */
export const lowerShare = 0.03
export const lowerSigmas = 4
/** Mann-Kendall below this is a clear fall (one in a hundred by chance). */
export const clearFall = -2.33
/** Above this the whole plot rises, it does not stand: a rate that warms up lifts a loss before it falls. */
const clearRise = 2.5
/** A fall that is clear, but by less than this share of the level, would need a lifetime. */
const slowImprovement = 0.0005
/**
 * Where noise hides 1 %, this many rows without even a hint of a fall say the same; not so many batches, which may be a part of
 * an epoch.
 */
const longBins = 40
export const noFall = -1
/** In the trend of n bins, a tenth of the level that is lost evenly is 0.29 √n of it over their noise; three of those show. */
const shownFall = 0.1
const shownWindows = [24, windowBins]
const manyBins = 64
const soonRows = 500
const soonTrend = -0.75
/** Validation beside training whose halves differ by more than that by chance is not asked. */
const besideTraining = 0.03
const soonFall = 0.05
const trendShare = 0.29
const shownErrors = 3
/** What falls back to its start from above has learned nothing. */
const belowStart = 0.02
/** Rows running that stand: then it is said. */
export const rowsNeeded = 3
/** Below zero there is no level to take shares of: the halves differ by less than two standard errors. */
const signedErrors = 2

/** The rows that raise it count: it can be said when half of the patience is over, not before. */
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
  // The window may be over: what stands has just left its level.
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
  // Training says it more surely.
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
