/** A good part of the progress is lost again, and stays lost: not yet a divergence, and no longer a good run. */

import type { Context, Detector } from '../detector.ts'
import { partEvidence } from '../memory/components.ts'
import { type Level, levelBins, lostShare, noise, progress, signedBins } from '../memory/level.ts'
import { stepNoise } from '../memory/noise.ts'
import { companionEvidence, explosionCauses } from './causes.ts'

/** There must have been progress: 15 % of the start. */
const leastProgress = 0.15
/** A quarter of it is lost, which is 4 sigma or more, … */
const lostShareNeeded = 0.25
const lostSigmas = 4
/** … for 5 rows, in long runs for 3 % of the rows. */
const fewestRows = 5
const runShare = 0.03
const fromRow = 8
/** Over when less than 15 % is lost. */
const overShare = 0.15
/** When the learning rate has just more than doubled, a rise is no news for 5 % of the run. */
const restShare = 0.05

type State = { bins: number; sinceStep: number }

export const climbing: Detector<State> = {
  code: 'climbing',
  mutedBy: ['diverged', 'non-finite', 'overfitting', 'not-learning'],
  certain: false,
  thresholds: {
    lostShare: {
      default: lostShareNeeded,
      min: 0.05,
      max: 1,
      unit: 'of the progress',
      meaning: 'how much must be lost again',
    },
    rows: { default: fewestRows, min: 1, max: 1000, unit: 'rows', meaning: 'for how long, at least' },
  },
  start: () => ({ bins: 0, sinceStep: -1 }),

  coarsen(state) {
    state.bins >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level } = context
    if (!Number.isFinite(at.value)) return null
    if (open) return lostShare(level) < overShare ? { kind: 'clear', evidence: { back: level.now } } : null
    if (!isClimbing(context, limits.lostShare as number)) {
      state.bins = 0
      state.sinceStep = -1
      return null
    }
    if (state.sinceStep < 0) state.sinceStep = at.step
    state.bins++
    // Not at the very row that comes back.
    if (
      state.bins < Math.max(limits.rows as number, runShare * level.n) ||
      lostShare(level, at.value) < overShare
    )
      return null
    return {
      kind: 'raise',
      severity: 'warning',
      step: state.sinceStep,
      evidence: {
        best: level.best,
        bestStep: level.bestStep,
        now: level.now,
        start: level.start,
        lostShare: lostShare(level),
        ...companionEvidence(context),
        ...partEvidence(context.components(), state.sinceStep),
      },
      causes: explosionCauses(context, state.sinceStep),
    }
  },
}

function isClimbing(context: Context, lostNeeded: number): boolean {
  const { level } = context
  if (level.n < (level.signed ? signedBins : fromRow) || level.landing !== null) return false
  const made = progress(level)
  if (!level.signed && made <= leastProgress * Math.abs(level.start)) return false
  if (lostShare(level) < lostNeeded || isResting(context)) return false
  if (level.now - level.best < lostSigmas * noise(level)) return false
  if (
    level.now - level.best <
    (Number(process.env.AS ?? 16) / Math.sqrt(level.binRows)) * stepNoise(level, levelBins(level))
  )
    return false
  return !isTwinWell(context.twin, level)
}

/** Validation that rises while training goes on well is overfitting, which says more. */
function isTwinWell(twin: Level | null, level: Level): boolean {
  return twin !== null && twin.bestStep > level.bestStep && lostShare(twin) < lostShareNeeded
}

function isResting({ learningRate, rows }: Context): boolean {
  const doubled = learningRate?.doubledAtStep ?? null
  return doubled !== null && rows.step - doubled <= restShare * rows.span
}
