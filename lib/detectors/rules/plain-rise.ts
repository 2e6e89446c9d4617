/** A rise from the best value that needs no statistics: everybody would call it one. */
import { type Level, lastValues, medianBack, valueBack } from '../memory/level.ts'
import { noiseOfBends } from '../memory/noise.ts'

/**
 * The last value 15 % above the best of all, the median of the last three 8 %, none of them within 2 %; three steps or more since, at
 * most one of them down. With what `overfit-rise.ts` asks besides, no healthy pair does that of the 59 in the sets of curves that it
 * was tried on.
 */
const riseShare = 0.15
const medianShare = 0.08
const leastShare = 0.02
const lastRows = 3
const fewestSteps = 3
const mostStepsDown = 1
/** This many times the noise of the whole series: it is asked at every evaluation. */
const bendSigmas = 5

/** Of a series that is remembered whole. `least`: the rise that is asked for at least, as a share of the best. */
export function risesPlainly(level: Level, least: number): boolean {
  if (level.zeroless || level.kept < level.n) return false
  const values = lastValues(level, level.n)
  const best = Math.min(...values)
  const since = values.slice(values.lastIndexOf(best))
  const steps = since.slice(1).map((value, i) => value - (since[i] as number))
  return (
    steps.length >= fewestSteps &&
    steps.filter((step) => step <= 0).length <= mostStepsDown &&
    valueBack(level, 0) - best >= bendSigmas * noiseOfBends(values) &&
    valueBack(level, 0) >= (1 + Math.max(riseShare, least)) * best &&
    medianBack(level, lastRows) >= (1 + medianShare) * best &&
    Math.min(...since.slice(-lastRows)) >= (1 + leastShare) * best
  )
}
