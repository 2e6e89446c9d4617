/** What `overfitting` remembers: the best evaluation, what training had come to then, and how both have gone on since. */
import type { Context, Observation } from '../detector.ts'
import { medianBack, valueBack } from '../memory/level.ts'

/** It is judged by medians of three evaluations. */
const smoothBins = 3

export type OverfitState = {
  /** The lowest evaluation, or mean of `lowestRows` in a long series, its step, the training level then: the checkpoint to keep. */
  lowest: number
  lowestRows: number
  lowestStep: number
  trainAtLowest: number
  /** The lowest median, by which is judged. */
  best: number
  bestStep: number
  bestBin: number
  trainAtBest: number
  /** Rows of the training series at the last evaluation: what came since is this evaluation's training level. */
  trainRows: number
  /** The lowest level of the training series at any evaluation: its plot forgets what was before it seemed to begin anew. */
  trainBest: number
  /** The training level at the last evaluation, and how many evaluations running rose while it fell. */
  train: number
  partings: number
  risingBins: number
}

export function startOverfitState(): OverfitState {
  return {
    ...{ lowest: 0, lowestRows: 1, lowestStep: -1, trainAtLowest: 0 },
    ...{ best: 0, bestStep: -1, bestBin: 0, trainAtBest: 0 },
    ...{ trainRows: 0, trainBest: Number.MAX_VALUE, train: 0, partings: 0, risingBins: 0 },
  }
}

export function coarsenOverfitState(state: OverfitState): void {
  state.bestBin >>= 1
  state.risingBins >>= 1
  state.partings >>= 1
}

/** The median now and the training level; `isBest` where no median was lower, in which case `isFirst` says whether there was none. */
export type Evaluated = { now: number; train: number; isBest: boolean; isFirst: boolean }

/** Notes an evaluation. */
export function noteEvaluation(state: OverfitState, at: Observation, context: Context): Evaluated {
  const { level } = context
  const train = trainLevel(state, context)
  const now = medianBack(level, Math.min(smoothBins, level.kept))
  const haveParted = level.kept > 1 && at.value > valueBack(level, 1) && train < state.train
  Object.assign(state, { train, partings: haveParted ? state.partings + 1 : 0 })
  if (context.twin !== null) state.trainBest = Math.min(state.trainBest, context.twin.now)
  if (state.lowestStep < 0 || at.step < state.lowestStep || at.value < state.lowest)
    Object.assign(state, {
      ...{ lowest: at.value, lowestRows: context.level.binRows, lowestStep: at.step, trainAtLowest: train },
    })
  const isFirst = state.bestStep < 0
  // A resumed run has its best before it again.
  const isBest = isFirst || at.step < state.bestStep || now < state.best
  if (isBest)
    Object.assign(state, {
      ...{ best: now, bestStep: at.step, bestBin: level.n, trainAtBest: train },
      risingBins: 0,
    })
  return { now, train, isBest, isFirst }
}

/** The median of the training losses since the last evaluation: one epoch's worth, whatever the logging stride. */
function trainLevel(state: OverfitState, { twin, twinRows }: Context): number {
  if (!twin || !twinRows) return Number.NaN
  const rows = Math.max(1, Math.min(twinRows.kept, twinRows.count - state.trainRows))
  state.trainRows = twinRows.count
  return twin.binRows > 1 ? twin.now : medianBack(twinRows, rows)
}
