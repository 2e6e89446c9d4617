/** The accuracy beside a loss: evidence from outside of whether the model has found anything. */

import type { SeriesRole } from '../series-names.ts'
import type { RunFacts } from './facts.ts'
import { usualGuesses } from './guess.ts'

/** The last one of each split, a share from 0 to 1 or, once a value was above 1, a percentage. */
export type Accuracy = { last: Partial<Record<SeriesRole['split'], number>>; percent: boolean }

export const noAccuracy: Accuracy = { last: {}, percent: false }

/** Guessing closes nothing of the gap between chance and 1: a twentieth is still the luck of a small split. */
const luck = 0.05
/** A fifth of the gap is far above chance: whatever the loss shows, the model has found a signal. */
const signal = 0.2

/** Where the classes are not known. */
const mostLuck = 1 / 3
const mostTimes = 1.5
const fewestClasses = Math.log(10)

/** What is known of the accuracy after one more value. */
export function followAccuracy(known: Accuracy, split: SeriesRole['split'], value: number): Accuracy {
  if (!Number.isFinite(value)) return known
  return { last: { ...known.last, [split]: value }, percent: known.percent || value > 1 }
}

/** The accuracy of this split, of the other one where it has none; null where there is none. A share. */
function accuracyOf({ last, percent }: Accuracy, split: SeriesRole['split']): number | null {
  const value = last[split] ?? last[split === 'train' ? 'validation' : 'train']
  if (value === undefined) return null
  return percent ? value / 100 : value
}

/** Whether the last accuracy of this very split is at least that. */
export function hasAccuracy({ last, percent }: Accuracy, split: SeriesRole['split'], least: number): boolean {
  const value = last[split]
  return value !== undefined && (percent ? value / 100 : value) >= least
}

/** What the accuracy says of the model; null where there is none, chance is not known, or it lies in between. */
export function signalOf(
  accuracy: Accuracy,
  split: SeriesRole['split'],
  { chanceAccuracy }: RunFacts,
): 'at-chance' | 'found' | null {
  const value = accuracyOf(accuracy, split)
  if (value === null || chanceAccuracy === null || chanceAccuracy >= 1) return null
  const closed = (value - chanceAccuracy) / (1 - chanceAccuracy)
  if (closed >= signal) return 'found'
  return Math.abs(closed) <= luck ? 'at-chance' : null
}

/**
 * What a guess would cost among as many classes as the accuracy is that of a guess among; null where it is none. A loss of up to half again
 * that: one of another kind is on another scale. Among fewer than ten classes such numbers are those of others that are half learned.
 */
export function guessBeside(accuracy: Accuracy, split: SeriesRole['split'], loss: number): number | null {
  const value = accuracyOf(accuracy, split)
  if (value === null) return null
  const guess = usualGuesses.find((one) => Math.abs(value * Math.exp(one) - 1) <= mostLuck)
  return guess !== undefined && guess >= fewestClasses && loss <= mostTimes * guess ? guess : null
}

/** The accuracy and that of a guess, where both are known. */
export function accuracyEvidence({ accuracy, role, facts }: Surroundings): Record<string, number> {
  const value = accuracyOf(accuracy, role.split)
  const { chanceAccuracy } = facts
  return value === null || chanceAccuracy === null ? {} : { accuracy: value, chanceAccuracy }
}

type Surroundings = { accuracy: Accuracy; role: SeriesRole; facts: RunFacts }
