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

/** Which values each resample draws, row by row. The chance has a seed: the same values have the same interval, on every page. */
const draws = new Map<string, Uint16Array>()

function drawsOf(length: number, stream: number): Uint16Array {
  const key = `${length} ${stream}`
  const known = draws.get(key)
  if (known) return known
  const random = createRandom(0, stream)
  const drawn = Uint16Array.from({ length: resamples * length }, () => Math.floor(random.uniform() * length))
  draws.set(key, drawn)
  return drawn
}

function drawnMeans(values: readonly number[], stream: number): Float64Array {
  const list = Float64Array.from(values)
  const drawn = drawsOf(list.length, stream)
  return Float64Array.from({ length: resamples }, (_, row) => {
    let sum = 0
    for (let i = row * list.length; i < (row + 1) * list.length; i++)
      sum += list[drawn[i] as number] as number
    return sum / list.length
  })
}

/** Sorted. */
function resampled([first, second]: Samples): Float64Array {
  const means = drawnMeans(first, 0)
  const others = second && drawnMeans(second, 1)
  return (others ? means.map((mean, row) => mean - (others[row] as number)) : means).sort()
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

/** A page that grows asks for the same intervals again with every value that comes. */
const known = new Map<string, Interval>()
const mostKnown = 2000

/** A 95 % interval from 9,999 resamples of one sample's mean or of the difference of two samples' means. */
export function bcaInterval(samples: Samples): Interval {
  const mean = statisticOf(samples)
  if (samples.every((values) => varianceOf(values) === 0)) return { mean, low: mean, high: mean }
  const key = samples.map((values) => values.join()).join(';')
  const interval = known.get(key) ?? drawnInterval(samples, mean)
  if (known.size < mostKnown) known.set(key, interval)
  return interval
}

function drawnInterval(samples: Samples, mean: number): Interval {
  const sorted = resampled(samples)
  const below = sorted.filter((value) => value < mean).length
  const equal = sorted.filter((value) => value === mean).length
  const bias = normalQuantile((below + equal / 2) / resamples, 0, 1)
  const skew = acceleration(samples)
  const shareAt = (z: number) => normalCdf(bias + (bias + z) / (1 - skew * (bias + z)), 0, 1)
  const z = normalQuantile(0.975, 0, 1)
  return { mean, low: quantileOf(sorted, shareAt(-z)), high: quantileOf(sorted, shareAt(z)) }
}
