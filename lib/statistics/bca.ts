/** The bias-corrected and accelerated bootstrap (Efron 1987) of a mean, or of the difference of two. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { createRandom } from '../random.ts'
import { type Interval, meanOf, varianceOf } from './moments.ts'

const resamples = 9999

type Samples = readonly [readonly number[]] | readonly [readonly number[], readonly number[]]

function statisticOf([first, second]: Samples): number {
  return meanOf(first) - (second ? meanOf(second) : 0)
}

/** Sorted. The chance has a seed: the same values have the same interval, on every page. */
function resampled(samples: Samples): Float64Array {
  const random = createRandom(0)
  const drawnMean = (values: readonly number[]) => {
    let sum = 0
    for (let i = 0; i < values.length; i++)
      sum += (values[Math.floor(random.uniform() * values.length)] as number) / values.length
    return sum
  }
  const [first, second] = samples
  const means = Float64Array.from({ length: resamples }, () =>
    second ? drawnMean(first) - drawnMean(second) : drawnMean(first),
  )
  return means.sort()
}

/** How skewed the statistic is, from leaving out each value once. */
function acceleration(samples: Samples): number {
  let squares = 0
  let cubes = 0
  for (const [at, values] of samples.entries()) {
    const mean = meanOf(values)
    for (const value of values) {
      // What leaving it out does to the mean, over the number of values.
      const influence = ((at === 0 ? 1 : -1) * (value - mean)) / (values.length - 1) / values.length
      squares += influence ** 2
      cubes += influence ** 3
    }
  }
  return cubes / (6 * squares ** 1.5)
}

/** Between sorted values, as NumPy's quantile: linear. */
function quantileOf(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (at - below) * (high - low)
}

/** A 95 % interval from 9,999 resamples of one sample's mean or of the difference of two samples' means. */
export function bcaInterval(samples: Samples): Interval {
  const mean = statisticOf(samples)
  if (samples.every((values) => varianceOf(values) === 0)) return { mean, low: mean, high: mean }
  const sorted = resampled(samples)
  const below = sorted.filter((value) => value < mean).length
  const equal = sorted.filter((value) => value === mean).length
  const bias = normalQuantile((below + equal / 2) / resamples, 0, 1)
  const skew = acceleration(samples)
  const shareAt = (z: number) => normalCdf(bias + (bias + z) / (1 - skew * (bias + z)), 0, 1)
  const z = normalQuantile(0.975, 0, 1)
  return { mean, low: quantileOf(sorted, shareAt(-z)), high: quantileOf(sorted, shareAt(z)) }
}
