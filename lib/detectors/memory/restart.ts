/** Tells a run that begins anew in the same series from one that diverges. */
import { type Level, lastValues, lostShare, medianBack, noise, progress } from './level.ts'
import { noiseScale } from './noise.ts'
import { ringMedianStep } from './order.ts'

/** A jump from less than this share of the progress lost … */
const intactShare = 0.35
/** … to more than this, … */
const lostAgainShare = 0.5
/** … that lands at no more than 1.6 times the start, … */
const landingRise = 0.6
/** … and then falls by a tenth of the progress, by twice its noise since, and stays there for 3 bins, within 12, is a new beginning. */
const fallShare = 0.1
const fallSigmas = 2
const fallingBinsNeeded = 3
const patienceBins = 12
/** After three bins it has begun to fall: the first of them may hold rows of before, the next two are where it landed. */
const landingBins = 2
const soonBins = 3
const soonShare = 0.02
const soonSigmas = 1
/** Progress below this share of the start, or below this much noise where there is no zero, is too little to speak of losing it. */
const leastProgress = 0.15
const leastSigmas = 6
/** Nor is a value a jump that is among the noise, or what is left of an explosion just before it. */
const jumpSigmas = 6
const exploded = 3

/** Takes in a bin that is in the ring, but not yet in `now` and `best`. Returns its bins where a new beginning is certain now. */
export function followRestart(level: Level, value: number): number | null {
  const made = progress(level)
  const yard = level.zeroless ? made : Math.abs(level.start)
  const highest = level.start + landingRise * yard
  if (level.landing === null) {
    if (value <= level.best + lostAgainShare * made) return null
    if (made <= 0 || lostShare(level) >= intactShare || value > highest) return null
    if (made <= (level.zeroless ? leastSigmas * noise(level) : leastProgress * yard)) return null
    if (value - level.now <= jumpSigmas * noise(level)) return null
    if (lastValues(level, exploded + 1).some((before) => before > highest)) return null
    level.landing = value
    level.landingBin = level.n
    level.fallingBins = 0
    return null
  }
  const age = level.n - level.landingBin
  if (level.binRows > 1 && age <= landingBins) level.landing = Math.max(level.landing, value)
  const recent = medianBack(level, Math.min(3, level.kept))
  const enough = Math.max(
    fallShare * made,
    fallSigmas * noiseScale * ringMedianStep(level.ring, level.end, age),
  )
  level.fallingBins = recent < level.landing - enough ? level.fallingBins + 1 : 0
  if (level.fallingBins < fallingBinsNeeded) {
    // Back at once, it was a spike; higher still, no beginning.
    const isBack = lostShare(level, value) < intactShare
    const isStill =
      level.binRows > 1 &&
      age >= soonBins &&
      level.landing - recent < Math.max(soonShare * made, soonSigmas * noise(level))
    if (age > patienceBins || isBack || isStill || recent > highest) level.landing = null
    return null
  }
  level.start = Math.max(level.start, level.landing)
  level.kept = Math.min(level.kept, age + 1)
  level.best = medianBack(level, Math.min(3, level.kept))
  level.landing = null
  return age + 1
}
