/** The losses there are. */
import { bceWithLogits } from './binary-cross-entropy.ts'
import { crossEntropy } from './cross-entropy.ts'
import type { Loss } from './loss.ts'
import { mae, mse, smoothL1 } from './regression.ts'

export const losses = {
  mse,
  mae,
  'smooth-l1': smoothL1,
  'bce-with-logits': bceWithLogits,
  'cross-entropy': crossEntropy,
} as const satisfies Record<string, Loss>

export type LossId = keyof typeof losses

export const lossIds = Object.keys(losses) as LossId[]

export function isLossId(id: string): id is LossId {
  return Object.hasOwn(losses, id)
}

/** The loss of that id. Throws an error that lists the known ids. */
export function lossOf(id: string): Loss {
  if (!isLossId(id))
    throw new Error(`Unknown loss ${JSON.stringify(id)}: choose one of ${lossIds.join(', ')}.`)
  return losses[id]
}
