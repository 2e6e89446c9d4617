/** Takes in what programs could not deliver, one reading after the other: two would read the same files. */
import { recoverKept } from '../delivery/recover-predictions.ts'

export type Spools = {
  takeIn(): Promise<void>
  /** Resolves when no reading is under way. */
  idle(): Promise<void>
}

export function createSpools(...[store, recorder, where]: Parameters<typeof recoverKept>): Spools {
  let last = Promise.resolve()
  return {
    takeIn() {
      const next = last.then(() => recoverKept(store, recorder, where))
      last = next.catch(() => {})
      return next
    },
    idle: () => last,
  }
}
