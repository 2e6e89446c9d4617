/**
 * Validation rises from its best while training goes on falling.
 * Asked of bins of validation, against those of training: medians of three, and means over up to 24, by standard errors.
 * Rate: 5 of 1,000 drawn healthy runs (`npm run bench -- noise`).
 */
import type { Context, Detector, Limits } from '../detector.ts'
import { type Level, levelBins, medianBack, noise, progress, trendOf, windowBins } from '../memory/level.ts'
import { beyondWander, noiseOfMean, plainNoise, wanderOf } from '../memory/noise.ts'
import { isBeyondDoubt, meanBack, riseOf } from '../memory/rise.ts'
import { risesPlainly } from './plain-rise.ts'

/** Evaluations before anything is said, and since the best one. */
const fewestEvaluations = 10
const fewestSinceBest = 4
/** The median of 3 evaluations stands 5 % above its best. */
const smoothBins = 3
const riseShare = 0.05
/** Training is lower by 2 % than it was then; of many evaluations by three standard errors, if that is less. */
const trainFall = 0.02
const trainErrors = 3
const fewestTrainBins = 3
/** The rise is real: 3 sigma, or a rising Mann-Kendall (one in a hundred by chance). */
const riseSigmas = 3
const clearRise = 2.33
/** From so many evaluations on, two fifths of that rise, at that many standard errors above the best mean: they are looked at hundreds of times. */
const manyEvaluations = 40
const riseErrors = 5.5
const sureShare = 0.4
/** Means of three evaluations see a single outlier: the median has risen by half as much. */
const nowShare = 0.5
/** A smaller rise counts where it costs an eighth of the progress and lasts: 3 %, 6 sigma, 20 evaluations since the best. */
const lastingShare = 0.03
const costShare = 1 / 8
const lastingSigmas = 6
const lastingEvaluations = 20
const binsNeeded = 3
/**
 * Where neighbours are alike, a rise that is not clearly beyond what they may wander must last as long as that takes: an AR(1) of 0.9
 * forgets three quarters of itself in 14 values.
 */
const wanderBins = 14
/** A rise of fewer steps' noise than that may be noise that wanders, as long as training has not fallen by three tenths. */
const plainSteps = 14
const noisyTrainFall = 0.3
/** Half of the evaluations will do, and once, where it rises plainly, at the same cost, while training has fallen by a fifth. */
const plainTrainFall = 0.2
/** Before so many single batches, which scatter by that share of the start, a rise is noise that wanders. */
const fewBatches = 144
const batchNoise = 0.05
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
  risingBins: number
  /** Bins running by which it has risen beyond doubt. */
  sureBins: number
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
    risingBins: 0,
    sureBins: 0,
  }),

  coarsen(state) {
    state.bestBin >>= 1
    state.risingBins >>= 1
    state.sureBins >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level, twin } = context
    if (twin === null || twin.n === 0 || !Number.isFinite(at.value)) return null
    const train = trainLevel(state, context)
    const now = medianBack(level, Math.min(smoothBins, level.kept))
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
    const isNoisy = rise < plainSteps * plainNoise(level, levelBins(level))
    const isTrainFalling = state.trainAtBest - train >= (isNoisy ? noisyTrainFall : trainFall) * trainYard
    const mayMemorise = !areFewBatches(context)
    const isRising =
      mayMemorise &&
      isTrainFalling &&
      level.n >= (limits.evaluations as number) &&
      (big || isLasting(level, rise, yard, sinceBest)) &&
      isSure(level, rise, sinceBest)
    state.risingBins = level.binRows === 1 && isRising ? state.risingBins + 1 : 0
    const sure = mayMemorise && isMany(context, limits) ? sureRise(context, limits) : null
    state.sureBins = sure ? state.sureBins + 1 : 0
    const isPlain =
      mayMemorise &&
      level.n >= (limits.evaluations as number) / 2 &&
      state.trainAtBest - train >= plainTrainFall * trainYard &&
      rise >= Math.max(costShare * progress(level), riseSigmas * noise(level)) &&
      risesPlainly(level, limits.rise as number) &&
      rise >= beyondWander * wanderOf(level)
    const isSurely =
      sure !== null && state.sureBins >= (sure.wanders ? persistence(level, level.now - level.best, 1) : 1)
    if (state.risingBins < persistence(level, rise, binsNeeded) && !isSurely && !isPlain) return null
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
        ...(isSurely ? sure.means : {}),
      },
      causes: ['memorising'],
    }
  },
}

/** Rows that scatter by so much of where training began are batches, not epochs, as far as the run does not say: nobody learns a few by heart. */
function areFewBatches({ twin, twinRows, facts }: Context): boolean {
  if (!twin || !twinRows || twin.zeroless || twinRows.count >= fewBatches) return false
  if (facts.stepsPerEpoch !== null && twinRows.stride >= facts.stepsPerEpoch) return false
  return plainNoise(twin, levelBins(twin)) > batchNoise * Math.abs(twin.start)
}

/** The rise is no luck of the last evaluations, nor was the best one. */
function isSure(level: Level, rise: number, sinceBest: number): boolean {
  const isHigh = rise >= riseSigmas * noise(level)
  const isClear = trendOf(level, Math.min(windowBins, sinceBest + 1)) >= clearRise
  return level.n < manyEvaluations ? isHigh || isClear : isHigh && isClear
}

function isMany({ rows, level }: Context, limits: Limits): boolean {
  return level.n >= manyEvaluations && rows.finite >= (limits.evaluations as number)
}

type Means = {
  validationThen: number
  validationNow: number
  trainThen: number
  trainNow: number
}

/** Of many evaluations: the means between which it rises beyond doubt, while that of training falls; null where it does not. */
function sureRise({ level, rows, twin }: Context, limits: Limits): { means: Means; wanders: boolean } | null {
  if (!twin || twin.kept < fewestTrainBins) return null
  const yard = level.zeroless ? progress(level) : Math.abs(level.best)
  const least = sureShare * (limits.rise as number) * yard
  if (level.now - level.best < least) return null
  const rise = riseOf(level, rows)
  if (!rise || !isBeyondDoubt(rise, riseErrors) || rise.now - rise.lowest < least) return null
  if (level.now - level.best < nowShare * (rise.now - rise.lowest)) return null
  // At the same share of the way: steps may be counted in epochs here and in batches there.
  const back = Math.round((rise.back * twin.n) / level.n)
  const bins = Math.max(1, Math.min(rise.bins, back >> 1))
  const trainThen = meanBack(twin, bins, back)
  const trainNow = meanBack(twin, bins, 0)
  const fall = trainThen - trainNow
  const trainYard = twin.zeroless ? progress(twin) : Math.abs(twin.now)
  const error = Math.SQRT2 * noiseOfMean(twin, levelBins(twin), bins)
  if (fall < trainFall * trainYard && (fall <= 0 || fall < trainErrors * error)) return null
  return {
    means: { validationThen: rise.lowest, validationNow: rise.now, trainThen, trainNow },
    wanders: rise.wanders,
  }
}

/** Bins that a rise must last: what wanders comes back. */
function persistence(level: Level, rise: number, least: number): number {
  return rise < beyondWander * wanderOf(level) ? wanderBins : least
}

function isLasting(level: Level, rise: number, yard: number, sinceBest: number): boolean {
  const high = rise >= lastingShare * yard && rise >= costShare * progress(level)
  return high && sinceBest >= lastingEvaluations && rise >= lastingSigmas * noise(level)
}

/** The median of the training losses since the last evaluation: one epoch's worth, whatever the logging stride. */
function trainLevel(state: State, { twin, twinRows }: Context): number {
  if (!twin || !twinRows) return Number.NaN
  const rows = Math.max(1, Math.min(twinRows.kept, twinRows.count - state.trainRows))
  state.trainRows = twinRows.count
  return twin.binRows > 1 ? twin.now : medianBack(twinRows, rows)
}
