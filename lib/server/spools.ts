/** Takes in what programs could not deliver, one reading after the other: two would read the same files. */
import { recoverKept } from '../delivery/recover-predictions.ts'
import { oneByOne } from '../lock.ts'

export type Spools = {
  takeIn(): Promise<void>
  /** Resolves when no reading is under way. */
  idle(): Promise<void>
}

export function createSpools(...[store, recorder, where]: Parameters<typeof recoverKept>): Spools {
  const inTurn = oneByOne()
  return {
    takeIn: () => inTurn(() => recoverKept(store, recorder, where)),
    idle: () => inTurn(async () => {}),
  }
}
