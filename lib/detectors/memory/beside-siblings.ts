/** A run beside its siblings: what they had reached when they were as far on their way as it is now. */
import type { Context, RunFacts } from '../detector.ts'
import { levelError } from './level.ts'
import type { Rows } from './rows.ts'
import { type Reached, type Sibling, strideOf } from './siblings.ts'

/** Strides up to this factor apart are the same logging of steps. */
const sameStride = 2
/**
 * Two of them, and a third of many, lower by a fifth of what they gained themselves and beyond the noise, say that there is more to be
 * had: the luckiest two of a dozen are no measure.
 */
const enough = 2
const enoughShare = 1 / 3
const lowerShare = 0.2
const lowerErrors = 4

type Way = Pick<Context, 'facts' | 'rows'>

/**
 * How many places of a sibling's curve the run has passed: by the share of the plan where both name one; without plans by the step or
 * the epoch, where the siblings are about equally long. Of all that is known the earliest counts. Where nothing is, the sibling's end
 * counts, and only once the run is as long as all of them were.
 */
function placesPassed({ facts, rows }: Way, sibling: Sibling): number {
  const { curve, longest } = sibling
  const step = stepIn(facts, rows, sibling)
  if (step === null) return rows.step >= longest && rows.count >= sibling.rows ? curve.length : 0
  const reach = step + sibling.stride / 2
  let passed = curve.length
  while (passed > 0 && (curve[passed - 1] as Reached).step > reach) passed--
  return passed
}

/** The step of the sibling at which it was as far as the run is now; null where that is not known. */
function stepIn({ plannedSteps, stepsPerEpoch }: RunFacts, rows: Rows, sibling: Sibling): number | null {
  let step = Number.POSITIVE_INFINITY
  if (plannedSteps && sibling.plannedSteps) step = (rows.step / plannedSteps) * sibling.plannedSteps
  else if (!sibling.areAlike) return null
  if (stepsPerEpoch && sibling.stepsPerEpoch)
    step = Math.min(step, (rows.step / stepsPerEpoch) * sibling.stepsPerEpoch)
  const stride = strideOf(rows)
  if (stride <= sameStride * sibling.stride && sibling.stride <= sameStride * stride)
    step = Math.min(step, rows.step)
  return step === Number.POSITIVE_INFINITY ? null : step
}

/**
 * Whether the run is known to be as far on its way as they were: it counts epochs, or names its plan, or is as long as the longest of
 * them. Before, one that falls more slowly may be one that goes on for longer: of runs that begin together the short ones end first.
 */
export function isAsFar({ facts, rows, siblings }: Pick<Context, 'facts' | 'rows' | 'siblings'>): boolean {
  if (facts.plannedSteps !== null || facts.stepsPerEpoch !== null) return true
  return siblings.every(({ longest }) => rows.step >= longest)
}

/** How many siblings had got clearly lower than the run ever was, and the best of theirs; null when they are too few. */
export function lowerSiblings(context: Context): { count: number; best: number } | null {
  const { siblings, level } = context
  if (siblings.length < enough) return null
  const ownError = levelError(level)
  let compared = 0
  let count = 0
  let best = Number.POSITIVE_INFINITY
  for (const sibling of siblings) {
    const lowest = lowestOf(sibling.curve, placesPassed(context, sibling))
    if (!lowest) continue
    compared++
    const least = Math.max(
      lowerShare * (sibling.start - lowest.level),
      lowerErrors * Math.hypot(ownError, lowest.error),
    )
    if (level.best - lowest.level <= least) continue
    count++
    best = Math.min(best, lowest.level)
  }
  return count < Math.max(enough, enoughShare * compared) ? null : { count, best }
}

function lowestOf(curve: readonly Reached[], places: number): Reached | null {
  let lowest: Reached | null = null
  for (let i = 0; i < places; i++) {
    const place = curve[i] as Reached
    if (!lowest || place.level < lowest.level) lowest = place
  }
  return lowest
}

/** What lower siblings say, as evidence. */
export function siblingEvidence(context: Context): Record<string, number> {
  const lower = lowerSiblings(context)
  return lower ? { siblings: lower.count, siblingsBest: lower.best } : {}
}

/** Where the siblings stood: from the lowest to the highest, how far they lie apart by rule, what they had gained. */
export type Band = {
  count: number
  lowest: number
  /** Of many the upper quartile: those that were behind themselves are no excuse. */
  highest: number
  /** The standard error of the highest. */
  error: number
  spread: number
  progress: number
}

/** Fewer levels than that have no deviation worth the name: their range stands for it, which of three is 1.7 of them. */
const manyLevels = 8
const deviationsInRange = 1.7
const madScale = 1.4826

/** Whether a level is no higher than theirs. Asked at every bin: it allocates nothing. */
export function isAmong(context: Context, level: number): boolean {
  const { siblings } = context
  let count = 0
  let above = 0
  for (let i = 0; i < siblings.length; i++) {
    const sibling = siblings[i] as Sibling
    const place = sibling.curve[placesPassed(context, sibling) - 1]
    if (!place) continue
    count++
    if (place.level >= level) above++
  }
  return count >= enough && above >= count - yardstick(count)
}

/** Which of this many levels, in rising order, is the yardstick. */
function yardstick(count: number): number {
  return count >= manyLevels ? Math.ceil(0.75 * count) - 1 : count - 1
}

/** Null with fewer than two: one says nothing of how far they differ. */
export function bandOf(context: Context): Band | null {
  const places = context.siblings
    .flatMap((sibling) => {
      const place = sibling.curve[placesPassed(context, sibling) - 1]
      return place ? [{ ...place, gain: sibling.start - place.level }] : []
    })
    .sort((a, b) => a.level - b.level)
  const count = places.length
  if (count < enough) return null
  const { level: lowest } = places[0] as Reached
  const { level: highest, error } = places[yardstick(count)] as Reached
  return {
    ...{ count, lowest, highest, error },
    spread:
      count >= manyLevels
        ? deviationOf(places.map(({ level }) => level))
        : (highest - lowest) / deviationsInRange,
    progress: medianOf(places.map(({ gain }) => gain)),
  }
}

function deviationOf(levels: readonly number[]): number {
  const middle = medianOf(levels)
  return madScale * medianOf(levels.map((level) => Math.abs(level - middle)))
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] as number
  return sorted.length % 2 ? upper : (upper + (sorted[half - 1] as number)) / 2
}
