/** How far a series stands above its best, and how sure that is, by means over several lengths: long ones see small rises. */
import { type Level, levelBins, mostBins, valueBack } from './level.ts'
import { bendNoise } from './noise.ts'
import { bendOf, errorOfMean, noiseOfRows } from './row-noise.ts'
import type { Rows } from './rows.ts'

type Rise = {
  /** Mean of the last bins, the lowest mean before them of as many or more, and their difference in its standard errors. */
  now: number
  lowest: number
  errors: number
  /** Bins that were averaged, and how many lie between the middle of the lowest ones and the end. */
  bins: number
  back: number
  /** How much neighbouring bins are alike, and whether by so much that they wander. */
  likeness: number
  wanders: boolean
}

const lengths = [2, 3, 4, 6, 8, 12, 16, 24]
/** The lowest mean may be of this many times as many bins: it is the surer, as long as it is low. */
const timesLonger = [1, 2, 4]

/** Where bins are alike their noise is known less well, and low by chance more often: this many standard errors more at a likeness of 1. */
const alikeErrors = 5
/** From this likeness on bins wander. */
const wandering = 0.3

/** Sums of the bins, oldest first. Never read before it is written. */
const sums = new Float64Array(mostBins + 1)

/** Fewer bins than that tell nothing of their noise. */
const fewestBins = 20
/** Differences of neighbours, of which a tenth may be outliers; the mean of the others is this many standard deviations of one. */
const differences = 60
const inliers = 0.9
const inlierMean = 0.6465
/** The noise by bins further apart counts where it is larger by more than chance makes it. */
const farShare = 0.75

/** The surest rise of a plot; null where its last bins are the lowest, or too few are known. */
export function riseOf(level: Level, rows: Rows): Rise | null {
  const { kept } = level
  if (kept < fewestBins) return null
  fillSums(level)
  const { sigma, likeness, mostLikeness } = noiseOfBins(level, rows)
  let surest: Rise | null = null
  for (const bins of lengths)
    for (const times of timesLonger) {
      const longer = bins * times
      if (bins + longer > kept) break
      const now = meanBefore(kept, bins)
      let lowest = Number.POSITIVE_INFINITY
      let at = 0
      for (let to = longer; to <= kept - bins; to++) {
        const mean = meanBefore(to, longer)
        if (mean >= lowest) continue
        lowest = mean
        at = to
      }
      if (now <= lowest) continue
      const error = sigma * Math.hypot(errorOfMean(mostLikeness, bins), errorOfMean(mostLikeness, longer))
      const errors = error > 0 ? (now - lowest) / error : Number.POSITIVE_INFINITY
      if (!surest || errors > surest.errors)
        surest = {
          now,
          lowest,
          errors,
          bins,
          back: kept - at + (longer >> 1),
          likeness,
          wanders: likeness > wandering,
        }
    }
  return surest
}

/** Whether a rise is one by that many standard errors. */
export function isBeyondDoubt({ errors, likeness }: Rise, least: number): boolean {
  return errors >= least + alikeErrors * likeness
}

/** As the rows tell it, or the bins, where these differ by more: what wanders slowly shows in them alone. */
function noiseOfBins(level: Level, rows: Rows) {
  const ofRows = noiseOfRows(rows, rows.finite, level.binRows)
  const ofBends = inlierBend(level) / Math.sqrt(bendOf(ofRows.mostLikeness))
  const ofAll = farShare * bendNoise(level, levelBins(level))
  return { ...ofRows, sigma: Math.max(ofRows.sigma, ofBends, ofAll) }
}

function inlierBend(level: Level): number {
  const recent = levelBins(level)
  const count = Math.min(differences, level.kept - recent - 2)
  const bends = Array.from({ length: count }, (_, i) =>
    Math.abs(
      valueBack(level, recent + i) - 2 * valueBack(level, recent + i + 1) + valueBack(level, recent + i + 2),
    ),
  ).sort((a, b) => a - b)
  const taken = bends.slice(0, Math.floor(inliers * count))
  return taken.reduce((sum, bend) => sum + bend / taken.length, 0) / inlierMean
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
