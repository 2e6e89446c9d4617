/**
 * Squares of numbers far from 1 leave the range of doubles: such values are brought near 1 first, and what comes of
 * them back.
 */
import type { Interval } from './moments.ts'

/** Between them squares and their sums are exact as ever, and nothing is brought anywhere. */
const [least, most] = [1e-100, 1e100]

/** A power of two, by which dividing changes no digit; 1 for usual values. */
export function scaleOf(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs))
  if (largest === 0 || !Number.isFinite(largest) || (largest > least && largest < most)) return 1
  return 2 ** Math.floor(Math.log2(largest))
}

/** The interval of the values that were divided by `scale`. */
export function scaledUp({ mean, low, high }: Interval, scale: number): Interval {
  return { mean: mean * scale, low: low * scale, high: high * scale }
}
