/** What models are scored by: every loss that fits what they predict, and the metrics of the task. */
import { lossKey, lossScale, lossText } from '../compare/trained-loss.ts'
import {
  expectationOf,
  isLossId,
  type Loss,
  type LossParams,
  lossIds,
  lossOf,
  readParams,
} from '../losses/index.ts'
import type { Direction, RunLoss } from '../run.ts'
import { isBetterHigher } from '../summary/metric.ts'
import { type Fit, fitOf } from '../training/fit/fit.ts'
import type { Purpose } from '../training/task.ts'

/** A loss, in the form in which it is taken of all predictions. */
export type ScoringLoss = { loss: Loss; params: LossParams; fit: Fit }

export type MatrixColumn = {
  kind: 'loss' | 'metric'
  /** Of a loss equal to that of a run's loss where it is the same one: see `lossKey`. */
  key: string
  label: string
  direction: Direction
  /** Whether it is taken of numbers that are standardized by the scale of the targets, as in a training. */
  isStandardized: boolean
}

/** The loss with what it needs; null where its parameters cannot be read, or it does not fit. */
export function scoringLossOf(
  { id, params }: Pick<RunLoss, 'id' | 'params'>,
  purpose: Purpose,
): ScoringLoss | null {
  if (!isLossId(id)) return null
  const loss = lossOf(id)
  try {
    const read = readParams(loss, params)
    const fit = fitOf(purpose, expectationOf(loss, read))
    return fit && { loss, params: read, fit }
  } catch {
    return null
  }
}

/** The losses of the runs first, in their order, then all others with default parameters; each once. */
export function lossesToScore(trained: readonly (RunLoss | null)[], purpose: Purpose): RunLoss[] {
  const own = trained.flatMap((loss) => (loss && lossScale(loss) === null ? [loss] : []))
  // Without terms a sum is one of many, and no loss that anybody chose.
  const usual = lossIds.filter((id) => id !== 'combined').map((id): RunLoss => ({ id, params: {} }))
  const byKey = new Map<string, RunLoss>()
  for (const { id, params } of [...own, ...usual]) {
    const key = lossKey({ id, params })
    if (!byKey.has(key) && scoringLossOf({ id, params }, purpose)) byKey.set(key, { id, params })
  }
  return [...byKey.values()]
}

export function lossColumn(loss: RunLoss, purpose: Purpose): MatrixColumn {
  const isStandardized = scoringLossOf(loss, purpose)?.fit.encoding === 'standardized'
  return { kind: 'loss', key: lossKey(loss), label: lossText(loss), direction: 'lower', isStandardized }
}

/** A metric by the name of its series without the split. */
export function metricColumn(name: string): MatrixColumn {
  const direction = isBetterHigher(name) ? 'higher' : 'lower'
  return { kind: 'metric', key: metricKey(name), label: name, direction, isStandardized: false }
}

export const metricKey = (name: string) => `metric ${name}`
