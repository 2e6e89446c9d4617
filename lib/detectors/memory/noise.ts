/** How far single values lie from their level by chance. */
import { type Ring, ringMedianBend, ringMedianStep } from './order.ts'

/** Values whose differences measure the noise. */
const noiseValues = Number(process.env.NV ?? 40)
/** Fewer differences than this say nothing of noise. */
const fewestDifferences = 4
/** 1.4826 turns a median absolute deviation into a standard deviation, √2 undoes the difference of two values. */
export const noiseScale = 1.4826 / Math.SQRT2
/** √6 undoes the second difference of three values. */
const bendScale = 1.4826 / Math.sqrt(6)
/**
 * Neighbours that are alike (a running mean, batches of one user) differ little, and yet wander far: the differences over two, four
 * and eight values tell. They are measured from their own median, so that a steady fall is none.
 */
const lags = process.env.L3 ? [2, 4, 8] : process.env.L4 ? [2, 4, 8, 16] : [2, 4, 8, 16, 32]
/** That many differences over a lag must there be. */
const lagDifferences = Number(process.env.LD ?? 20)
/** Of values that are not alike the largest of these differences exceeds the first by that much, by chance. */
const luckyLikeness = Number(process.env.LL ?? 0.3)

/** The noise of the values before the last few, blind to trend and to whatever those few do. */
export function noiseBefore(ring: Ring, recent: number): number {
  return measure(ring, recent).sigma
}

/** The noise from one value to the next. */
export function stepNoise({ ring, end, kept }: Ring, recent: number): number {
  const count = Math.min(noiseValues, kept - recent)
  return count <= fewestDifferences ? 0 : noiseScale * ringMedianStep(ring, end - recent, count)
}

/** How far neighbours that are alike may wander; 0 where they are not, as far as can be told. */
export function wanderOf(ring: Ring & { binRows: number }, recent: number): number {
  const { near, likeness } = measure(ring, recent)
  return likeness > Number(process.env.WL ?? 0.2)
    ? (Number(process.env.WS ?? 16) * near) / Math.sqrt(ring.binRows)
    : 0
}

/** As `noiseBefore`, of a mean over several values: neighbours that are alike tell less than others. */
export function noiseOfMean(ring: Ring, recent: number, values: number): number {
  const { sigma, likeness } = measure(ring, recent)
  return sigma * Math.sqrt(Math.min(1, (1 + likeness) / (1 - likeness) / values))
}

/** `likeness`: the correlation of neighbours, as far as it is no chance. */
function measure(
  { ring, end, kept }: Ring,
  recent: number,
): { sigma: number; near: number; likeness: number } {
  const count = Math.min(noiseValues, kept - recent)
  if (count <= fewestDifferences) return { sigma: 0, near: 0, likeness: 0 }
  const near = noiseScale * ringMedianStep(ring, end - recent, count)
  let far = near
  for (const lag of lags)
    if (count - 2 * lag >= lagDifferences)
      far = Math.max(far, bendScale * ringMedianBend(ring, end - recent, count, lag))
  const likeness = far > 0 ? Math.max(0, (1 - (near / far) ** 2 - luckyLikeness) / (1 - luckyLikeness)) : 0
  return { sigma: far, near, likeness }
}

/** The noise of a short series, all of it: what is no noise bends little from one value to the next, wherever it goes. */
export function noiseOfBends(values: readonly number[]): number {
  const bends = values
    .slice(2)
    .map((value, i) => Math.abs(value - 2 * (values[i + 1] as number) + (values[i] as number)))
    .sort((a, b) => a - b)
  return bendScale * (bends[bends.length >> 1] ?? 0)
}
