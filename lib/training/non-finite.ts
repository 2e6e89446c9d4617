/** What happens when a loss or its gradient is NaN or infinite. */
import type { LossProblem } from '../losses/index.ts'

/** End the run, leave out the step, or take it all the same. */
export const nonFinitePolicies = ['stop', 'skip', 'continue'] as const
export type NonFinitePolicy = (typeof nonFinitePolicies)[number]

/** Why a run ended, in two sentences: the step and what was seen, and what usually causes it. */
export function reasonOf(problem: LossProblem, step: number, lr: number): string {
  const seen = problem.message.replace(/\.$/, '')
  const cause =
    problem.what === 'loss'
      ? 'an input or a target is not finite'
      : 'the loss is used where its slope has no bound'
  return `Step ${step} was not taken: ${seen[0]?.toLowerCase()}${seen.slice(1)}. Usually the learning rate, here ${lr}, is too high, or ${cause}.`
}
