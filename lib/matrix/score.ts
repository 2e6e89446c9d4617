/** Scores predictions by one loss, or by the metrics of their task. */
import { expectationOf, type NumberArray, type Tensor } from '../losses/index.ts'
import type { Predictions } from '../predictions/predictions.ts'
import { createBatchedLoss } from '../training/batched-loss.ts'
import { gatherRows, type TargetScale, type Truth } from '../training/datasets/dataset.ts'
import { metricsOf } from '../training/metrics/metrics.ts'
import type { ScoringLoss } from './columns.ts'
import { givenBy } from './given.ts'
import { purposeOf, readingsBy } from './readings.ts'

/** A number, NaN and infinite ones too, or why there is none. */
export type Score = { value: number } | { reason: string }

export type Terms = {
  /** By which numbers are standardized for losses that are trained on such; null where none are. */
  scale: TargetScale | null
  /** Samples at a time for a loss that looks at a batch as a whole. */
  batchRows: number
}

/** What the loss is given of them, [rows, width] by the names of its inputs, or what they do not have. */
function lossInputs(
  predictions: Predictions,
  { loss, params, fit }: ScoringLoss,
  scale: TargetScale | null,
): { inputs: Record<string, NumberArray> } | { missing: string } {
  const given = givenBy(predictions)
  const inputs: Record<string, NumberArray> = {}
  for (const [name, trait] of Object.entries(expectationOf(loss, params).inputs)) {
    const found = given[trait]?.()
    if (!found) return { missing: trait }
    const { mean, deviation } = fit.encoding === 'standardized' && scale ? scale : { mean: 0, deviation: 1 }
    if (mean === 0 && deviation === 1) inputs[name] = found
    else
      inputs[name] = Float64Array.from(found, (value) =>
        trait === 'variance' ? value / deviation ** 2 : (value - mean) / deviation,
      )
  }
  return { inputs }
}

/** The targets as the loss is given them: standardized before, in float64. */
function scoredTargets(
  { targets }: Predictions,
  { fit }: ScoringLoss,
  scale: TargetScale | null,
): NumberArray {
  if (fit.encoding !== 'standardized' || !scale) return targets
  return Float64Array.from(targets, (value) => (value - scale.mean) / scale.deviation)
}

/** The mean loss over all rows, the pairs of a loss of pairs being the same for all predictions. */
export function lossScore(
  predictions: Predictions,
  scoring: ScoringLoss,
  { scale, batchRows }: Terms,
): Score {
  const made = lossInputs(predictions, scoring, scale)
  if ('missing' in made)
    return { reason: `${scoring.loss.id} needs ${made.missing}, which ${predictions.kind} do not give` }
  const { rows } = predictions
  const { loss, params: lossParams, fit } = scoring
  try {
    const split = { rows, truth: scoredTargets(predictions, scoring, scale) }
    const batched = createBatchedLoss({ loss, lossParams, fit, split, scale: null, batchRows })
    const tensors = Object.fromEntries(
      fit.parts.map(({ name, view, width, isFlat }): [string, Tensor] => {
        let data = made.inputs[name] as NumberArray
        if (fit.views > 1) {
          const gathered = new Float64Array(rows * width)
          gatherRows<Truth>(Float64Array.from(data), batched.drawn.views[view] as Int32Array, width, gathered)
          data = gathered
        }
        return [name, { data, shape: isFlat ? [rows] : [rows, width] }]
      }),
    )
    return { value: batched.meanOf(tensors) }
  } catch (error) {
    // Weights of another number of classes, data too much alike to draw pairs from: the loss says it.
    return { reason: (error as Error).message }
  }
}

/** The metrics of the task by their names without the split, those of single classes left out. */
export function metricScores(predictions: Predictions): Record<string, number> {
  const { targets, classNames } = predictions
  const values = metricsOf(purposeOf(predictions), readingsBy(predictions), targets, classNames)
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.startsWith('val/recall/'))
      .map(([name, value]) => [name.replace('val/', ''), value]),
  )
}
