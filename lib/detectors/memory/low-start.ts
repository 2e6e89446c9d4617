/** Tells a run whose first value was too low from one that diverges at once: a queue that was empty, a penalty not yet at work. */
import { type Level, medianBack, trendOf, valueBack } from './level.ts'

/** The second value is a third of the peak or more: what rises over several values blows up, and falls back a part of the way. */
const secondShare = 1 / 3
/** No queue makes a first value this many times too low; a step that goes too far does. */
const mostTimes = 1000
/**
 * As long as it is a twentieth below its peak, or falls for all that is known (one in six by chance; three values say little), a run
 * that never was below its first value may fall yet, …
 */
const backShare = 0.05
const likelyFall = -1
const fewValues = 4
/** … for up to 12 rows. */
export const lowStartRows = 12
/** Then it is a sixteenth below the peak, and the rows after the first fall for sure (one in a hundred by chance): the peak was its start. */
const fallenShare = 1 / 16
const fallingRows = 11
const clearFall = -2.33

/** Takes in one of the first values. */
export function followLowStart(level: Level, step: number, value: number): void {
  level.peak = level.n === 1 ? value : Math.max(level.peak, value)
  level.lowStart = level.n < lowStartRows && hasRisenAtOnce(level) && isFalling(level, value)
  if (level.n < lowStartRows || !hasRisenAtOnce(level)) return
  const now = medianBack(level, Math.min(3, level.kept))
  if (now > (1 - fallenShare) * level.peak || trendOf(level, fallingRows) > clearFall) return
  level.start = level.peak
  // The plot begins with the second value.
  level.kept--
  level.n--
  level.best = now
  level.bestStep = step
}

function hasRisenAtOnce(level: Level): boolean {
  const { zeroless, best, start, peak, kept, n } = level
  if (zeroless || best < start || peak <= start || kept < n || n < 2) return false
  if (start > 0 && peak > mostTimes * start) return false
  return valueBack(level, n - 2) >= secondShare * peak
}

function isFalling(level: Level, value: number): boolean {
  if (value <= (1 - backShare) * level.peak) return true
  return level.n <= fewValues ? value < level.peak : trendOf(level, level.n - 1) <= likelyFall
}
