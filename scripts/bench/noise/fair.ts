/** Whether who looks at the whole plot, smoothed or not, can see the trouble. Others are drawn again. */
import { mean } from './mean.ts'
import type { NoiseOfRun, Plan } from './plan.ts'
import type { Curve } from './shapes.ts'

const evaluationsNeeded = 20
/** How far the change stands out of the noise of one value, and of the means of two stretches. */
const sigmasOfValue = 0.5
const sigmasOfMeans = 5
/** Training that only stands is no training that goes on. */
const leastFall = 0.03

/** Compares what stands before the onset, and the end, each a quarter of the rows since the onset long. */
export function isVisible(plan: Plan): boolean {
  const { kind, rows, onset, level, noise, evaluation } = plan
  if (onset === null || kind === 'stuck') return true
  if (kind !== 'overfitting') return standsOut(level, onset, rows, noise)
  if (!evaluation || rows / evaluation.every < evaluationsNeeded) return false
  const isFalling = level(1) < (1 - leastFall) * level(onset)
  return isFalling && standsOut(evaluation.level, onset, rows / evaluation.every, evaluation.noise)
}

function standsOut(level: Curve, onset: number, values: number, noise: NoiseOfRun): boolean {
  const stretch = (1 - onset) / 4
  const before = mean(level, onset - Math.min(stretch, onset / 4), onset)
  const after = mean(level, 1 - stretch, 1)
  const rise = after - before
  const sigma = noise.size * (noise.isProportional ? (before + after) / 2 : mean(level, 0.5, 1))
  // Neighbours that are alike tell less: an AR(1) of 0.9 as much as a nineteenth of its rows.
  const telling = Math.max(1, (values * stretch) / (noise.kind === 'AR(1)' ? 19 : 1))
  return rise > sigmasOfValue * sigma && rise > sigmasOfMeans * sigma * Math.sqrt(2 / telling)
}
