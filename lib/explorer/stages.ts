/** The stages there are, and which of them a loss is watched on. */
import { type LossId, lossIds, lossOf } from '../losses/index.ts'
import type { Stage } from './stage.ts'
import { adversarial } from './stages/adversarial.ts'
import { batchPairs } from './stages/batch-pairs.ts'
import { binary } from './stages/binary.ts'
import { boxes } from './stages/boxes.ts'
import { classes } from './stages/classes.ts'
import { mask } from './stages/mask.ts'
import { order } from './stages/order.ts'
import { angle, distance } from './stages/pair.ts'
import { rate } from './stages/rate.ts'
import { residual } from './stages/residual.ts'
import { sequences } from './stages/sequence.ts'
import { triplet } from './stages/triplet.ts'

export const stages: readonly Stage[] = [
  residual,
  rate,
  binary,
  classes,
  sequences,
  mask,
  distance,
  angle,
  triplet,
  batchPairs,
  order,
  adversarial,
  boxes,
]

/** The stage of a loss. Throws for a loss that none of them suits, which a test rules out. */
export function stageOf(id: LossId): Stage {
  const loss = lossOf(id)
  const stage = stages.find((one) => one.suits(loss))
  if (!stage) throw new Error(`There is no stage for the loss ${id}.`)
  return stage
}

/** The losses that can be watched together on a stage, in the order of the library. */
export function lossesOn(stage: Stage): LossId[] {
  return lossIds.filter((id) => stageOf(id) === stage)
}
