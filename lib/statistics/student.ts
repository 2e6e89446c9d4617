/** Student's t. Quantiles are kept: a table of intervals asks for the same few again and again. */
import cdf from '@stdlib/stats-base-dists-t-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

const known = new Map<string, number>()

/** The value below which t with `freedom` degrees lies with probability `share`. */
export function tQuantile(share: number, freedom: number): number {
  const key = `${share} ${freedom}`
  const value = known.get(key) ?? quantile(share, freedom)
  if (known.size < 10_000) known.set(key, value)
  return value
}

/** The two-sided p of a value of t; 1 where there is nothing to test, 0 where no chance was left. */
export function tProbability(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 1
  return Number.isFinite(t) ? Math.min(1, 2 * cdf(-Math.abs(t), freedom)) : 0
}
