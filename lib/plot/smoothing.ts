/** Smoothing of a curve for the eye. Pure. */

/**
 * Exponential moving average with the bias of its start taken out (Kingma and Ba 2014, section 3), as TensorBoard shows it.
 * `weight` is the share of the past, 0 (none) to below 1. Values that are not finite stay as they are and do not count.
 */
export function smoothed(values: Float64Array, weight: number): Float64Array {
  let average = 0
  let past = 1
  return values.map((value) => {
    if (!Number.isFinite(value)) return value
    average = weight * average + (1 - weight) * value
    past *= weight
    return average / (1 - past)
  })
}
