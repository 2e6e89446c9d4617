/** How far a series stands above its best, and how sure that is, by means over several lengths: long ones see small rises. */
import { type Level, levelBins, mostBins } from './level.ts'
import { noiseOfMean } from './noise.ts'

type Rise = {
  /** Mean of the last bins, the lowest mean of as many bins before them, and their difference in its standard errors. */
  now: number
  lowest: number
  errors: number
  /** Bins that were averaged, and how many lie between the middle of the lowest ones and the end. */
  bins: number
  back: number
}

const lengths = [3, 6, 12, 24]

/** Sums of the bins, oldest first. Never read before it is written. */
const sums = new Float64Array(mostBins + 1)

/** Fewer bins than that tell nothing of their noise. */
const fewestBins = 12

/** The surest rise of a plot; null where its last bins are the lowest, or too few are known. */
export function riseOf(level: Level): Rise | null {
  const { kept } = level
  if (kept < fewestBins) return null
  fillSums(level)
  let surest: Rise | null = null
  for (const bins of lengths) {
    if (2 * bins > kept) break
    const now = meanBefore(kept, bins)
    let lowest = Number.POSITIVE_INFINITY
    let at = 0
    for (let to = bins; to <= kept - bins; to++) {
      const mean = meanBefore(to, bins)
      if (mean >= lowest) continue
      lowest = mean
      at = to
    }
    if (now <= lowest) continue
    const error = Math.SQRT2 * noiseOfMean(level, levelBins(level), bins)
    const errors = error > 0 ? (now - lowest) / error : Number.POSITIVE_INFINITY
    if (!surest || errors > surest.errors)
      surest = { now, lowest, errors, bins, back: kept - at + (bins >> 1) }
  }
  return surest
}

/** Mean of `bins` bins that end `back` bins before the last one; of as many as there are. */
export function meanBack(level: Level, bins: number, back: number): number {
  fillSums(level)
  const to = Math.max(1, level.kept - back)
  return meanBefore(to, Math.min(bins, to))
}

function fillSums({ ring, end, kept }: Level): void {
  sums[0] = 0
  for (let i = 0; i < kept; i++)
    sums[i + 1] = (sums[i] as number) + (ring[(end - kept + i) & (mostBins - 1)] as number)
}

function meanBefore(to: number, bins: number): number {
  return ((sums[to] as number) - (sums[to - bins] as number)) / bins
}
