/** Numbers as a reader wants them. */
import type { Finding } from '../run.ts'

/** Enough to tell two losses apart, few enough to read. */
const significantDigits = 4
/** Outside of these an exponent reads better than zeros. */
const smallest = 1e-4
const largest = 1e6

/** Four significant digits; words for what is no number. */
export function formatNumber(value: number | null): string {
  if (value === null) return 'unknown'
  if (Number.isNaN(value)) return 'not a number'
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : 'minus infinity'
  const size = Math.abs(value)
  if (size !== 0 && (size < smallest || size >= largest))
    return String(value.toExponential(significantDigits - 1))
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e')
  return String(Number(value.toPrecision(significantDigits)))
}

/** Steps are whole and exact, with commas between thousands. */
export function formatStep(step: number | null): string {
  return step === null ? 'an unknown step' : `step ${String(step).replace(/\B(?=(\d{3})+$)/g, ',')}`
}

/** A number of the evidence, or null where there is none. */
export function numberAt(evidence: Finding['evidence'], key: string): number | null {
  const value = evidence[key]
  return typeof value === 'number' ? value : null
}
