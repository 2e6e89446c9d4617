/** Tells a run that begins anew in the same series from one that diverges. */
import { type Level, lostShare, medianBack, noise, noiseOfLast, progress } from './level.ts'

/** A jump from less than this share of the progress lost … */
const intactShare = 0.35
/** … to more than this, … */
const lostAgainShare = 0.5
/** … that lands at no more than 1.6 times the start, … */
const landingRise = 0.6
/** … and then falls by a tenth of the progress, by twice its noise since, and stays there for 3 rows, within 12, is a new beginning. */
const fallShare = 0.1
const fallSigmas = 2
const fallingRowsNeeded = 3
const patienceRows = 12
/** Progress below this share of the start, or below so much noise where there is no zero, is too little to speak of losing it. */
const leastProgress = 0.15
const leastSigmas = 6

/** Takes in a finite value that is in the ring, but not yet in `now` and `best`. */
export function followRestart(level: Level, value: number): void {
  const made = progress(level)
  const yard = level.signed ? made : Math.abs(level.start)
  const highest = level.start + landingRise * yard
  if (level.landing === null) {
    if (value <= level.best + lostAgainShare * made) return
    if (made <= 0 || lostShare(level) >= intactShare || value > highest) return
    if (made <= (level.signed ? leastSigmas * noise(level) : leastProgress * yard)) return
    level.landing = value
    level.landingRow = level.rows
    level.fallingRows = 0
    return
  }
  const age = level.rows - level.landingRow
  const recent = medianBack(level, Math.min(3, level.kept))
  const enough = Math.max(fallShare * made, fallSigmas * noiseOfLast(level, age))
  level.fallingRows = recent < level.landing - enough ? level.fallingRows + 1 : 0
  if (level.fallingRows < fallingRowsNeeded) {
    // Back at once, it was a spike; higher still, no beginning.
    const isBack = lostShare(level, value) < intactShare
    if (age > patienceRows || isBack || recent > highest) level.landing = null
    return
  }
  level.start = Math.max(level.start, level.landing)
  level.kept = Math.min(level.kept, age + 1)
  level.best = medianBack(level, Math.min(3, level.kept))
  level.landing = null
}
