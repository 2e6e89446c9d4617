/** Whether the learning rate is on its way up: nothing can be said of learning until it has been there. */

import type { LearningRate } from './companions.ts'
import type { RunFacts } from './facts.ts'

/** As long again as it has warmed up is still new. */
const restShare = 1
/** A parameter that says how long it warms up: steps where it is one or more, else a share of the planned steps. */
const lengthNames = [
  'warmup_steps',
  'num_warmup_steps',
  'warmup_iters',
  'warmup',
  'warmup_ratio',
  'pct_start',
]

type Known = { learningRate: LearningRate | null; facts: RunFacts; rows: { step: number } }

/** By the rate that is logged; where none is, by what the run says of its plan. */
export function isWarmingUp({ learningRate, facts, rows: { step } }: Known): boolean {
  const from = learningRate?.risingFrom ?? null
  const to = learningRate?.risenAtStep ?? null
  if (from !== null && to !== null) return step - to <= restShare * (to - from)
  return step <= (1 + restShare) * plannedWarmUp(facts)
}

function plannedWarmUp({ params, plannedSteps }: RunFacts): number {
  const said = lengthNames.map((name) => params[name]).filter((value) => typeof value === 'number')
  const lengths = said.map((length) => (length < 1 ? length * (plannedSteps ?? 0) : length))
  return Math.max(0, ...lengths.filter(Number.isFinite))
}
