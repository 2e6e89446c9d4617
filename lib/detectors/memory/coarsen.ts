/** A plot that is full becomes half as fine: its bins merge by pairs. */

import { type Level, lastValues, levelBins, medianBack, medianError, mostBins, noise } from './level.ts'
import { stepNoise, wanderOf } from './noise.ts'

/** The median of this many rows is the start, where the first is not further off than 3 sigma of the first rows. */
const startRows = 9
const noiseRows = 40
const startSigmas = 3
/** Nor than this many where the next two lie near the median: then it is the first one that is odd. */
const loneSigmas = 8
/** First rows this many times the start have left it behind: that is no noise, however wide it makes the rest. */
const timesStart = 5

export function coarsen(level: Level): void {
  const values = lastValues(level, level.kept)
  if (level.kept === level.n && level.binRows === 1) smoothStart(level, values)
  // The oldest of an odd number is left out.
  const pairs = values.length >> 1
  const from = values.length - 2 * pairs
  for (let i = 0; i < pairs; i++)
    level.ring[i] = (values[from + 2 * i] as number) / 2 + (values[from + 2 * i + 1] as number) / 2
  level.ring.fill(0, pairs)
  level.end = pairs & (mostBins - 1)
  level.kept = pairs
  level.n >>= 1
  level.binRows *= 2
  level.landingBin >>= 1
  level.now = medianBack(level, levelBins(level))
  lowerBest(level)
}

/** The best level of fine bins is their luck as well: as wide as the bins are now, it is another one. */
function lowerBest(level: Level): void {
  const bins = levelBins(level)
  let best = Number.POSITIVE_INFINITY
  for (let skipped = 0; skipped + bins <= level.kept; skipped++)
    best = Math.min(best, medianBack(level, bins, skipped))
  level.best = best
}

/** Now that the noise is known: a start that differs from the first rows by no more than chance is where they are. */
function smoothStart(level: Level, values: readonly number[]): void {
  const first = values.slice(0, startRows).toSorted((a, b) => a - b)[startRows >> 1] as number
  const sigma = stepNoise({ ring: level.ring, end: noiseRows, kept: noiseRows }, 0)
  const most = isLoneStart(values, first, startSigmas * sigma) ? loneSigmas : startSigmas
  const hasLeft = !level.zeroless && first > timesStart * level.start
  if (!hasLeft && Math.abs(level.start - first) <= most * sigma) level.start = first
  level.settled = Math.min(first, level.start)
  level.startError = wanderOf(level) > 0 ? noise(level) : 0
  level.settledError = (medianError * sigma) / Math.sqrt(startRows)
}

function isLoneStart([, second, third]: readonly number[], first: number, near: number): boolean {
  return [second, third].every((value) => Math.abs((value as number) - first) <= near)
}
