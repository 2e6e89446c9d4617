/**
 * The noise of a series by all of its rows, of which there are more than bins: how far a row lies from the middle between its
 * neighbours, at once and some rows away. Where rows are alike (an AR(1), a running mean) the near ones say little of the far ones.
 * A trend bends little, however steep it is.
 */
import { valueBack } from './level.ts'
import type { Ring } from './order.ts'

/** The mean sizes of second differences over one row and over `lag`, in which rows count the more the later they came. */
export type RowNoise = { near: number; far: number }

const lag = 4
/** The weight of a new row among n: the last quarter of a run counts for two thirds. */
const recency = 4
/** Of a long series every fourth row tells enough. */
const manyRows = 4096
const sampled = 4
/** A single row further off than so many times the usual distance is an outlier, once some rows are known. */
const outlier = 8
const knownRows = 32
/** Rows of that weight tell as much as this share of them would, each of the same weight. */
const effectiveShare = 0.44
/** The logarithm of the ratio of the two is off by so much over the root of the rows, and by chance by so many times of that. */
const ratioError = 2.5
const luckyErrors = 1.5
const mostAlike = 0.98
const halvings = 24
/** The mean size of normal numbers is so many standard deviations. */
const meanSize = Math.sqrt(2 / Math.PI)

/** Takes in the value that comes after those of the ring, of `count` finite ones. */
export function followRowNoise(noise: RowNoise, ring: Ring, value: number, count: number): void {
  const every = count < manyRows ? 1 : sampled
  if (count % every !== 0 || ring.kept < 2 * lag) return
  const weight = Math.min(1, (every * recency) / (count + recency - 2 * lag))
  const usual = count > knownRows && noise.near > 0 ? outlier * noise.near : Number.MAX_VALUE
  const most = Math.min(usual, Number.MAX_VALUE)
  const near = Math.abs(value - 2 * valueBack(ring, 0) + valueBack(ring, 1))
  const far = Math.abs(value - 2 * valueBack(ring, lag - 1) + valueBack(ring, 2 * lag - 1))
  noise.near += weight * (Math.min(most, near) - noise.near)
  noise.far += weight * (Math.min(most, far) - noise.far)
}

/** `sigma`: the noise of a mean of `rows` rows; `likeness`: how much neighbours of such means are alike, and at most, since chance may hide it. */
export function noiseOfRows({ near, far }: RowNoise, count: number, rows: number) {
  if (near === 0) return { sigma: 0, likeness: 0, mostLikeness: 0 }
  const ratio = (far / near) ** 2
  const measured = likenessBy(ratio)
  const told = (effectiveShare * count) / (count < manyRows ? 1 : sampled)
  const most = likenessBy(ratio * Math.exp((luckyErrors * ratioError) / Math.sqrt(told)))
  const sigma = near / meanSize / Math.sqrt(bendOf(measured))
  return {
    sigma: sigma * errorOfMean(most, rows),
    likeness: likenessOfMeans(measured, rows),
    mostLikeness: likenessOfMeans(most, rows),
  }
}

/** The variance of a second difference over values of that correlation, by their own. */
export function bendOf(likeness: number): number {
  return 2 * (1 - likeness) * (3 - likeness)
}

/** The correlation of neighbours by how many times as large second differences are over `lag` values as over one, squared. */
function likenessBy(ratio: number): number {
  let low = 0
  let high = mostAlike
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (bendOf(middle ** lag) < ratio * bendOf(middle)) low = middle
    else high = middle
  }
  return low
}

/** The correlation of neighbouring means of `count` values whose neighbours have that one. */
function likenessOfMeans(likeness: number, count: number): number {
  const ratio = errorOfMean(likeness, 2 * count) / errorOfMean(likeness, count)
  return Math.min(mostAlike, Math.max(0, 2 * ratio ** 2 - 1))
}

/** The standard error of a mean of `count` values of an AR(1) of that correlation, as a share of their standard deviation. */
export function errorOfMean(likeness: number, count: number): number {
  const rest = 1 - likeness
  const sum = (count * rest * (1 + likeness) - 2 * likeness * (1 - likeness ** count)) / rest ** 2
  return Math.sqrt(sum) / count
}
