/**
 * The loss stands about where it started and shows no sign of falling: a note as soon as it is fair to ask, a warning once one may be
 * sure (`patience.ts`).
 *
 * Asked of: bins. Test: the halves of the last window against each other, and Mann-Kendall (`standing.ts`); or ten bins running at the
 * level of a guess (`guessing.ts`).
 * False alarms: a warning in 3 of 1,000 drawn healthy runs; a note in 67, which is over as soon as they fall; none in 12 million rows
 * of noise after a fall (`npm run bench -- noise`).
 */

import type { Context, Detector, Limits, Verdict } from '../detector.ts'
import { accuracyEvidence } from '../memory/accuracy.ts'
import { lowerSiblings, siblingEvidence } from '../memory/beside-siblings.ts'
import { isZeroFor } from '../memory/companions.ts'
import { isNarrow } from '../memory/far-from-zero.ts'
import { isWithin } from '../memory/guess.ts'
import {
  type Level,
  levelBins,
  medianBack,
  mostBins,
  noise,
  progress,
  trendOf,
  valueBack,
  zerolessBins,
} from '../memory/level.ts'
import { stepNoise } from '../memory/noise.ts'
import { meanBack } from '../memory/rise.ts'
import { companionEvidence, isAtFloor, isGradientDead, standingCauses } from './causes.ts'
import { isAtGuess, isGuess, isGuessing } from './guessing.ts'
import { isTimeToBeSure, patienceEpochs, patienceRows } from './patience.ts'
import { lowerShare, lowerSigmas, noFall, rowsNeeded, standingOf } from './standing.ts'

/** A loss that has dropped by this share of its start has learned something; validation beside training that has, by this one. */
const learnedDrop = 0.1
const besideLearning = 0.03
/** Validation that has risen by a quarter stands no more: that is told by others. */
const risenBesideTraining = 1.25
/** In a long series a clear drop of this share counts that came after the first nine rows. */
const settledDrop = 0.04
const settledErrors = 3
const longBins = 16
/** A part of a loss is given twice the patience, and must be within 2 % of its start. */
const partPatience = 2
const partShare = 0.02
/** Of a loss below zero: progress below 6 sigma is the best of much noise, and 2 sigma from a single first value its luck. */
const signedProgress = 6
const signedDrop = 2
/** The same number ten times is no noise that hides a trend. */
const identicalRows = 10
/** The learning rate has been 0 for that share of the run: it stands for no other reason. */
const zeroShare = 0.75

/** Causes that a slow start has too: it falls slowly from where a guess stands. Others leave nothing to wait for. */
const causesOfSlowStart = ['learning-rate-too-low', 'chance-level', 'predicts-prior']

/** `isNote`: it is open, and was not sure when it was raised. */
type State = { flatBins: number; identical: number; chance: number; level: number; isNote: boolean }

export const notLearning: Detector<State> = {
  code: 'not-learning',
  mutedBy: ['diverged', 'non-finite'],
  certain: false,
  thresholds: {
    drop: {
      default: learnedDrop,
      min: 0.01,
      max: 0.9,
      unit: 'of the start',
      meaning: 'a drop that counts as having learned',
    },
    patience: {
      default: patienceEpochs,
      min: 3,
      max: 10_000,
      unit: 'epochs',
      meaning: 'before it is fair to ask',
    },
  },
  start: () => ({ flatBins: 0, identical: 1, chance: 0, level: 0, isNote: false }),

  coarsen(state) {
    state.flatBins >>= 1
    state.chance >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level, facts, role } = context
    if (!Number.isFinite(at.value)) return null
    const repeated = level.kept > 1 && at.value === valueBack(level, 1)
    state.identical = repeated ? state.identical + 1 : 1
    if (open && hasFallen(level, state.level)) return { kind: 'clear', evidence: { back: level.now } }
    if (open) return state.isNote ? secondLook(state, context, limits) : null
    const repeats = state.identical >= identicalRows && isTimeForIdentical(context)
    state.chance = isGuess(at.value, context) ? state.chance + 1 : 0
    const guesses = isGuessing(state.chance, at.step, facts, limits.patience as number)
    const mayAsk =
      isStartKnown(at.step, context) &&
      (role.component ? isStillPart(context, limits) : isNearStart(context, limits))
    const standing = guesses ? 'guessing' : mayAsk ? (repeats ? 'still' : standingOf(context, limits)) : null
    state.flatBins = standing ? state.flatBins + 1 : 0
    if (!standing || (!repeats && !guesses && state.flatBins < rowsNeeded) || isAtFloor(facts, level.now))
      return null
    const causes = causesOf(context, isAtGuess(state.chance) ? 'guessing' : standing)
    const isSure =
      guesses || standing === 'still' || isTimeToBeSure(context, limits) || causes.some(isCertain)
    state.level = level.now
    state.isNote = !isSure
    return {
      kind: 'raise',
      severity: isSure ? 'warning' : 'info',
      step: at.step,
      evidence: {
        start: level.start,
        level: level.now,
        noise: noise(level),
        rows: context.rows.finite,
        ...(isSure ? {} : { early: 1 }),
        ...(facts.chanceLevel !== null ? { chanceLevel: facts.chanceLevel } : {}),
        ...companionEvidence(context),
        ...accuracyEvidence(context),
        ...siblingEvidence(context),
      },
      causes,
    }
  },

  // There is no more to wait for.
  atEnd: (state) => (state.isNote ? warn(state) : null),
}

/** At a note: it stands as before, as far as can be told, and one may be sure by now. */
function secondLook(state: State, context: Context, limits: Limits): Verdict | null {
  const causes = causesOf(context, 'flat')
  const isLate = isTimeToBeSure(context, limits) && trendOf(context.level, mostBins) > noFall
  return isLate || causes.some(isCertain) ? warn(state, causes) : null
}

const isCertain = (cause: string) => !causesOfSlowStart.includes(cause)

function warn(state: State, causes?: string[]): Verdict {
  state.isNote = false
  return { kind: 'update', severity: 'warning', evidence: { early: 0 }, ...(causes && { causes }) }
}

/** `slow`: it falls without doubt, and so little that it comes to the same. `guessing`: it is where a guess is. */
type Standing = 'still' | 'flat' | 'slow' | 'guessing'
const causesOfCurve: Record<Standing, readonly string[]> = {
  still: [],
  flat: [],
  slow: ['learning-rate-too-low'],
  guessing: ['chance-level'],
}

function causesOf(context: Context, standing: Standing): string[] {
  const { learningRate, rows } = context
  const causes = isZeroFor(learningRate, zeroShare * rows.span, rows.step) ? ['learning-rate-zero'] : []
  if (isGradientDead(context)) causes.push('dead-gradient')
  // A loss that sinks towards its chance level falls slowly too: the level says more.
  const ofCurve = causes.length === 0 ? causesOfCurve[standing] : []
  causes.push(...standingCauses(context, ofCurve))
  if (lowerSiblings(context)) causes.push('siblings-do-better')
  return causes
}

/** A log that begins in the middle of a run does not hold its start, until it covers more steps than it left out. */
function isStartKnown(step: number, { rows }: Context): boolean {
  return rows.span >= step - rows.span
}

/** Printed with four digits, a slow start repeats a number too: whole epochs, or the usual number of rows. */
function isTimeForIdentical({ rows, level, facts }: Context): boolean {
  if (facts.stepsPerEpoch && rows.span / facts.stepsPerEpoch >= identicalRows - 1) return true
  return level.n >= patienceRows
}

/**
 * A signed loss has no zero to take a share of: there, progress within its noise is none. Validation beside training that has learned
 * has learned less, as a rule: it must stand where it started.
 */
function isNearStart(context: Context, limits: Limits): boolean {
  const { level, twin, facts } = context
  const drop = limits.drop as number
  const hasTwinLearned = twin !== null && progress(twin) >= learning(twin, drop)
  // A model that had learned before its first evaluation has its start where it arrived.
  if (hasTwinLearned && fallOfTwin(context) < learning(twin, drop)) return false
  if (twin !== null && beganBelow(level, twin, drop)) return false
  if (level.zeroless) return isWithinNoise(level)
  if (hasFallenSinceFirst(level)) return false
  if (twin !== null && levelOf(level) > risenBesideTraining * level.start) return false
  // What was learned before the first value counts too, where a guess is known.
  if (facts.chanceLevel !== null && level.now < (1 - drop) * facts.chanceLevel) return false
  const least = hasTwinLearned ? Math.min(drop, besideLearning) : drop
  return level.start - levelOf(level) < least * level.start
}

/** Of a long series the median of more bins: its noise may be as large as what it has learned. */
function levelOf(level: Level): number {
  return level.binRows > 1 ? medianBack(level, longBins) : level.now
}

/** The first evaluation was already far below where training began: all that could be learned may have been by then. */
function beganBelow(level: Level, twin: Level, drop: number): boolean {
  return !level.zeroless && !twin.zeroless && level.start < (1 - drop) * twin.start
}

/** What a fall must be to have learned something. */
function learning(level: Level, drop: number): number {
  const isShareless = level.zeroless || isNarrow(level)
  return isShareless ? signedProgress * noise(level) : drop * Math.abs(level.start)
}

function isWithinNoise(level: Level): boolean {
  const sigma = stepNoise(level, levelBins(level))
  // The very first value may lie far above the rest of what never learns.
  const start = Math.min(level.start, level.settled ?? level.ofFirst)
  if (level.n < zerolessBins || start - level.best > signedProgress * sigma) return false
  return start - level.now <= signedDrop * sigma
}

/** What never learns drops within a few rows, and stands. */
function hasFallenSinceFirst(level: Level): boolean {
  const { settled, settledError } = level
  if (settled === null) return false
  const fall = settled - levelOf(level)
  return fall >= settledDrop * settled && fall >= settledErrors * settledError
}

/** How far training has fallen since the first evaluation. */
function fallOfTwin({ rows, twin, twinRows }: Context): number {
  if (!twin || !twinRows) return 0
  const bins = Math.round(rows.span / (twinRows.stride * twin.binRows))
  // Of wide bins the first one holds what came before as well.
  const isWide = twin.binRows > 1
  return meanBack(twin, 1, Math.min(bins, twin.kept) - (isWide ? 1 : 0)) - twin.now
}

/** Parts rise while others fall, and some are done before they begin: only one that has not moved for twice as long is stuck. */
function isStillPart({ rows, level, facts }: Context, limits: Limits): boolean {
  const epochs = facts.stepsPerEpoch ? rows.span / facts.stepsPerEpoch : 0
  const isLate = Math.min(epochs, level.n) >= partPatience * (limits.patience as number) - 1
  return isLate && !level.zeroless && isWithin(level.now, level.start, partShare)
}

function hasFallen(level: Level, stood: number): boolean {
  const fall = stood - level.now
  if (fall <= (level.zeroless ? 0 : lowerShare * Math.abs(stood))) return false
  return fall > lowerSigmas * noise(level)
}
