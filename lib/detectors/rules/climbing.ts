/**
 * A good part of the progress is lost again and stays lost: not yet a divergence, but no longer a good run.
 *
 * Asked of: bins. Test: the share of the progress that is lost, beyond the noise, for a share of the run. In a long plot, where a loss
 * rises little by little: means, by their standard errors.
 * False alarms: 5 of 1,000 drawn healthy runs; no warning in 12 million rows of noise (`npm run bench -- noise`).
 */

import type { Context, Detector, Limits } from '../detector.ts'
import { isComingDown } from '../memory/companions.ts'
import { partEvidence } from '../memory/components.ts'
import { type Level, lostShare, noise, progress, trendOf, zerolessBins } from '../memory/level.ts'
import { surestLine } from '../memory/line.ts'
import { beyondWander, reachOfWander, wanderOf } from '../memory/noise.ts'
import { isBeyondDoubt, riseOf } from '../memory/rise.ts'
import { binsSinceStep } from '../memory/step-up.ts'
import { isWarmingUp } from '../memory/warm-up.ts'
import { hasLearned } from './above-start.ts'
import { companionEvidence, explosionCauses } from './causes.ts'

/** A quarter of it is lost, by 4 sigma and by clearly more than what neighbours that are alike may wander, … */
const lostShareNeeded = 0.25
const lostSigmas = 4
/** … or a tenth of it, where the loss stands at twice its best: a first value that was very high makes all that is lost look small. */
const doubledShare = 0.1
const doubled = 2
/** … for 5 bins, in plots of many for 3 % of them. */
const fewestBins = 5
const runShare = 0.03
const fromBin = 8
/**
 * Of a plot of 64 bins an eighth of that is enough, and 3 % of the level (treads of stairs rise by as much), where the mean stands
 * six standard errors above the lowest one, on two bins. A plot has 64 new bins each time it doubles, so that chance gets some hundred
 * looks in a million rows: of 1,000 drawn healthy series white noise takes 5 to five and a half errors, none to six twice.
 */
const manyBins = 64
const sureShare = 0.12
const sureRise = 0.03
const sureErrors = 6
const sureBins = 2
/** Four are enough where noise, be its neighbours alike or not, hardly ever rises along a line as these bins do. */
const lineErrors = 4
const chanceOfLine = 0.003
/** Means of three bins see a single outlier: the median has risen by half as much. */
const nowShare = 0.5
/** Not while it falls again, in the second half of the rise. */
const fewestTrendBins = 8
const stillFalling = -1
/**
 * What rose at once, as where a schedule that is not logged begins anew, is given three tenths of the run to fall again. With a
 * fifth 28 instead of 23 of 3,600 drawn healthy runs were told of, most of them restarts; found climbs are told no later.
 */
const lastingShare = 0.3
/** Over when less than a thirty-second of the progress is lost. */
const overShare = 1 / 32
/**
 * When the learning rate has just more than doubled, a rise is no news for 5 % of the run; a small one for 15 %. One that comes down
 * again, as after each restart of a schedule, is given until a tenth of it is left, or as long as the run had been before.
 */
const restShare = 0.05
const longRestShare = 0.15
const returningShare = 0.5

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
    rows: { default: fewestBins, min: 1, max: 1000, unit: 'rows', meaning: 'for how long, at least' },
  },
  start: () => ({ bins: 0, sinceStep: -1 }),

  coarsen(state) {
    state.bins >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level } = context
    if (!Number.isFinite(at.value)) return null
    if (open) return lostShare(level) < overShare ? { kind: 'clear', evidence: { back: level.now } } : null
    if (!mayClimb(context)) return startOver(state)
    const isMuch =
      lostShare(level) >= leastLost(level, limits) &&
      isBeyondNoise(level) &&
      !isResting(context, restShare) &&
      !mayBeRestart(context)
    const isSure = !isMuch && risesSurely(context, limits) && !isResting(context, longRestShare)
    if (!isMuch && !isSure) return startOver(state)
    if (state.sinceStep < 0) state.sinceStep = at.step
    state.bins++
    const bins = Math.max(limits.rows as number, runShare * level.n)
    // Not at the very row that comes back.
    if (state.bins < (isSure ? sureBins : bins) || lostShare(level, at.value) < overShare) return null
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

/** It does not climb now: the count begins anew. */
function startOver(state: State): null {
  state.bins = 0
  state.sinceStep = -1
  return null
}

function mayClimb(context: Context): boolean {
  const { level } = context
  if (level.n < (level.zeroless ? zerolessBins : fromBin) || level.landing !== null) return false
  if (!hasLearned(level) || isWarmingUp(context, 0)) return false
  return !isTwinWell(context.twin, level)
}

function leastLost({ zeroless, now, best }: Level, { lostShare: usual }: Limits): number {
  const isDoubled = !zeroless && best > 0 && now >= doubled * best
  return isDoubled ? Math.min(doubledShare, usual as number) : (usual as number)
}

function isBeyondNoise(level: Level): boolean {
  const lost = level.now - level.best
  if (lost < lostSigmas * noise(level)) return false
  return lost >= beyondWander * reachOfWander(level)
}

/** Of a long plot: the mean has risen beyond doubt, and goes on. */
function risesSurely({ level, rows }: Context, limits: Limits): boolean {
  const least = sureShare * (limits.lostShare as number)
  if (level.kept < manyBins || lostShare(level) < least) return false
  const rise = riseOf(level, rows)
  if (!rise || !isBeyondDoubt(rise, lineErrors)) return false
  if (!isBeyondDoubt(rise, sureErrors) && surestLine(level).chance >= chanceOfLine) return false
  const height = rise.now - rise.lowest
  if (level.now - level.best < nowShare * height) return false
  const yard = level.zeroless ? 0 : sureRise * Math.abs(level.now)
  if (height < Math.max(least * progress(level), yard, rise.wanders ? wanderOf(level) : 0)) return false
  if (trendOf(level, Math.max(fewestTrendBins, rise.back >> 1)) <= stillFalling) return false
  return !cameAtOnce(level, rise.back)
}

function mayBeRestart({ level, rows }: Context): boolean {
  const rise = riseOf(level, rows)
  return rise !== null && cameAtOnce(level, rise.back)
}

/** Of a rise this many bins long: whether it was a step, and not long ago. */
function cameAtOnce(level: Level, back: number): boolean {
  const since = binsSinceStep(level, back)
  return since !== null && since < lastingShare * level.n
}

/** Validation that rises while training goes on well is overfitting, which says more. */
function isTwinWell(twin: Level | null, level: Level): boolean {
  return twin !== null && twin.bestStep > level.bestStep && lostShare(twin) < lostShareNeeded
}

function isResting({ learningRate, rows }: Context, share: number): boolean {
  if (!learningRate || learningRate.doubledAtStep === null) return false
  const most = isComingDown(learningRate) ? returningShare : share
  return rows.step - learningRate.doubledAtStep <= most * rows.span
}
