/** What a run was trained with, to train it again: read from what it said of itself. Pure. */
import type { Params, Run } from '../run.ts'

/** As a training is started with: see `parseTrainingOptions`, which checks it again. */
export type OptionsAgain = Readonly<Record<string, unknown>> & { seed: number }

/**
 * Null for what no server can train: a program of one's own, a file of one's own. How often values were logged within
 * an epoch is not known of a run; of names it gets one of its own.
 */
export function optionsAgain({ source, params, loss, project, tags }: Run): OptionsAgain | null {
  const { task, model, optimizer, lr, epochs, seed } = params
  if (source !== 'runner' || task === undefined || task === 'csv' || !loss) return null
  if (typeof seed !== 'number') return null
  const { batch_size: batchSize, imbalance, class_weights: weights, on_non_finite: onNonFinite } = params
  return {
    ...{ task, model, optimizer, lr, epochs, seed, project, tags },
    ...{ loss: loss.id, lossParams: weights === undefined ? loss.params : unweighted(loss.params) },
    ...(batchSize !== undefined && { batchSize }),
    ...(imbalance !== undefined && { imbalance }),
    // Its parts stand between colons where they are given.
    ...(weights !== undefined && { classWeights: String(weights).replaceAll(',', ':') }),
    ...(onNonFinite !== undefined && { onNonFinite }),
  }
}

/** Without the parameter that the weights of the classes became: they are given again. */
function unweighted(params: Params): Params {
  const { posWeight, weight, ...others } = params
  return posWeight === undefined || weight === undefined ? others : { ...others, weight }
}
