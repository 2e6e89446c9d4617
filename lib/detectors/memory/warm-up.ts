/** Whether the learning rate is on its way up: nothing can be said of learning until it has been there. */

import type { LearningRate } from './companions.ts'
import type { RunFacts } from './facts.ts'

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

/** By the rate that is logged; where none is, by what the run says of its plan. `rest`: the share of that time that counts after it. */
export function isWarmingUp({ learningRate, facts, rows: { step } }: Known, rest: number): boolean {
  const from = learningRate?.risingFrom ?? null
  const to = learningRate?.risenAtStep ?? null
  if (from !== null && to !== null) return step - to <= rest * (to - from)
  return step <= (1 + rest) * plannedWarmUp(facts)
}

function plannedWarmUp({ params, plannedSteps }: RunFacts): number {
  const said = lengthNames.map((name) => params[name]).filter((value) => typeof value === 'number')
  const lengths = said.map((length) => (length < 1 ? length * (plannedSteps ?? 0) : length))
  return Math.max(0, ...lengths.filter(Number.isFinite))
}
