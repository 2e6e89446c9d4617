/** A plot that is full becomes half as fine: its bins merge by pairs. */
import { type Level, lastValues, levelBins, medianBack, mostBins } from './level.ts'

export function coarsen(level: Level): void {
  const values = lastValues(level, level.kept)
  const isWhole = level.kept === level.n
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
  if (isWhole) lowerBest(level)
}

/** The best level of fine bins is their luck as well: as wide as the bins are now, it is another one. */
function lowerBest(level: Level): void {
  const bins = levelBins(level)
  let best = Number.POSITIVE_INFINITY
  for (let skipped = 0; skipped + bins <= level.kept; skipped++)
    best = Math.min(best, medianBack(level, bins, skipped))
  level.best = best
}
