/** Tells a series for which zero is no yardstick, since all of it lies far above: a negative log-likelihood with its constants. */
import { isNearGuess } from './guess.ts'
import { type Level, thirdsOf, trendOf } from './level.ts'

/** Everything so far lies within 2 % of the level, … */
const rangeShare = 0.02
/** … and yet it fell beyond doubt (one in two thousand by chance), … */
const clearFall = -3.3
/** … not in the first three values, as what never learns does, and ever more slowly: a rate that is too low falls evenly. */
const firstValues = 3
const slowing = 1.5
const fewestBins = 16
/** Asked of every eighth bin. */
const every = 8

/** Whether all that is known of a series lies so close together that shares of its level say little. */
export function isNarrow({ start, best, now }: Level): boolean {
  return Math.max(start, now) - best <= rangeShare * Math.abs(now)
}

/** Looks at a plot that is remembered whole. */
export function isFarFromZero(level: Level): boolean {
  const { n, kept, zeroless } = level
  if (zeroless || n < fewestBins || n % every !== 0 || kept < n || !isNarrow(level)) return false
  if (isNearGuess(level.now, null)) return false
  if (trendOf(level, n - firstValues) > clearFall) return false
  const [first, middle, last] = thirdsOf(level, n - firstValues)
  return first - middle >= slowing * (middle - last)
}
