/** Whether a loss and its gradient are numbers that a training can go on with. */
import type { Loss, LossParams } from './loss.ts'

export type LossProblem = {
  problem: 'nan' | 'infinite' | 'below-bound'
  what: 'loss' | 'gradient'
  /** One sentence. */
  message: string
}

/** Rounding may take a loss of 0 a little below it. */
const roundingBelowBound = 1e-6

function nonFinite(what: LossProblem['what'], of: string, value: number, where: string): LossProblem | null {
  if (Number.isFinite(value)) return null
  const problem = Number.isNaN(value) ? 'nan' : 'infinite'
  return { problem, what, message: `The ${what}${of} is ${value}${where}.` }
}

/**
 * The first thing that is wrong with a loss and, where they are given, the gradients of its inputs: NaN, ±Infinity, a
 * value below what the loss can reach. Null when all is well.
 */
export function checkLoss(
  value: number,
  gradients: Readonly<Record<string, ArrayLike<number>>>,
  loss: Loss,
  params: LossParams,
): LossProblem | null {
  const ofValue = nonFinite('loss', ` ${loss.id}`, value, '')
  if (ofValue) return ofValue
  for (const [name, gradient] of Object.entries(gradients))
    for (let i = 0; i < gradient.length; i++) {
      const number = gradient[i] as number
      const problem = Number.isFinite(number)
        ? null
        : nonFinite('gradient', ` of the ${name}`, number, ` at entry ${i}`)
      if (problem) return problem
    }
  const bound = loss.lowerBound(params)
  if (bound === null || value >= bound - roundingBelowBound) return null
  const message = `The loss ${loss.id} is ${value}, but it cannot be below ${bound}: its inputs or targets are not what it expects.`
  return { problem: 'below-bound', what: 'loss', message }
}
