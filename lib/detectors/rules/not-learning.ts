/**
 * The loss stands about where it started and shows no sign of falling: a note as soon as it is fair to ask, a warning once one may be
 * sure (`patience.ts`).
 *
 * Asked of: bins. Test: the halves of the last window against each other, and Mann-Kendall (`standing.ts`); or ten bins running at the
 * level of a guess (`guessing.ts`); and, of training, validation that does not fall for sure (`near-start.ts`).
 * False alarms: a warning in 3 of 1,000 drawn healthy runs; a note in 67, which is over as soon as they fall; none in 12 million rows
 * of noise after a fall (`npm run bench -- noise`).
 */

import { type Context, type Detector, isBatchBin, type Limits, type Verdict } from '../detector.ts'
import { accuracyEvidence } from '../memory/accuracy.ts'
import { lowerSiblings, siblingEvidence } from '../memory/beside-siblings.ts'
import { isAtItsMaximum, isZeroFor } from '../memory/companions.ts'
import { isWithin } from '../memory/guess.ts'
import { type Level, mostBins, noise, trendOf, valueBack } from '../memory/level.ts'
import { companionEvidence, isAtFloor, isGradientDead, isRateTiny, standingCauses } from './causes.ts'
import { isAtGuess, isGuess, isGuessing, isWorseThanGuess } from './guessing.ts'
import { hasLearnedBeside, isNearStart } from './near-start.ts'
import { isTimeToBeSure, patienceEpochs, patienceRows } from './patience.ts'
import { lowerShare, lowerSigmas, noFall, rowsNeeded, standingOf } from './standing.ts'

/** A loss that has dropped by this share of its start has learned something. */
const learnedDrop = 0.1
/** A part of a loss is given twice the patience, and must be within 2 % of its start. */
const partPatience = 2
const partShare = 0.02
/** The same number ten times is no noise that hides a trend. */
const identicalRows = 10
/** The learning rate has been 0 for that share of the run: it stands for no other reason. */
const zeroShare = 0.75

/** Worse than a guess by this share of it, with noise of this one: each step goes too far. */
const astrayShare = 0.02
const swingShare = 0.005

/** A first epoch at this many times the level was thrown there. */
const timesLevel = 100

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
    if (open && (hasFallen(level, state.level) || (state.isNote && hasLearnedBeside(context))))
      return { kind: 'clear', evidence: { back: level.now } }
    if (open) return state.isNote ? secondLook(state, context, limits) : null
    const repeats = state.identical >= identicalRows && isTimeForIdentical(context)
    state.chance = isGuess(at.value, context) ? state.chance + 1 : 0
    const guesses = isGuessing(state.chance, at.step, facts, limits.patience as number)
    const mayAsk =
      isStartKnown(at.step, context) &&
      (role.component ? isStillPart(context, limits) : isNearStart(context, limits))
    const ofCurve = mayAsk ? (repeats ? 'still' : standingOf(context, limits)) : null
    const standing = guesses ? 'guessing' : ofCurve
    state.flatBins = standing ? state.flatBins + 1 : 0
    if (!standing || (!repeats && !guesses && state.flatBins < rowsNeeded) || isAtFloor(facts, level.now))
      return null
    if (!guesses && hasLearnedBeside(context)) return null
    const causes = causesOf(
      context,
      isAtGuess(state.chance) ? guessingOf(at.value, context, ofCurve) : standing,
    )
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

/**
 * `slow`: it falls without doubt, and so little that it comes to the same. `guessing`: it is where a guess is. `astray`: it is worse, and
 * swings, as each step goes too far: what is not trained at all stands still.
 */
type Standing = 'still' | 'flat' | 'slow' | 'guessing' | 'astray'
const causesOfCurve: Record<Standing, readonly string[]> = {
  still: [],
  flat: [],
  slow: ['learning-rate-too-low'],
  guessing: ['chance-level'],
  astray: ['learning-rate-too-high'],
}

function guessingOf(value: number, context: Context, ofCurve: Standing | null): Standing {
  const { level } = context
  const isAbove = isWorseThanGuess(value, context) && isWorseThanGuess((1 - astrayShare) * level.now, context)
  if (!isAbove) return 'guessing'
  // Batches scatter whatever the rate.
  const swings = !isBatchBin(context) && noise(level) >= swingShare * level.now
  return swings ? 'astray' : (ofCurve ?? 'flat')
}

function causesOf(context: Context, standing: Standing): string[] {
  const { learningRate, rows } = context
  const causes = isZeroFor(learningRate, zeroShare * rows.span, rows.step) ? ['learning-rate-zero'] : []
  if (isGradientDead(context)) causes.push('dead-gradient')
  if (causes.length === 0 && wasThrownOff(context)) return ['learning-rate-too-high']
  // Where weights begin, a guess stands: that it is still there says nothing of the data.
  if (causes.length === 0 && isRateTiny(context)) return ['learning-rate-too-low']
  // A loss that sinks towards its chance level falls slowly too: the level says more.
  const ofCurve = causes.length === 0 ? causesOfCurve[standing] : []
  causes.push(...standingCauses(context, ofCurve))
  if (lowerSiblings(context)) causes.push('siblings-do-better')
  return causes
}

/** It was far above where it stands, and came down at once: its first steps ruined the model. */
function wasThrownOff({ level, learningRate }: Context): boolean {
  return !level.zeroless && level.first > timesLevel * level.now && isAtItsMaximum(learningRate)
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
