/** What the two halves of `diverged` share: how a series stands to its start. */
import type { Context } from '../detector.ts'
import { isNearGuess } from '../memory/guess.ts'
import { type Level, lastValues, lostShare, nearFirst, noise, progress, valueBack } from '../memory/level.ts'
import { noiseOfBends } from '../memory/noise.ts'
import { isWarmingUp } from '../memory/warm-up.ts'

/** A level 10 % above the start is above it. */
export const aboveStart = 0.1
/** All progress lost is at least 6 sigma. */
export const lostSigmas = 6
/** What lies above the start is 3 sigma above it: a row in a thousand gets there by chance, nine of ten never do. */
export const highSigmas = 3
/** Of a long series whose start may lie off by its wandering, that much higher. */
export const startErrors = 3
/** As long again as the rate warms up the hump that it makes may last. */
const warmUpRest = 1
/** But what has gained half of its start has learned at a lower rate, and a hump does not cost all of it. */
const muchProgress = 0.5
/** Less progress than this share of the start is nothing to lose, and nothing to win back. */
const leastProgress = 0.15
/** Where there is no zero, less than 6 sigma is none. */
const zerolessSigmas = 6
/** Validation may rise as long as training has lost no more than this share of its progress. */
const trainLost = 0.35
/** A first value that the next ones are not near may be the odd one: the rest is above it by chance, unless by 8 sigma. */
const loneSigmas = 8
/** Fewer bins than that do not tell their noise. */
const fewestBins = 5
/** Of fewer than that the noise is that of all but the first, less surely. */
const fewBins = 16
const fewSigmas = 12
/** A peak less than two fifths above the second value is no rise after it. */
const mostPeak = 1.4
/** Six values differ by two and a half sigma: three times that, and no noise reaches down to the first. */
const fewestSince = 6
const leftBehind = 3

/** The start as a yardstick; 0 where there is no zero to measure from. */
export function yardOf(level: Level): number {
  return level.zeroless ? 0 : Math.abs(level.start)
}

/** Whether it has gained more than chance and first steps do, so that there is something to lose. */
export function hasLearned(level: Level): boolean {
  if (level.zeroless) return progress(level) >= zerolessSigmas * noise(level)
  return progress(level) >= leastProgress * yardOf(level)
}

/** Whether a rate that rises, or has just risen, may lift the loss above its start for a while. */
export function mayRiseWithRate(context: Context): boolean {
  const { level } = context
  const hasGained = !level.zeroless && progress(level) >= muchProgress * yardOf(level)
  return !hasGained && isWarmingUp(context, warmUpRest)
}

/** Whether the training series beside a validation one goes on getting better. */
export function isTwinImproving(level: Level, twin: Level | null): boolean {
  return twin !== null && twin.bestStep > level.bestStep && lostShare(twin) < trainLost
}

/**
 * Whether the first values after the first one stand where the second did, and the first may be their noise: what blows up at its second
 * step goes on rising, or leaves it behind by more than they differ among themselves.
 */
export function standsSinceSecond(level: Level): boolean {
  const { kept, n, peak, start } = level
  if (!isFirstFarBelow(level) || n >= fewBins || kept < n || peak >= mostPeak * valueBack(level, n - 2))
    return false
  const since = lastValues(level, n - 1)
  const lowest = Math.min(...since)
  return since.length < fewestSince || lowest - start <= leftBehind * (Math.max(...since) - lowest)
}

/** A start where a guess stands is no odd one. */
function isFirstFarBelow({ zeroless, start, ofFirst }: Level): boolean {
  return !zeroless && ofFirst > nearFirst * start && !isNearGuess(start, null)
}

/** Whether a value may lie above the start only because the first value of all was the odd one. */
export function mayBeLone(level: Level, value: number, sigma: number): boolean {
  const { start, n } = level
  if (!isFirstFarBelow(level)) return false
  if (n < fewestBins) return true
  if (n >= fewBins) return value - start <= loneSigmas * sigma
  return value - start <= fewSigmas * noiseOfBends(lastValues(level, n - 1))
}
