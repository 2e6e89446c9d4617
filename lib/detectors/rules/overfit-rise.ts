/**
 * Whether validation has risen from its best as an overfit does: by medians of three that stay high, plainly, while training parts from
 * it, by means, or by a line.
 */
import type { Context, Limits } from '../detector.ts'
import { isNarrow } from '../memory/far-from-zero.ts'
import { type Level, levelBins, mostBins, noise, progress, trendOf } from '../memory/level.ts'
import { surestLine } from '../memory/line.ts'
import { beyondWander, plainNoise, wanderOf } from '../memory/noise.ts'
import type { Evaluated, OverfitState } from './overfit-state.ts'
import { risesPlainly } from './plain-rise.ts'
import { clearFall } from './standing.ts'
import {
  costShare,
  fallenMeans,
  fewestSinceBest,
  isLasting,
  isSure,
  type Means,
  persistence,
  risenMeans,
  riseSigmas,
  trainFall,
} from './validation-rise.ts'

/** A rise of fewer steps' noise than that may be noise that wanders, unless training has fallen by a fifth or a line says so. */
const plainSteps = 14
/** Half of the evaluations will do, and once, where it rises plainly, at the same cost, while training has fallen as far. */
const clearTrainFall = 0.2
/** So will this many evaluations running, each above the one before while training fell each time; not of the batches between evaluations. */
const partingEvaluations = 4
const partingRows = 2
/**
 * By what chance noise, be its neighbours alike or not, rises along a line as these do (`line.ts`): not for the medians alone, not for
 * means that say so by standard errors, and enough by itself where three fifths of the rise are there. What passes two such tests is
 * no luck, so that each of them may ask for less.
 */
const chanceOfMedians = 0.05
const chanceOfMeans = 0.003
const chanceOfLine = 5e-5
const lineShare = 0.6
/** Before this many single batches, or steps, which scatter by that share of the start, a rise is noise that wanders. */
const fewBatches = 144
const fewSteps = 500
const batchNoise = 0.05
/** Training has lost a tenth of its progress, by 6 sigma. */
const trainLost = 0.1
const lostSigmas = 6
/** No noise and no warm-up lifts a first epoch this far above the start: its steps went too far. */
const timesStart = 10
/** Of a loss that moves by 2 % in all, a rise is a quarter of what it had gained. */
const narrowRise = 0.25
/** So few rows of training cannot fall clearly: three of three will do. */
const fewTrainRows = 6
const likelyFall = -1

/**
 * Moves the counter of high medians. Null where validation has not risen as an overfit does; `means`: those that it was told by, if it
 * was told by means. Of the four ways to tell it the plain one is enough by itself; medians and means need a line's word as well, and
 * a line alone must be the surest.
 */
export function overfitRise(
  state: OverfitState,
  value: number,
  { now, train }: Evaluated,
  context: Context,
  limits: Limits,
): { means: Means | null } | null {
  const { level, twin } = context
  if (!twin) return null
  const yard = yardOf(state, level)
  const rise = now - state.best
  const sinceBest = level.n - state.bestBin
  const isBig = rise >= (limits.rise as number) * yard && sinceBest >= fewestSinceBest
  const then = isAbsurd(state.trainAtBest, twin) ? twin.start : state.trainAtBest
  const trainFallen = (then - train) / (twin.zeroless ? progress(twin) : Math.abs(then))
  const mayMemorise = !areFewBatches(context) && !hasTrainRisen(state, twin)
  // Medians: high enough for long enough, and beyond noise.
  const isRising =
    mayMemorise &&
    trainFallen >= trainFall &&
    (isBig || isLasting(level, rise, yard, sinceBest)) &&
    isSure(level, rise, sinceBest) &&
    (trainFallen >= clearTrainFall || !isWithinNoise(level, rise))
  state.risingBins = level.binRows === 1 && isRising ? state.risingBins + 1 : 0
  if (!mayMemorise || (isNarrow(level) && rise < narrowRise * progress(level))) return null
  const isEnough = level.n >= (limits.evaluations as number)
  // Plainly: half of the evaluations will do.
  const isPlain =
    level.n >= (limits.evaluations as number) / 2 &&
    trainFallen >= clearTrainFall &&
    (isPlainRise(level, rise, limits) || isParting(state, value, context, limits))
  const isHigh = isPlain || (isEnough && state.risingBins >= persistence(level, rise))
  const means = isHigh ? null : risenMeans(context, limits)
  const isLine = !isHigh && !means
  const least = lineShare * (limits.rise as number) * yard
  if (isLine && !(isEnough && rise >= least && sinceBest >= fewestSinceBest)) return null
  const trainMeans = isLine ? fallenMeans(context, sinceBest) : null
  if (isLine && !trainMeans) return null
  if (!isPlain || isEnough) {
    // A line: what few evaluations show plainly has no need of it.
    const surest = surestLine(level)
    if (surest.chance >= (isHigh ? chanceOfMedians : means ? chanceOfMeans : chanceOfLine)) return null
    if (isLine && surest.rise < least) return null
  }
  // Among much noise the best of many is a fifth below a level that never fell.
  if (trendOf(twin, mostBins) > (twin.n < fewTrainRows ? likelyFall : clearFall)) return null
  const ofLine = trainMeans && { validationNow: now, ...trainMeans }
  return { means: means ?? ofLine }
}

/** What the first epoch threw far above all others is no level to fall from. */
function isAbsurd(then: number, twin: Level): boolean {
  return !twin.zeroless && then > timesStart * twin.start
}

/** Training stands higher than it was: something happened to both. */
function hasTrainRisen({ trainBest }: OverfitState, twin: Level): boolean {
  const lost = twin.now - trainBest
  return (
    lost >= trainLost * (twin.start - trainBest) && lost >= lostSigmas * plainNoise(twin, levelBins(twin))
  )
}

/** What a rise from the best is a share of. */
export function yardOf({ best }: OverfitState, level: Level): number {
  return level.zeroless ? progress(level) : Math.abs(best)
}

function isWithinNoise(level: Level, rise: number): boolean {
  return rise < plainSteps * plainNoise(level, levelBins(level)) && surestLine(level).chance >= chanceOfMeans
}

function isPlainRise(level: Level, rise: number, limits: Limits): boolean {
  if (rise < Math.max(costShare * progress(level), riseSigmas * noise(level))) return false
  return risesPlainly(level, limits.rise as number) && rise >= beyondWander * wanderOf(level)
}

function isParting(
  state: OverfitState,
  value: number,
  { level, twinRows }: Context,
  limits: Limits,
): boolean {
  if (state.partings < partingEvaluations || level.zeroless || !twinRows) return false
  if (level.binRows > 1 || twinRows.count > partingRows * level.n) return false
  return value - state.lowest >= (limits.rise as number) * Math.abs(state.lowest)
}

/** Rows that scatter by this much of where training began are batches, not epochs, as far as the run does not say: nobody learns a few by heart. */
function areFewBatches({ twin, twinRows, facts }: Context): boolean {
  if (!twin || !twinRows || twin.zeroless) return false
  if (twinRows.count >= fewBatches || twinRows.span >= fewSteps) return false
  if (facts.stepsPerEpoch !== null && twinRows.stride >= facts.stepsPerEpoch) return false
  return plainNoise(twin, levelBins(twin)) > batchNoise * Math.abs(twin.start)
}
