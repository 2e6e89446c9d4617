/** How many seeds it takes to see a difference. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { tQuantile } from './student.ts'

const power = 0.8
/** Beyond it the normal distribution is exact enough, and nobody trains as many. */
const mostSeeds = 1e6

/**
 * Pairs, or values a group, with which a true difference shows at level `alpha`, two-sided, four times in five.
 * `deviation`: of one pair's difference, or of the difference of one value each; `groups`: 1 for pairs, 2 for
 * unpaired values. Infinity where nothing shows.
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

/**
 * Pairs, or values a group, with which the exact test can say anything at level `alpha`: where all differences are
 * the same, it says so then, and Student's t says nothing.
 */
export function neededSeedsExactly(alpha: number, groups: 1 | 2): number {
  let ways = groups === 1 ? 4 : 6
  let n = 2
  while (2 / ways > alpha) {
    n++
    // 2ⁿ ways to flip signs; 2n over n ways to deal.
    ways *= groups === 1 ? 2 : (2 * (2 * n - 1)) / n
  }
  return n
}
