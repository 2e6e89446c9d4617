/**
 * The noise of a series by all of its rows, of which there are more than bins: how far a row lies from the middle between its
 * neighbours, at once and some rows away. Where rows are alike (an AR(1), a running mean) the near ones say little of the far ones.
 * A trend bends little, however steep it is.
 */
import { valueBack } from './level.ts'
import type { Ring } from './order.ts'

/** The mean sizes of second differences over one row, over 4 and over 16, in which rows count the more the later they came. */
export type RowNoise = { near: number; far: number; farther: number }

/** Over 4 rows an AR(1) of 0.9 looks like one of 0.98, over 16 it does not; these feel where a steep fall ends. */
const farLag = 4
const fartherLag = 16
/** The weight of a new row among n: the last quarter of a run counts for two thirds. */
const recency = 4
/** Of a long series every fourth row tells enough. */
const manyRows = 4096
const sampled = 4
/** A single row further off than this many times the usual distance is an outlier, once some rows are known. */
const outlier = 8
const knownRows = 32
/** Rows of that weight tell as much as this share of them would, each of the same weight. */
const effectiveShare = 0.44
/** The logarithm of a ratio of two is off by this much over the root of the rows, and by chance by this many times of that. */
const farError = () => 2.5
const fartherError = (likeness: number) => 2.3 + 2.9 * likeness ** 2
const luckyErrors = 1.5
const mostAlike = 0.98
const halvings = 24
/** The mean size of normal numbers is this many standard deviations. */
const meanSize = Math.sqrt(2 / Math.PI)

/** Takes in the value that comes after those of the ring, of `count` finite ones. */
export function followRowNoise(noise: RowNoise, ring: Ring, value: number, count: number): void {
  const every = count < manyRows ? 1 : sampled
  if (count % every !== 0 || ring.kept < 2 * farLag) return
  const usual = count > knownRows && noise.near > 0 ? outlier * noise.near : Number.MAX_VALUE
  const most = Math.min(usual, Number.MAX_VALUE)
  const weight = weightOf(every, count, farLag)
  noise.near += weight * (Math.min(most, bendBack(ring, value, 1)) - noise.near)
  noise.far += weight * (Math.min(most, bendBack(ring, value, farLag)) - noise.far)
  if (ring.kept < 2 * fartherLag) return
  const farther = Math.min(most, bendBack(ring, value, fartherLag))
  noise.farther += weightOf(every, count, fartherLag) * (farther - noise.farther)
}

const weightOf = (every: number, count: number, lag: number) =>
  Math.min(1, (every * recency) / (count + recency - 2 * lag))

function bendBack(ring: Ring, value: number, lag: number): number {
  return Math.abs(value - 2 * valueBack(ring, lag - 1) + valueBack(ring, 2 * lag - 1))
}

/** `sigma`: the noise of a mean of `rows` rows; `likeness`: how much neighbours of such means are alike, and at most, since chance may hide it. */
export function noiseOfRows({ near, far, farther }: RowNoise, count: number, rows: number) {
  if (near === 0) return { sigma: 0, likeness: 0, mostLikeness: 0 }
  const told = (effectiveShare * count) / (count < manyRows ? 1 : sampled)
  let { measured, most } = likenessOver(far / near, farLag, told, farError)
  if (farther > 0) {
    // A trend that bends makes both too large: the lower one is nearer.
    const over = likenessOver(farther / near, fartherLag, told, fartherError)
    measured = Math.min(measured, over.measured)
    most = Math.min(most, over.most)
  }
  const sigma = near / meanSize / Math.sqrt(bendOf(measured))
  return {
    sigma: sigma * errorOfMean(most, rows),
    likeness: likenessOfMeans(measured, rows),
    mostLikeness: likenessOfMeans(most, rows),
  }
}

/** The correlation of neighbours by second differences over `lag` rows that are this many times those over one; and at most. */
function likenessOver(times: number, lag: number, told: number, errorOf: (likeness: number) => number) {
  const ratio = times ** 2
  const measured = likenessBy(ratio, lag)
  const luck = Math.exp((luckyErrors * errorOf(measured)) / Math.sqrt(told))
  return { measured, most: likenessBy(ratio * luck, lag) }
}

/** The variance of a second difference of an AR(1), in variances of a value: 6 − 8ρ + 2ρ². */
export function bendOf(likeness: number): number {
  return 2 * (1 - likeness) * (3 - likeness)
}

/** The likeness at which second differences over `lag` rows have this ratio to those over one, by halving. */
function likenessBy(ratio: number, lag: number): number {
  let low = 0
  let high = mostAlike
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (bendOf(middle ** lag) < ratio * bendOf(middle)) low = middle
    else high = middle
  }
  return low
}

/** The correlation of neighbouring means of `count` values: the variance of a mean of both is (1 + it) / 2 of one mean's. */
function likenessOfMeans(likeness: number, count: number): number {
  const ratio = errorOfMean(likeness, 2 * count) / errorOfMean(likeness, count)
  return Math.min(mostAlike, Math.max(0, 2 * ratio ** 2 - 1))
}

/**
 * The standard error of a mean of n values of an AR(1), as a share of their standard deviation: the root of n + 2 Σ (n − k) ρᵏ, over n,
 * of which the sum is written out.
 */
export function errorOfMean(likeness: number, count: number): number {
  const rest = 1 - likeness
  const sum = (count * rest * (1 + likeness) - 2 * likeness * (1 - likeness ** count)) / rest ** 2
  return Math.sqrt(sum) / count
}
