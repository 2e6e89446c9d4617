/** Tests that count every way in which chance could have dealt the signs, or the groups. They assume no distribution. */

/** Two-sided. `smallest`: what the test says at best with as many values. */
export type ExactTest = { p: number; smallest: number }

/** All 2ⁿ sums of signed values; sorted. */
function signedSums(values: readonly number[]): Float64Array {
  let sums = Float64Array.of(0)
  for (const value of values) {
    const next = new Float64Array(2 * sums.length)
    for (let i = 0; i < sums.length; i++) {
      next[i] = (sums[i] as number) - value
      next[i + sums.length] = (sums[i] as number) + value
    }
    sums = next
  }
  return sums.sort()
}

/** Beyond it the sums of one half would take memory. */
const mostSigns = 32

/**
 * How often the mean of differences would be as far from 0 if each had either sign by chance: all 2ⁿ ways, counted
 * over two halves. Null beyond 32 differences, and for none.
 */
export function signFlipTest(differences: readonly number[]): ExactTest | null {
  const n = differences.length
  if (n === 0 || n > mostSigns || !differences.every(Number.isFinite)) return null
  const total = differences.reduce((sum, value) => sum + value, 0)
  // Sums that are equal but for rounding count as equal.
  const slack = 1e-12 * differences.reduce((sum, value) => sum + Math.abs(value), 0)
  const least = Math.abs(total) - slack
  const half = Math.floor(n / 2)
  const [left, right] = [signedSums(differences.slice(0, half)), signedSums(differences.slice(half))]
  // By symmetry as many sums lie at or below −least as at or above it.
  let above = 0
  let from = right.length
  for (const sum of left) {
    while (from > 0 && sum + (right[from - 1] as number) >= least) from--
    above += right.length - from
  }
  return { p: Math.min(1, (2 * above) / 2 ** n), smallest: 2 / 2 ** n }
}

/** As many as a page counts while it is looked at: eight values against eight. */
const mostWays = 20_000

function waysToChoose(from: number, count: number): number {
  let ways = 1
  for (let i = 1; i <= count; i++) ways = (ways * (from - count + i)) / i
  return Math.round(ways)
}

/**
 * How often the means of two groups would lie as far apart had chance dealt their values: every way to deal them,
 * twice the smaller tail. Null beyond 20,000 ways, and where a group is empty.
 */
export function dealingTest(first: readonly number[], second: readonly number[]): ExactTest | null {
  const all = [...first, ...second]
  const ways = waysToChoose(all.length, first.length)
  if (first.length === 0 || second.length === 0 || ways > mostWays || !all.every(Number.isFinite)) return null
  const seen = first.reduce((sum, value) => sum + value, 0)
  const slack = 1e-12 * all.reduce((sum, value) => sum + Math.abs(value), 0)
  let above = 0
  let below = 0
  // The sum of the first group tells its mean, and with it the other's.
  function deal(from: number, left: number, sum: number): void {
    if (left === 0) {
      if (sum >= seen - slack) above++
      if (sum <= seen + slack) below++
      return
    }
    for (let i = from; i <= all.length - left; i++) deal(i + 1, left - 1, sum + (all[i] as number))
  }
  deal(0, first.length, 0)
  return { p: Math.min(1, (2 * Math.min(above, below)) / ways), smallest: Math.min(1, 2 / ways) }
}
