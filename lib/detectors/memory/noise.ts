/** How far single values lie from their level by chance. */
import { type Ring, ringMedianBend, ringMedianStep } from './order.ts'

/** Values whose differences measure the noise, over one value and over more; and those that tell whether neighbours are alike. */
const nearValues = 30
const noiseValues = 40
const likenessValues = 60
/** Fewer differences than this say nothing of noise. */
const fewestDifferences = 4
/** 1.4826 turns a median absolute deviation into a standard deviation, √2 undoes the difference of two values, √6 the second of three. */
export const noiseScale = 1.4826 / Math.SQRT2
const bendScale = 1.4826 / Math.sqrt(6)
/**
 * Neighbours that are alike (a running mean, batches of one user) differ little, and yet wander far: the second differences over
 * two, four, … values tell, which a steady fall does not move. That many of them must there be.
 */
const lags = [2, 4, 8, 16]
const shortLags = [2, 4]
const lagDifferences = 20
/** Of values that are not alike the largest of these differences exceeds the first by that much, by chance. */
const luckyLikeness = 0.3
/** From this likeness on neighbours count as alike. */
const alike = 0.2
/** Alike as an AR(1) process of 0.9 is, values wander this many times the noise of their steps from their best to their worst. */
const wanderSteps = 16
/** By chance some wander further: what rises this many times as far is no wandering. */
export const beyondWander = 1.5

/** The noise of the values before the last few, blind to trend and to whatever those few do. */
export function noiseBefore(ring: Ring, recent: number): number {
  return measure(ring, recent, noiseValues).sigma
}

/** The noise from one value to the next. */
export function stepNoise({ ring, end, kept }: Ring, recent: number): number {
  const count = Math.min(nearValues, kept - recent)
  return count <= fewestDifferences ? 0 : noiseScale * ringMedianStep(ring, end - recent, count)
}

/** The same, and blind to a steady trend. */
export function plainNoise({ ring, end, kept }: Ring, recent: number): number {
  const count = Math.min(nearValues, kept - recent)
  return count <= fewestDifferences ? 0 : bendScale * ringMedianBend(ring, end - recent, count, 1)
}

/** As `noiseBefore`, of a mean over several values: neighbours that are alike tell less than others. */
export function noiseOfMean(ring: Ring, recent: number, values: number): number {
  const { sigma, likeness } = measure(ring, recent, noiseValues)
  return sigma * Math.sqrt(Math.min(1, (1 + likeness) / (1 - likeness) / values))
}

/** How far bins may wander if they are alike, be they or not. A steady rise is no step of it. */
export function reachOfWander({ ring, end, kept, binRows }: Wandering): number {
  const count = Math.min(nearValues, kept - levelRows)
  if (count <= fewestDifferences) return 0
  return (wanderSteps * bendScale * ringMedianBend(ring, end - levelRows, count, 1)) / Math.sqrt(binRows)
}

/** The same; 0 where they are not alike, as far as can be told. */
export function wanderOf(level: Wandering): number {
  const { likeness } = measure(level, levelRows, likenessValues)
  return likeness > alike ? reachOfWander(level) : 0
}

/** Values that the level now is the median of: what they do is no noise. */
const levelRows = 5
type Wandering = Ring & { binRows: number }

type Measured = { sigma: number; likeness: number }

/** `likeness`: the correlation of neighbours, as far as it is no chance. */
function measure({ ring, end, kept }: Ring, recent: number, most: number): Measured {
  const count = Math.min(most, kept - recent)
  if (count <= fewestDifferences) return { sigma: 0, likeness: 0 }
  const near = stepNoise({ ring, end, kept }, recent)
  let far = near
  for (const lag of lags)
    if (count - 2 * lag >= lagDifferences)
      far = Math.max(far, bendScale * ringMedianBend(ring, end - recent, count, lag))
  const likeness = far > 0 ? Math.max(0, (1 - (near / far) ** 2 - luckyLikeness) / (1 - luckyLikeness)) : 0
  return { sigma: far, likeness }
}

/** The noise of the values before the last few by short lags: blind to a trend, however steep, and to where it turns. */
export function bendNoise({ ring, end, kept }: Ring, recent: number): number {
  const count = Math.min(noiseValues, kept - recent)
  let most = 0
  for (const lag of shortLags)
    if (count - 2 * lag >= lagDifferences)
      most = Math.max(most, bendScale * ringMedianBend(ring, end - recent, count, lag))
  return most
}

/** The noise of a short series, all of it: what is no noise bends little from one value to the next, wherever it goes. */
export function noiseOfBends(values: readonly number[]): number {
  const bends = values
    .slice(2)
    .map((value, i) => Math.abs(value - 2 * (values[i + 1] as number) + (values[i] as number)))
    .sort((a, b) => a - b)
  return bendScale * (bends[bends.length >> 1] ?? 0)
}
