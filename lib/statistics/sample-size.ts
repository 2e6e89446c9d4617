/** How many seeds it takes to see a difference. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { tQuantile } from './student.ts'

const power = 0.8
/** Beyond it the normal distribution is exact enough, and nobody trains as many. */
const mostSeeds = 1e6

/**
 * Pairs, or values a group, with which a true difference shows at level `alpha`, two-sided, four times in five. `deviation`: of one
 * pair's difference, or of the difference of one value each; `groups`: 1 for pairs, 2 for unpaired values. Infinity where nothing shows.
 */
export function neededSeeds(difference: number, deviation: number, alpha: number, groups: 1 | 2): number {
  const ratio = (deviation / Math.abs(difference)) ** 2
  if (!Number.isFinite(ratio)) return Number.POSITIVE_INFINITY
  const atLeast = (z: number) => z ** 2 * ratio
  let n = Math.max(2, Math.floor(atLeast(normalQuantile(1 - alpha / 2, 0, 1) + normalQuantile(power, 0, 1))))
  if (n > mostSeeds) return n
  const isEnough = () => {
    const freedom = groups * (n - 1)
    return n >= atLeast(tQuantile(1 - alpha / 2, freedom) + tQuantile(power, freedom))
  }
  while (!isEnough()) n++
  return n
}
