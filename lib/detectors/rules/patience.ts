/** When it is fair to ask whether something is learned, and when one may be sure that nothing is. */

import type { Context, Limits } from '../detector.ts'

/** Fair: after 20 epochs, or 25 rows and 500 steps, or a twentieth of the plan. */
export const patienceEpochs = 20
export const patienceRows = 25
const patienceSteps = 500
const patiencePlan = 0.05
/** In a log of few rows, after half of the plan. */
const patienceHalf = 0.5
const halfBins = 40
/** A log of every step is asked after this many rows. */
const everyStepRows = 144
/**
 * Sure: after those epochs, a fifth of the plan, or, where none is known, 5,000 rows or 100,000 steps. Until then a rate that warms up, the
 * first tread of stairs and a fall that takes 100,000 steps look like a loss that stands.
 */
const surePlan = 0.2
const sureRows = 5000
const sureSteps = 100_000

/** Whether it is fair to ask of a run if it stands still. Of a run that names its plan not before a twentieth of it. */
export function isTimeToAsk(context: Context, limits: Limits = {}): boolean {
  const { rows, level, facts } = context
  const { plannedSteps } = facts
  if (isPatienceOver(context, limits)) return true
  if (plannedSteps !== null && rows.span < patiencePlan * plannedSteps) return false
  if (rows.count >= everyStepRows) return true
  if (level.n >= patienceRows && rows.span >= patienceSteps) return true
  return plannedSteps !== null && level.n >= halfBins && rows.span >= patienceHalf * plannedSteps
}

/** Whether a slow start would be over by now. */
export function isTimeToBeSure(context: Context, limits: Limits = {}): boolean {
  const { rows, facts } = context
  if (isPatienceOver(context, limits)) return true
  if (!isTimeToAsk(context, limits)) return false
  if (facts.plannedSteps !== null) return rows.span >= surePlan * facts.plannedSteps
  return rows.count >= sureRows || rows.span >= sureSteps
}

function isPatienceOver(
  { rows, level, facts: { stepsPerEpoch } }: Context,
  { patience = patienceEpochs }: Limits,
): boolean {
  return stepsPerEpoch !== null && rows.span / stepsPerEpoch >= patience - 1 && level.n >= patience
}
