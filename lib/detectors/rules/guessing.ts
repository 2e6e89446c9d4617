/** A loss exactly where a model stands that only guesses. */

import type { Context, RunFacts } from '../detector.ts'
import { guessBeside, signalOf } from '../memory/accuracy.ts'
import { isWithin, usualGuesses } from '../memory/guess.ts'

/**
 * Every one of ten rows within half a percent of the chance level, after the patience in epochs, or 5,000 steps where epochs are
 * not known, or half of the plan: guessing leaves no doubt. There a log may begin in the middle, since a run that was better
 * before does not come back to that level.
 */
const rowsNeeded = 10
const chanceShare = 0.005
const stepsNeeded = 5000
const planNeeded = 0.5
/**
 * A run that does not name its loss may still stand, to a thousandth, where a cross-entropy stands that guesses among a usual
 * number of classes: ten rows there are no accident.
 */
const usualShare = 0.001

/** Below a guess by that much something was learned. */
const learnedShare = 0.1

/** It has been there since its start: what comes from far above only passes, or settles where it happens to. */
const startShare = 0.1

/** Whether a value is that of a guess, and no accuracy says otherwise; or a worse one, and the accuracy says so too. */
export function isGuess(value: number, context: Context): boolean {
  const { facts, level, accuracy, role } = context
  const { chanceLevel, lossNamed } = facts
  if (level.zeroless || role.component) return false
  if (isWorseThanGuess(value, context)) return true
  if (chanceLevel !== null) {
    if (!isWithin(value, chanceLevel, chanceShare)) return false
  } else {
    // Cheap to ask first: in nearly all rows the loss does not even stand that still.
    if (lossNamed || !isWithin(value, level.now, 2 * usualShare)) return false
    const usual = usualGuesses.find((one) => isWithin(value, one, usualShare))
    if (usual === undefined || level.start > (1 + startShare) * usual) return false
  }
  return signalOf(accuracy, role.split, facts) !== 'found'
}

/**
 * No better than a guess by its accuracy, and above what one costs: learning that goes astray. Not where it, or training beside it, has
 * been below: that was lost, or learned by heart.
 */
export function isWorseThanGuess(value: number, { facts, accuracy, role, twin, level }: Context): boolean {
  if (level.zeroless || role.component) return false
  const guess = facts.chanceLevel ?? guessBeside(accuracy, role.split, value)
  if (guess === null || value < (1 - chanceShare) * guess) return false
  if (Math.min(level.best, twin?.best ?? level.best) < (1 - learnedShare) * guess) return false
  return facts.chanceLevel === null || signalOf(accuracy, role.split, facts) === 'at-chance'
}

/** Whether this many guesses running are no accident, whether or not it is time to say so. */
export function isAtGuess(rows: number): boolean {
  return rows >= rowsNeeded
}

/** Whether this many guesses running, up to this step, are enough. */
export function isGuessing(
  rows: number,
  step: number,
  { stepsPerEpoch, plannedSteps }: RunFacts,
  patience: number,
): boolean {
  if (!isAtGuess(rows)) return false
  if (plannedSteps !== null && step >= planNeeded * plannedSteps) return true
  return stepsPerEpoch ? step / stepsPerEpoch >= patience : step >= stepsNeeded
}
