/**
 * Where a series stands: its start, its level now, its best, its noise. Read off the plot of the whole run, in bins of one row at
 * first; whenever there are `mostBins`, they merge by pairs, so that a bin stands for as much of a long run as of a short one.
 */

import { noiseBefore, stepNoise } from './noise.ts'
import { type Ring, ringMedian, ringTrend } from './order.ts'

/** Bins of a plot, at most. A power of two. */
export const mostBins = 128
/** The longest window of any detector, in bins. */
export const windowBins = 64
/** The standard error of a median of normal noise, in those of a mean: √(π/2). */
export const medianError = 1.2533
/** A level is the median of three bins at least. */
export const fewestLevelBins = 3
/** A loss without a zero to compare with is compared with its own range, and only from this bin on. */
export const zerolessBins = 20

/** The ring holds the mean of each bin. */
export type Level = Ring & {
  /** Bins so far, as wide as they are now; and the rows that each stands for. */
  n: number
  binRows: number
  /** The bin that is being filled: its finite rows and their mean. */
  filled: number
  mean: number
  /** Zero is no yardstick: some value was below it, or all lie far above (`far-from-zero.ts`). */
  zeroless: boolean
  /** The first finite value, and the median of the first three. */
  first: number
  ofFirst: number
  /** Where it began, as far as that is known: a yardstick. */
  start: number
  /** Where it stands, a median of the last few bins; and where it stood lowest, and at which step. */
  now: number
  best: number
  bestStep: number
  /** Of a long series the median of its first nine rows and its standard error; null before. */
  settled: number | null
  settledError: number
  /** Where neighbours are alike, how far the start may lie off by chance: its first rows wander as one. */
  startError: number
  /** The highest of the first values; and whether the first one may have been too low to be the start (`low-start.ts`). */
  peak: number
  lowStart: boolean
  /** Where a jump landed that may be a restart, as long as that is open (`restart.ts`). */
  landing: number | null
  landingBin: number
  fallingBins: number
}

/** `ring`: of full length, from a caller that has one already. */
export function startLevel(ring = new Array<number>(mostBins).fill(0)): Level {
  return {
    ring,
    end: 0,
    kept: 0,
    n: 0,
    binRows: 1,
    filled: 0,
    mean: 0,
    zeroless: false,
    first: 0,
    ofFirst: 0,
    start: 0,
    now: 0,
    best: 0,
    bestStep: 0,
    settled: null,
    settledError: 0,
    startError: 0,
    peak: 0,
    lowStart: false,
    landing: null,
    landingBin: 0,
    fallingBins: 0,
  }
}

/** w: bins in the median that stands for the level. */
export function levelBins(level: Level): number {
  return Math.min(level.n < 60 ? fewestLevelBins : 5, level.kept)
}

/** What the series had gained when it was best. */
export function progress(level: Level): number {
  return level.start - level.best
}

/** Values after the first one lie near it up to twice of it. */
export const nearFirst = 2

/** One low value is luck, two are a start: where a rise begins. A jump away from the first value at once is a rise. */
export function startOfRise({ start, ofFirst }: Level): number {
  return ofFirst <= nearFirst * start ? Math.max(start, ofFirst) : start
}

/** The noise of single bins, blind to trend and to whatever the last w bins do. */
export function noise(level: Level): number {
  return noiseBefore(level, levelBins(level))
}

/** The standard error of `now`: a median's is 1.25 times that of a mean. */
export function levelError(level: Level): number {
  return (medianError * stepNoise(level, levelBins(level))) / Math.sqrt(levelBins(level))
}

/** The `back`th value before the last: `valueBack(level, 0)` is the last finite one. */
export function valueBack({ ring, end }: Ring, back: number): number {
  return ring[(end - 1 - back) & (ring.length - 1)] as number
}

/** Median of `count` values, after leaving out the last `skipped`. */
export function medianBack({ ring, end }: Ring, count: number, skipped = 0): number {
  return ringMedian(ring, end - skipped, count)
}

/** Mann-Kendall's z over the last `count` bins: below zero where they fall. */
export function trendOf(level: Ring, count: number): number {
  return ringTrend(level.ring, level.end, Math.min(count, level.kept))
}

/** Medians of the thirds of the last `count` bins, the oldest first. */
export function thirdsOf(level: Ring, count: number): [first: number, middle: number, last: number] {
  const third = Math.floor(count / 3)
  return [medianBack(level, third, 2 * third), medianBack(level, third, third), medianBack(level, third)]
}

/** The last few finite values, oldest first. */
export function lastValues(ring: Ring, count: number): number[] {
  return Array.from({ length: Math.min(count, ring.kept) }, (_, i, all = Math.min(count, ring.kept)) =>
    valueBack(ring, all - 1 - i),
  )
}

/** Share of the progress made that is lost again: 0 at the best level, 1 at the start, more above it. */
export function lostShare(level: Level, value = level.now): number {
  const made = progress(level)
  return made > 0 ? (value - level.best) / made : 0
}
