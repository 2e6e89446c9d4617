/** Whether who looks at the whole plot, smoothed or not, can see the trouble. Others are drawn again. */
import { mean } from './mean.ts'
import type { NoiseOfRun } from './noises.ts'
import type { Curve } from './shapes.ts'
import type { TroubleKind } from './troubles.ts'

type Judged = {
  kind: 'healthy' | TroubleKind
  rows: number
  /** Begins as it does and is not expected to fall far. */
  isPolicy: boolean
  onset: number | null
  level: Curve
  noise: NoiseOfRun
  /** The level by which noise that is not in proportion goes. */
  usual: number
  evaluation: { every: number; level: Curve; noise: NoiseOfRun } | null
}

type Stretch = readonly [from: number, to: number]

const evaluationsNeeded = 20
/** How far a change stands out of the noise of one value, and of the means of two stretches. */
const sigmasOfValue = 0.5
const sigmasOfMeans = 5
/** Training that only stands is no training that goes on. */
const leastFall = 0.03
/** An AR(1) of 0.9 tells as much as a nineteenth of its rows: neighbours are alike. */
const rowsAlike = 19

/** A healthy loss falls from the first twentieth to the last quarter; a trouble rises from before its onset to the end. */
export function isVisible(run: Judged): boolean {
  const { kind, rows, isPolicy, onset, level, evaluation } = run
  if (isPolicy || kind === 'stuck') return true
  if (onset === null) return standsOut(run, rows, [0.75, 1], [0, 0.05])
  const before: Stretch = [0.75 * onset, onset]
  const end: Stretch = [1 - (1 - onset) / 4, 1]
  if (kind !== 'overfitting') return standsOut(run, rows, before, end)
  if (!evaluation || rows / evaluation.every < evaluationsNeeded) return false
  const isFalling = level(1) < (1 - leastFall) * level(onset)
  return isFalling && standsOut({ ...evaluation, usual: run.usual }, rows / evaluation.every, before, end)
}

function standsOut(
  { level, noise, usual }: Pick<Judged, 'level' | 'noise' | 'usual'>,
  values: number,
  below: Stretch,
  above: Stretch,
): boolean {
  const low = mean(level, ...below)
  const high = mean(level, ...above)
  const sigma = noise.size * (noise.isProportional ? (low + high) / 2 : usual)
  const alike = noise.kind === 'AR(1)' ? rowsAlike : 1
  const variance = [below, above].reduce(
    (sum, [from, to]) => sum + 1 / Math.max(1, (values * (to - from)) / alike),
    0,
  )
  return high - low > sigma * Math.max(sigmasOfValue, sigmasOfMeans * Math.sqrt(variance))
}
