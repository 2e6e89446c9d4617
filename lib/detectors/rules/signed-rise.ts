/** Below zero there is no level to take shares of: whether a short series rises from its start beyond all doubt. */
import type { Context } from '../detector.ts'
import { lastValues, trendOf } from '../memory/level.ts'
import { noiseOfBends } from '../memory/noise.ts'
import { isWarmingUp } from '../memory/warm-up.ts'
import { warmUpRest } from './above-start.ts'

/** Eight bins or more, a Mann-Kendall that one in a thousand reaches by chance, … */
const fewestBins = 8
const clearRise = 3
/** … half of the start's size above it, and twelve times the noise: white noise reaches five, what wanders nine or so. */
const startShare = 0.5
const riseSigmas = 12

/** Of a series that is remembered whole. */
export function risesFromStart(context: Context): boolean {
  const { level } = context
  if (!level.zeroless || level.n < fewestBins || level.kept < level.n || isWarmingUp(context, warmUpRest))
    return false
  const rise = level.now - level.start
  if (rise <= 0 || rise < startShare * Math.abs(level.start)) return false
  return trendOf(level, level.n) >= clearRise && rise >= riseSigmas * noiseOfBends(lastValues(level, level.n))
}
