/** Likely causes, as far as the numbers of one run can name them. An unknown cause is no cause. */

import type { Context, Evidence, RunFacts } from '../detector.ts'
import { guessBeside, hasAccuracy, signalOf } from '../memory/accuracy.ts'
import { isAtItsMaximum } from '../memory/companions.ts'
import { firstWrong } from '../memory/components.ts'
import { type Level, levelError } from '../memory/level.ts'

/** A level within 2 % of a known one is that level. */
const sameLevel = 0.02
/** Two known levels within a thousandth are one. */
const sameValue = 0.001
/** A learning rate that rose within the last twentieth of the run's steps rose "just now". */
const recentShare = 0.05
/** A norm below this share of its first value has vanished. */
const vanished = 1e-7

/** No model learns at rates as low in any reasonable time; plain SGD, whose steps are as small as its gradients, at these. */
const tinyRate = 1e-6
const tinyRateOfSgd = 2e-5

/** Causes that say "the model has found no signal", and those that need one. */
const withoutSignal = ['chance-level', 'predicts-prior']
const withSignal = ['softmax-before-cross-entropy', 'sigmoid-before-bce-with-logits']
/** Their levels are the least that such a loss can be: a run that was lower by this many standard errors has none of them. */
const errorsBelow = 4

/**
 * The causes behind a loss that stands still, likeliest first: from its level, as far as the accuracy does not belie it.
 * The accuracy alone speaks where neither the level nor what the caller knows of the curve says anything.
 */
export function standingCauses(context: Context, ofCurve: readonly string[] = []): string[] {
  const { facts, level, role, accuracy } = context
  const signal = signalOf(accuracy, role.split, facts)
  const belied = signal === 'found' ? withoutSignal : signal === 'at-chance' ? withSignal : []
  const wasBelow = (cause: string) => withSignal.includes(cause) && hasBeenBelow(facts, cause, level)
  // A part of a loss has levels of its own, which nobody knows; and one that noise hides is none.
  const causes =
    role.component || levelError(level) > sameLevel * Math.abs(level.now)
      ? []
      : [...levelCauses(facts, level.now), ...rangeCauses(context)].filter(
          (cause, i, all) => !belied.includes(cause) && !wasBelow(cause) && all.indexOf(cause) === i,
        )
  if (causes.length > 0) return causes
  if (ofCurve.length > 0) return [...ofCurve]
  return signal === 'at-chance' || isAtUsualGuess(context) ? ['chance-level'] : []
}

/** What explains a loss as high beside an accuracy as good. */
function rangeCauses({ facts: { levels = [] }, level, role, accuracy }: Context): string[] {
  return levels
    .filter(({ value, upTo = value, leastAccuracy = 2 }) => {
      const isIn = level.now >= (1 - sameLevel) * value && level.now <= upTo
      return isIn && hasAccuracy(accuracy, role.split, leastAccuracy)
    })
    .map(({ cause }) => cause)
}

/** Where the classes are not known, the accuracy may tell their number; of pairs there are two. */
function isAtUsualGuess({ facts, level, role, accuracy, isOfPairs }: Context): boolean {
  if (facts.chanceLevel !== null || role.component || level.zeroless) return false
  const guess = isOfPairs ? Math.LN2 : guessBeside(accuracy, role.split, level.now)
  return guess !== null && distance(level.now, guess) <= sameLevel
}

function hasBeenBelow({ levels = [] }: RunFacts, cause: string, level: Level): boolean {
  const known = levels.find((one) => one.cause === cause)
  return known !== undefined && level.best < known.value - errorsBelow * levelError(level)
}

/** The causes that a value alone tells. */
export function levelCauses(facts: RunFacts, value: number): string[] {
  const { levels = [], chanceLevel } = facts
  // Where a level says more of the same value, that of guessing is not said too.
  const isNamed =
    chanceLevel !== null && levels.some((known) => distance(known.value, chanceLevel) <= sameValue)
  const chance = chanceLevel === null || isNamed ? [] : [{ value: chanceLevel, cause: 'chance-level' }]
  return [...levels.filter(({ upTo }) => upTo === undefined), ...chance]
    .map((known) => ({ cause: known.cause, distance: distance(value, known.value) }))
    .filter((known) => known.distance <= sameLevel)
    .sort((a, b) => a.distance - b.distance)
    .map((known) => known.cause)
    .filter((cause, i, causes) => causes.indexOf(cause) === i)
}

function distance(value: number, known: number): number {
  if (value === known) return 0
  return known === 0 || !Number.isFinite(known) ? Number.POSITIVE_INFINITY : Math.abs(value / known - 1)
}

/** True at the lowest value that the loss can take. */
export function isAtFloor(facts: RunFacts, value: number): boolean {
  return facts.floor !== null && distance(value, facts.floor) <= sameLevel
}

/** The causes behind a loss that goes up or away, when it first went wrong at `step`. */
export function explosionCauses(context: Context, step: number): string[] {
  const { learningRate, gradientNorm, rows } = context
  const rose = learningRate?.roseAtStep ?? null
  const roseJustNow = rose !== null && rows.step - rose <= recentShare * rows.span
  const part = firstWrong(context.components(), step)
  const ofPart = part ? ['one-component'] : []
  // A part that is undefined somewhere breaks at once; what goes up first does so by its steps.
  const causes: string[] = part?.blewUp ? [] : ofPart
  if (roseJustNow) causes.push('learning-rate-too-high')
  const jump = gradientNorm?.jumpStep ?? null
  // Before, not with it: what breaks the loss breaks the norm of that very step.
  if (jump !== null && jump < step) causes.push('gradient-explosion')
  if (!roseJustNow && isAtItsMaximum(learningRate)) causes.push('learning-rate-too-high')
  return part?.blewUp ? [...causes, ...ofPart] : causes
}

/** The learning rate never was high enough to move anything. */
export function isRateTiny({ learningRate, facts: { params } }: Context): boolean {
  if (learningRate === null || learningRate.highest <= 0) return false
  const isSgd = String(params.optimizer ?? '').toLowerCase() === 'sgd'
  return learningRate.highest <= (isSgd ? tinyRateOfSgd : tinyRate)
}

/** The gradient is gone: nothing can be learned whatever the data are. */
export function isGradientDead({ gradientNorm }: Context): boolean {
  return gradientNorm !== null && Math.abs(gradientNorm.last) <= vanished * gradientNorm.first
}

/** Learning rate and gradient norm at this moment, where the run logs them. */
export function companionEvidence({ learningRate, gradientNorm }: Context): Evidence {
  return {
    ...(learningRate ? { learningRate: learningRate.last } : {}),
    ...(gradientNorm ? { gradientNorm: gradientNorm.last } : {}),
  }
}
