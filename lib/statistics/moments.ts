/** Mean and spread of a few values, none of which overflows before its time. */

/** A mean, and where it may lie. */
export type Interval = { mean: number; low: number; high: number }

/** NaN for no values. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, values.length > 0 ? 0 : Number.NaN)
}

/** The variance over n − 1; NaN for fewer than two values. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // Equal values differ from their mean by rounding alone.
  if (values.every((value) => value === values[0])) return values.length > 1 ? 0 : Number.NaN
  return squares / (values.length - 1)
}
