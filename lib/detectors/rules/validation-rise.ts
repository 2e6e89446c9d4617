/** How sure it is that validation rises from its best, and that training goes on falling meanwhile: what noise may do is no overfitting. */
import type { Context, Limits } from '../detector.ts'
import { type Level, levelBins, noise, progress, trendOf, windowBins } from '../memory/level.ts'
import { beyondWander, noiseOfMean, wanderOf } from '../memory/noise.ts'
import { isBeyondDoubt, meanBack, riseOf } from '../memory/rise.ts'

/** Evaluations since the best one, at least. */
export const fewestSinceBest = 4
/** 3 sigma, or a rising Mann-Kendall (one in a hundred by chance). */
export const riseSigmas = 3
const clearRise = 2.33
/** From this many evaluations on both are asked for: chance gets hundreds of looks. */
const manyEvaluations = 40
/** Training is lower by 2 % than it was then; of many evaluations by three standard errors, if that is less. */
export const trainFall = 0.02
const trainErrors = 3
const fewestTrainBins = 3
/** Means over up to this many bins. */
const mostMeanBins = 24
/** A smaller rise counts where it costs an eighth of the progress and lasts: 3 %, 6 sigma, 20 evaluations since the best. */
const lastingShare = 0.03
export const costShare = 1 / 8
const lastingSigmas = 6
const lastingEvaluations = 20
/** Two fifths of the rise that is asked for, at four standard errors above the best mean: … */
const sureShare = 0.4
const riseErrors = 4
const meanEvaluations = 20
/** … single outliers move means of three evaluations; the median has risen by half as much. */
const nowShare = 0.5
const binsNeeded = 3
/**
 * Where neighbours are alike, a rise that is not clearly beyond what they may wander must last as long as that takes: an AR(1) of 0.9
 * forgets three quarters of itself in 14 values.
 */
const wanderBins = 14

/** The rise is no luck of the last evaluations, nor was the best one. */
export function isSure(level: Level, rise: number, sinceBest: number): boolean {
  const isHigh = rise >= riseSigmas * noise(level)
  const isClear = trendOf(level, Math.min(windowBins, sinceBest + 1)) >= clearRise
  return level.n < manyEvaluations ? isHigh || isClear : isHigh && isClear
}

/** A smaller rise that costs much of the progress, and stays. */
export function isLasting(level: Level, rise: number, yard: number, sinceBest: number): boolean {
  const isHigh = rise >= lastingShare * yard && rise >= costShare * progress(level)
  return isHigh && sinceBest >= lastingEvaluations && rise >= lastingSigmas * noise(level)
}

/** Bins that a rise must last: what wanders comes back. */
export function persistence(level: Level, rise: number): number {
  return rise < beyondWander * wanderOf(level) ? wanderBins : binsNeeded
}

/** What it is told by beside the best evaluation, which among many may be anywhere. `meanThen`: where the mean of several was lowest. */
export type Means = {
  meanThen?: number
  validationNow: number
  trainThen: number
  trainNow: number
}

/** The means of evaluations between which validation rises by standard errors, while that of training falls; null where it does not. */
export function risenMeans(context: Context, limits: Limits): Means | null {
  const { level, rows } = context
  const yard = level.zeroless ? progress(level) : Math.abs(level.best)
  const least = sureShare * (limits.rise as number) * yard
  if (level.n < meanEvaluations || rows.finite < (limits.evaluations as number)) return null
  if (level.now - level.best < least) return null
  const rise = riseOf(level, rows)
  if (!rise || !isBeyondDoubt(rise, riseErrors) || rise.now - rise.lowest < least) return null
  if (level.now - level.best < nowShare * (rise.now - rise.lowest)) return null
  const train = fallenMeans(context, rise.back)
  return train && { meanThen: rise.lowest, validationNow: rise.now, ...train }
}

/** Means of training, this many evaluations back and now, if it has fallen since by 2 % or beyond doubt. */
export function fallenMeans(
  { level, twin }: Context,
  evaluations: number,
): Pick<Means, 'trainThen' | 'trainNow'> | null {
  if (!twin || twin.kept < fewestTrainBins) return null
  // At the same share of the way: steps may be counted in epochs here and in batches there.
  const back = Math.round((evaluations * twin.n) / level.n)
  const bins = Math.max(1, Math.min(mostMeanBins, back >> 1))
  const trainThen = meanBack(twin, bins, back)
  const trainNow = meanBack(twin, bins, 0)
  const fall = trainThen - trainNow
  const yard = twin.zeroless ? progress(twin) : Math.abs(twin.now)
  const error = Math.SQRT2 * noiseOfMean(twin, levelBins(twin), bins)
  if (fall < trainFall * yard && (fall <= 0 || fall < trainErrors * error)) return null
  return { trainThen, trainNow }
}
