/**
 * Validation rises from its best while training goes on falling.
 * Asked of bins of validation, against those of training: medians of three, means over up to 24, by standard errors, and lines.
 * Rate: 4 of 1,000 drawn healthy runs (`npm run bench -- noise`).
 */
import type { Context, Detector, Limits } from '../detector.ts'
import {
  type Level,
  levelBins,
  medianBack,
  mostBins,
  noise,
  progress,
  trendOf,
  valueBack,
} from '../memory/level.ts'
import { surestLine } from '../memory/line.ts'
import { beyondWander, plainNoise, wanderOf } from '../memory/noise.ts'
import { risesPlainly } from './plain-rise.ts'
import { clearFall } from './standing.ts'
import {
  costShare,
  fallenMeans,
  fewestSinceBest,
  isLasting,
  isSure,
  persistence,
  risenMeans,
  riseSigmas,
  trainFall,
} from './validation-rise.ts'

/** Evaluations before anything is said. */
const fewestEvaluations = 10
/** The median of 3 evaluations stands 5 % above its best. */
const smoothBins = 3
const riseShare = 0.05
/** A rise of fewer steps' noise than that may be noise that wanders, unless training has fallen by a fifth or a line says so. */
const plainSteps = 14
const noisyTrainFall = 0.2
/** Half of the evaluations will do, and once, where it rises plainly, at the same cost, while training has fallen by a fifth. */
const plainTrainFall = 0.2
/** So will so many evaluations running, each above the one before while training fell each time; not of the batches between evaluations. */
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
/** Before so many single batches, or steps, which scatter by that share of the start, a rise is noise that wanders. */
const fewBatches = 144
const fewSteps = 500
const batchNoise = 0.05
/** So few rows cannot fall clearly: three that fall, or four of five. */
const fewTrainRows = 6
const likelyFall = -1
/** Less than 2 % above the best again: over. */
const closedGap = 0.02

type State = {
  /** The lowest evaluation, its step, the training level then: the checkpoint to keep. */
  lowest: number
  lowestStep: number
  trainAtLowest: number
  /** The lowest median, by which is judged. */
  best: number
  bestStep: number
  bestBin: number
  trainAtBest: number
  /** Rows of the training series at the last evaluation: what came since is this evaluation's training level. */
  trainRows: number
  /** The training level at the last evaluation, and how many evaluations running rose while it fell. */
  train: number
  partings: number
  risingBins: number
}

export const overfitting: Detector<State> = {
  code: 'overfitting',
  mutedBy: ['non-finite'],
  certain: false,
  thresholds: {
    rise: {
      default: riseShare,
      min: 0.01,
      max: 10,
      unit: 'of the best',
      meaning: 'how far validation must be above its best',
    },
    evaluations: {
      default: fewestEvaluations,
      min: 3,
      max: 10_000,
      unit: 'evaluations',
      meaning: 'before anything is said',
    },
  },
  start: () => ({
    lowest: 0,
    lowestStep: -1,
    trainAtLowest: 0,
    best: 0,
    bestStep: -1,
    bestBin: 0,
    trainAtBest: 0,
    trainRows: 0,
    train: 0,
    partings: 0,
    risingBins: 0,
  }),

  coarsen(state) {
    state.bestBin >>= 1
    state.risingBins >>= 1
    state.partings >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level, twin } = context
    if (twin === null || twin.n === 0 || !Number.isFinite(at.value)) return null
    const train = trainLevel(state, context)
    const now = medianBack(level, Math.min(smoothBins, level.kept))
    const haveParted = level.kept > 1 && at.value > valueBack(level, 1) && train < state.train
    Object.assign(state, { train, partings: haveParted ? state.partings + 1 : 0 })
    if (state.lowestStep < 0 || at.step < state.lowestStep || at.value < state.lowest)
      Object.assign(state, { lowest: at.value, lowestStep: at.step, trainAtLowest: train })
    // A resumed run has its best before it again.
    if (state.bestStep < 0 || at.step < state.bestStep || now < state.best) {
      const wasWorse = state.bestStep >= 0
      Object.assign(state, {
        best: now,
        bestStep: at.step,
        bestBin: level.n,
        trainAtBest: train,
        risingBins: 0,
      })
      return open && wasWorse ? { kind: 'clear', evidence: { back: now } } : null
    }
    const yard = level.zeroless ? progress(level) : Math.abs(state.best)
    const rise = now - state.best
    if (open) {
      return rise < closedGap * yard ? { kind: 'clear', evidence: { back: now } } : null
    }
    const sinceBest = level.n - state.bestBin
    const trainYard = twin.zeroless ? progress(twin) : Math.abs(state.trainAtBest)
    const big = rise >= (limits.rise as number) * yard && sinceBest >= fewestSinceBest
    const trainFallen = (state.trainAtBest - train) / trainYard
    const mayMemorise = !areFewBatches(context)
    const isRising =
      mayMemorise &&
      trainFallen >= trainFall &&
      (big || isLasting(level, rise, yard, sinceBest)) &&
      isSure(level, rise, sinceBest) &&
      (trainFallen >= noisyTrainFall || !isWithinNoise(level, rise))
    state.risingBins = level.binRows === 1 && isRising ? state.risingBins + 1 : 0
    if (!mayMemorise) return null
    const isEnough = level.n >= (limits.evaluations as number)
    const isPlain =
      level.n >= (limits.evaluations as number) / 2 &&
      trainFallen >= plainTrainFall &&
      (isPlainRise(level, rise, limits) || isParting(state, at.value, context, limits))
    const isHigh = isPlain || (isEnough && state.risingBins >= persistence(level, rise))
    const means = isHigh ? null : risenMeans(context, limits)
    if (!isPlain || isEnough) {
      const least = lineShare * (limits.rise as number) * yard
      const isLine = !isHigh && !means
      if (isLine && !mayBeLine(context, limits, rise >= least, sinceBest)) return null
      const surest = surestLine(level)
      if (surest.chance >= (isHigh ? chanceOfMedians : means ? chanceOfMeans : chanceOfLine)) return null
      if (isLine && surest.rise < least) return null
    }
    // Among much noise the best of many is a fifth below a level that never fell.
    if (trendOf(twin, mostBins) > (twin.n < fewTrainRows ? likelyFall : clearFall)) return null
    // Not at the very row that comes back.
    if (at.value - state.best < closedGap * yard) return null
    return {
      kind: 'raise',
      severity: 'warning',
      step: state.lowestStep,
      evidence: {
        bestStep: state.lowestStep,
        validationThen: state.lowest,
        validationNow: now,
        trainThen: state.trainAtLowest,
        trainNow: train,
        // Means are what was judged by where there are many evaluations: a single one may be anywhere.
        ...means,
      },
      causes: ['memorising'],
    }
  },
}

function isWithinNoise(level: Level, rise: number): boolean {
  return rise < plainSteps * plainNoise(level, levelBins(level)) && surestLine(level).chance >= chanceOfMeans
}

/** Asked of half of the evaluations. */
function isPlainRise(level: Level, rise: number, limits: Limits): boolean {
  if (rise < Math.max(costShare * progress(level), riseSigmas * noise(level))) return false
  return risesPlainly(level, limits.rise as number) && rise >= beyondWander * wanderOf(level)
}

function isParting(state: State, value: number, { level, twinRows }: Context, limits: Limits): boolean {
  if (state.partings < partingEvaluations || level.zeroless || !twinRows) return false
  if (level.binRows > 1 || twinRows.count > partingRows * level.n) return false
  return value - state.lowest >= (limits.rise as number) * Math.abs(state.lowest)
}

function mayBeLine(context: Context, limits: Limits, isHigh: boolean, sinceBest: number): boolean {
  if (!isHigh || sinceBest < fewestSinceBest || context.level.n < (limits.evaluations as number)) return false
  return fallenMeans(context, sinceBest) !== null
}

/** Rows that scatter by so much of where training began are batches, not epochs, as far as the run does not say: nobody learns a few by heart. */
function areFewBatches({ twin, twinRows, facts }: Context): boolean {
  if (!twin || !twinRows || twin.zeroless) return false
  if (twinRows.count >= fewBatches || twinRows.span >= fewSteps) return false
  if (facts.stepsPerEpoch !== null && twinRows.stride >= facts.stepsPerEpoch) return false
  return plainNoise(twin, levelBins(twin)) > batchNoise * Math.abs(twin.start)
}

/** The median of the training losses since the last evaluation: one epoch's worth, whatever the logging stride. */
function trainLevel(state: State, { twin, twinRows }: Context): number {
  if (!twin || !twinRows) return Number.NaN
  const rows = Math.max(1, Math.min(twinRows.kept, twinRows.count - state.trainRows))
  state.trainRows = twinRows.count
  return twin.binRows > 1 ? twin.now : medianBack(twinRows, rows)
}
