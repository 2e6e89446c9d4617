/** Where a mean lies, as far as a few values tell. */
import { bcaInterval } from './bca.ts'
import { type Interval, meanOf, varianceOf } from './moments.ts'
import { scaledUp, scaleOf } from './scale.ts'
import { tQuantile } from './student.ts'

/** From this many values on the bootstrap knows their shape better than Student's t assumes it. */
export const fewestForBootstrap = 12

/** The mean with a 95 % interval by Student's t; null for fewer than two values. */
export function meanInterval(values: readonly number[]): Interval | null {
  if (values.length < 2) return null
  const scale = scaleOf(values)
  if (scale !== 1) {
    const interval = meanInterval(values.map((value) => value / scale))
    return interval && scaledUp(interval, scale)
  }
  const mean = meanOf(values)
  const reach = tQuantile(0.975, values.length - 1) * Math.sqrt(varianceOf(values) / values.length)
  return { mean, low: mean - reach, high: mean + reach }
}

/** The mean difference with a 95 % interval: by Student's t, from twelve pairs on by the BCa bootstrap. */
export function pairedInterval(differences: readonly number[]): Interval | null {
  return differences.length < fewestForBootstrap ? meanInterval(differences) : bcaInterval([differences])
}

/** Degrees of freedom and standard error of the difference of two means (Welch 1947). */
export function welch(
  first: readonly number[],
  second: readonly number[],
): { error: number; freedom: number } {
  const [a, b] = [varianceOf(first) / first.length, varianceOf(second) / second.length]
  const freedom = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1))
  // Without any spread the degrees are 0/0, and no t is asked for.
  return { error: Math.sqrt(a + b), freedom: Number.isNaN(freedom) ? 1 : freedom }
}

/** mean(first) − mean(second) with a 95 % interval by Welch's t, from twelve values each on by the BCa bootstrap. */
export function unpairedInterval(first: readonly number[], second: readonly number[]): Interval | null {
  if (Math.min(first.length, second.length) < 2) return null
  if (Math.min(first.length, second.length) >= fewestForBootstrap) return bcaInterval([first, second])
  const mean = meanOf(first) - meanOf(second)
  const { error, freedom } = welch(first, second)
  const reach = error === 0 ? 0 : tQuantile(0.975, freedom) * error
  return { mean, low: mean - reach, high: mean + reach }
}
