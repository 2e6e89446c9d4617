/** What is known beforehand of the values that a run's loss takes. */
import type { Params, RunLoss } from '../run.ts'
import { isLossId } from './defaults.ts'
import type { DataFacts, Telltale } from './loss.ts'
import { readParams } from './parameters.ts'
import { lossOf } from './registry.ts'

/** Numbers of a mean loss; null where unknown or where there is none. */
export type LossFacts = {
  lowerBound: number | null
  chanceLevel: number | null
  floor: number | null
  /** Values that give a mistake away. */
  levels: readonly Telltale[]
}

const nothingKnown: LossFacts = { lowerBound: null, chanceLevel: null, floor: null, levels: [] }

/**
 * The facts on its data that a run tells in its params: `classes`, `class_prior` (a text such as "0.1,0.9"),
 * `target_variance`, `target_mean_absolute_deviation`, `batch_size`. What is missing or no sensible number is left out.
 */
export function dataFactsOf(params: Params): DataFacts {
  const numberAt = (name: string, min: number) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    return typeof value === 'number' && value >= min && Number.isFinite(value) ? value : undefined
  }
  const classes = numberAt('classes', 1)
  const targetVariance = numberAt('target_variance', 0)
  const targetMeanAbsoluteDeviation = numberAt('target_mean_absolute_deviation', 0)
  const batchSize = numberAt('batch_size', 1)
  const prior = String(params.class_prior ?? '')
    .split(',')
    .map((share) => (share.trim() === '' ? Number.NaN : Number(share)))
  return {
    ...(classes !== undefined && { classes }),
    ...(targetVariance !== undefined && { targetVariance }),
    ...(targetMeanAbsoluteDeviation !== undefined && { targetMeanAbsoluteDeviation }),
    ...(batchSize !== undefined && { batchSize }),
    ...(prior.every((share) => share >= 0 && share <= 1) && { classPrior: prior }),
  }
}

/**
 * Lower bound, chance level, floor and telltales of a run's loss. All null for a loss that is not in the library or whose
 * parameters it does not accept: a foreign run may use the same name for something else.
 */
export function lossFacts(runLoss: RunLoss | null, facts: DataFacts): LossFacts {
  if (!runLoss || !isLossId(runLoss.id)) return nothingKnown
  const loss = lossOf(runLoss.id)
  try {
    const params = readParams(loss, runLoss.params)
    return {
      lowerBound: loss.lowerBound(params),
      chanceLevel: loss.chanceLevel?.(facts, params) ?? null,
      floor: loss.floor?.(params, facts) ?? null,
      levels: loss.telltales?.(facts, params) ?? [],
    }
  } catch {
    return nothingKnown
  }
}
