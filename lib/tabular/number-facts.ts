/** What the distribution of numbers looks like, for whoever must choose a loss for them. */

export type NumberFacts = {
  mean: number
  median: number
  min: number
  max: number
  /** The standard deviation, divided by the number of values. */
  deviation: number
  /** The third standardized moment: 0 for what is symmetric, positive for a long tail upwards. */
  skew: number
  /** The share of values further from the median than 3.5 robust deviations. */
  outlierShare: number
  zeroShare: number
  /** The number of different values. */
  distinct: number
  isNonNegative: boolean
  isWhole: boolean
}

/** The middle value, or the mean of the two in the middle. Of sorted numbers. */
export function medianOf(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] as number)) / 2
}

/** How far from the median an outlier is at least, in robust deviations. Iglewicz and Hoaglin 1993. */
const outlierDistance = 3.5

/**
 * The share of values with |x − median| > 3.5 · 1.4826 · MAD, MAD being the median of |x − median|; 1.4826 makes it the
 * deviation of a normal distribution. Where more than half of the values are equal, MAD is 0, and the mean distance
 * from the median times 1.2533 stands in.
 */
function outlierShareOf(values: Float64Array, median: number): number {
  const distances = values.map((value) => Math.abs(value - median))
  const mad = medianOf(distances.toSorted())
  const meanDistance = distances.reduce((sum, distance) => sum + distance, 0) / distances.length
  const limit = outlierDistance * (mad > 0 ? 1.4826 * mad : 1.2533 * meanDistance)
  return distances.filter((distance) => distance > limit).length / distances.length
}

/** Of at least one finite number. */
export function numberFactsOf(values: Float64Array): NumberFacts {
  const sorted = values.toSorted()
  const median = medianOf(sorted)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length
  const variance = moment(2)
  return {
    mean,
    median,
    min: sorted[0] as number,
    max: sorted.at(-1) as number,
    deviation: Math.sqrt(variance),
    skew: variance > 0 ? moment(3) / variance ** 1.5 : 0,
    outlierShare: outlierShareOf(values, median),
    zeroShare: values.filter((value) => value === 0).length / values.length,
    distinct: new Set(values).size,
    isNonNegative: (sorted[0] as number) >= 0,
    isWhole: values.every(Number.isInteger),
  }
}
