/** Values of different losses have no common unit; what share of a run's start is left, and how far it is above a guess, have. */
import { dataFactsOf, lossFacts } from '../losses/index.ts'
import type { Run } from '../run.ts'
import { paramOf } from './param-text.ts'
import { isOwnScale } from './trained-loss.ts'

/** As they are; as a share of the run's first value; as skill, 1 − L / L(best constant predictor), under the run's own loss. */
export const units = ['values', 'start', 'skill'] as const
export type Unit = (typeof units)[number]

/**
 * The loss of the best constant predictor under a run's own loss, as the run says, else as its data tells; null where
 * it is not known, or no yardstick.
 */
export function guessLevel({ loss, params }: Pick<Run, 'loss' | 'params'>): number | null {
  const said = paramOf({ params }, 'constant_predictor.val/loss')
  if (typeof said === 'number') return said > 0 && Number.isFinite(said) ? said : null
  const { chanceLevel } = lossFacts(loss && isOwnScale(loss) ? loss : null, dataFactsOf(params))
  return chanceLevel !== null && chanceLevel > 0 ? chanceLevel : null
}

/** From a value to the unit; null where a run has no yardstick for it. `values`: all of the series, the first one first. */
export function inUnit(
  unit: Unit,
  run: Pick<Run, 'loss' | 'params'>,
  values: ArrayLike<number>,
): ((value: number) => number) | null {
  if (unit === 'values') return (value) => value
  if (unit === 'skill') {
    const guess = guessLevel(run)
    return guess === null ? null : (value) => 1 - value / guess
  }
  const start = Array.from(values).find(Number.isFinite)
  // A share of what is below zero, or nothing, says nothing.
  return start === undefined || start <= 0 ? null : (value) => value / start
}
