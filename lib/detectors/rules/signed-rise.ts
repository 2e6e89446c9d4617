/** Below zero there is no level to take shares of: whether a series that has gained nothing rises from its start beyond all doubt. */
import type { Context } from '../detector.ts'
import { lastValues, noise, trendOf } from '../memory/level.ts'
import { noiseOfBends, reachOfWander } from '../memory/noise.ts'
import { hasLearned, mayRiseWithRate } from './above-start.ts'

/** Eight bins or more, a Mann-Kendall that one in a thousand reaches by chance, … */
const fewestBins = 8
const clearRise = 3
/** … half of the start's size above it, and twelve times the noise: white noise reaches five, what wanders nine or so. */
const startShare = 0.5
const riseSigmas = 12
/** In the plot of a longer series more than neighbours that are alike may wander counts instead of the start's size. */
const stillFalling = -1
const lastBins = 24

/** Of a short series that is remembered whole. */
export function risesFromStart(context: Context): boolean {
  const { level } = context
  if (!level.zeroless || level.n < fewestBins || level.kept < level.n || mayRiseWithRate(context))
    return false
  const rise = level.now - level.start
  if (rise <= 0 || rise < startShare * Math.abs(level.start)) return false
  return trendOf(level, level.n) >= clearRise && rise >= riseSigmas * noiseOfBends(lastValues(level, level.n))
}

/** Of a longer one. */
export function onlyRises(context: Context): boolean {
  const { level } = context
  const rise = level.now - level.start
  if (!level.zeroless || rise <= 0 || hasLearned(level) || mayRiseWithRate(context)) return false
  if (rise < riseSigmas * noise(level) || rise < reachOfWander(level)) return false
  return trendOf(level, level.n) >= clearRise && trendOf(level, lastBins) > stillFalling
}
