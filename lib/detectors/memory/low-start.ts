/** Tells a run whose first value was too low from one that diverges at once: a queue that was empty, a penalty not yet at work. */
import { type Level, medianBack, trendOf } from './level.ts'

/** As long as it is a twentieth below its peak, for up to 12 rows, a run that never was below its first value may fall yet. */
const backShare = 0.05
export const lowStartRows = 12
/** Then it is a quarter below the peak, and the last ten rows fall for sure (one in a hundred by chance): the peak was its start. */
const fallenShare = 0.25
const fallingRows = 10
const clearFall = -2.33

/** Takes in one of the first values. */
export function followLowStart(level: Level, step: number, value: number): void {
  level.peak = level.n === 1 ? value : Math.max(level.peak, value)
  const hasRisen = !level.signed && level.best >= level.start && level.peak > level.start
  level.lowStart = hasRisen && level.n < lowStartRows && value <= (1 - backShare) * level.peak
  if (!hasRisen || level.n < lowStartRows) return
  const now = medianBack(level, Math.min(3, level.kept))
  if (now > (1 - fallenShare) * level.peak || trendOf(level, fallingRows) > clearFall) return
  level.start = level.peak
  level.best = now
  level.bestStep = step
}
