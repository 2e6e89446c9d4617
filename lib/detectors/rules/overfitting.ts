/**
 * Validation rises from its best while training goes on falling.
 *
 * Asked of: bins of validation, beside those of training.
 * Test: medians of three, means over up to 24 bins by their standard errors, and lines (`overfit-rise.ts`).
 * False alarms: 4 of 1,000 drawn healthy runs (`npm run bench -- noise`).
 */
import type { Detector } from '../detector.ts'
import { overfitRise, yardOf } from './overfit-rise.ts'
import { coarsenOverfitState, noteEvaluation, type OverfitState, startOverfitState } from './overfit-state.ts'

/** Evaluations before anything is said. */
const fewestEvaluations = 10
/** The median of 3 evaluations stands 5 % above its best. */
const riseShare = 0.05
/** Less than 2 % above the best again: over. */
const closedGap = 0.02

/** Copied for each series: joined from its parts anew, it took ten times as long. */
const atStart = startOverfitState()

export const overfitting: Detector<OverfitState> = {
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
  start: () => ({ ...atStart }),
  coarsen: coarsenOverfitState,

  atBin(state, at, context, open, limits) {
    const { level, twin } = context
    if (twin === null || twin.n === 0 || !Number.isFinite(at.value)) return null
    const evaluated = noteEvaluation(state, at, context)
    const { now, train, isBest, isFirst } = evaluated
    if (isBest) return open && !isFirst ? { kind: 'clear', evidence: { back: now } } : null
    const gap = closedGap * yardOf(state, level)
    if (open) return now - state.best < gap ? { kind: 'clear', evidence: { back: now } } : null
    const rise = overfitRise(state, at.value, evaluated, context, limits)
    // Not at the very row that comes back.
    if (!rise || at.value - state.best < gap) return null
    return {
      kind: 'raise',
      severity: 'warning',
      step: state.lowestStep,
      evidence: {
        bestStep: state.lowestStep,
        validationThen: state.lowest,
        ...(state.lowestRows > 1 ? { evaluations: state.lowestRows } : {}),
        validationNow: now,
        trainThen: state.trainAtLowest,
        trainNow: train,
        ...rise.means,
      },
      causes: ['memorising'],
    }
  },
}
