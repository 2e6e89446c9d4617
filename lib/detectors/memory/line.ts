/**
 * Whether the last bins of a plot rise along a line, and by what chance noise would do so. How much neighbours are alike decides that,
 * and few bins do not tell it. So lines are laid by least squares for eight likenesses of an AR(1) (Prais and Winsten 1954), and their
 * chances averaged, each by how well it explains the bins and as many before them (restricted likelihood, Patterson and Thompson 1971).
 */
import { tProbability } from '../../statistics/student.ts'
import { type Level, mostBins, valueBack } from './level.ts'

type Line = {
  /** By what chance noise rises like that, where it is the rarest; 1 where there are too few bins, or no noise. */
  chance: number
  /** From the first of its bins to the last. */
  rise: number
}

type Fit = { slope: number; t: number; logLikelihood: number }

const lengths = [6, 8, 11, 16, 22, 32, 45, 64, 90, mostBins - 1]
const parameters = 2
const likenesses = [0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97]
/** What is believed before the bins are seen: as likely as not neighbours are much alike. */
const muchAlike = 0.8
const priors = likenesses.map((likeness, _, all) => {
  const like = all.filter((other) => other > muchAlike === likeness > muchAlike)
  return 0.5 / like.length
})
/** No line explains more of the squares than all but this: rounding. */
const leastLeft = 1e-12

/** Values of a stretch in units of its largest distance from its last value, oldest first. Never read before it is written. */
const stretch = new Float64Array(mostBins)

/** The line that noise would rise along the most rarely, of those through the last 6 to 127 bins. */
export function surestLine(level: Level): Line {
  let surest: Line = { chance: 1, rise: 0 }
  for (const bins of lengths) {
    if (bins > level.kept) break
    const line = lineThrough(level, bins)
    if (line.chance <= surest.chance) surest = line
  }
  return surest
}

function lineThrough(level: Level, bins: number): Line {
  const fits = fitsTo(level, bins, 0)
  const before = 2 * bins <= level.kept ? fitsTo(level, bins, bins) : null
  const evidence = fits.map(({ logLikelihood }, i) => logLikelihood + (before?.[i]?.logLikelihood ?? 0))
  const most = Math.max(...evidence)
  let sum = 0
  let chance = 0
  let slope = 0
  for (const [i, fit] of fits.entries()) {
    const weight = (priors[i] as number) * Math.exp((evidence[i] as number) - most)
    sum += weight
    chance += weight * (fit.t > 0 ? tProbability(fit.t, bins - parameters) / 2 : 0.5)
    slope += weight * fit.slope
  }
  const rise = (slope / sum) * (bins - 1)
  return Number.isFinite(rise) ? { chance: chance / sum, rise } : { chance: 1, rise: 0 }
}

function fitsTo(level: Level, bins: number, back: number): Fit[] {
  const scale = fillStretch(level, bins, back)
  return likenesses.map((likeness) => {
    const fit = fitOf(bins, likeness)
    return { ...fit, slope: fit.slope * scale }
  })
}

function fillStretch(level: Level, bins: number, back: number): number {
  const last = valueBack(level, back)
  let scale = 0
  for (let i = 0; i < bins; i++) {
    stretch[i] = valueBack(level, back + bins - 1 - i) - last
    scale = Math.max(scale, Math.abs(stretch[i] as number))
  }
  for (let i = 0; i < bins; i++) stretch[i] = (stretch[i] as number) / scale
  return scale
}

/** Each value but the first, less this share of the one before, has noise of its own. `one`, `at`, `value`: the columns of the regression. */
function fitOf(bins: number, likeness: number): Fit {
  const middle = (bins - 1) / 2
  const first = Math.sqrt(1 - likeness ** 2)
  let [ones, onesAt, ats, onesValue, atsValue, values] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < bins; i++) {
    const one = i ? 1 - likeness : first
    const at = i ? i - middle - likeness * (i - 1 - middle) : -first * middle
    const now = stretch[i] as number
    const value = i ? now - likeness * (stretch[i - 1] as number) : first * now
    ones += one * one
    onesAt += one * at
    ats += at * at
    onesValue += one * value
    atsValue += at * value
    values += value * value
  }
  const determinant = ones * ats - onesAt ** 2
  const slope = (ones * atsValue - onesAt * onesValue) / determinant
  const height = (ats * onesValue - onesAt * atsValue) / determinant
  const left = Math.max(values - height * onesValue - slope * atsValue, leastLeft * values)
  const freedom = bins - parameters
  return {
    slope,
    t: slope / Math.sqrt((left / freedom) * (ones / determinant)),
    logLikelihood: Math.log1p(-(likeness ** 2)) / 2 - (freedom * Math.log(left) + Math.log(determinant)) / 2,
  }
}
