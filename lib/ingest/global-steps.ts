/** The training step in logs whose own step only counts the calls: trackers of the Hugging Face Trainer and of Lightning. */
import type { Draft } from './draft.ts'

export const globalSteps = ['train/global_step', 'trainer/global_step']

/** The step of each row in turn: its global step, that of the row before, or, while none was seen, the step that is written. */
export function createGlobalSteps(
  draft: Draft,
): (values: ReadonlyMap<string, number>, written: number) => number {
  let last: number | null = null
  return (values, written) => {
    const key = globalSteps.find((name) => values.has(name))
    if (key !== undefined) {
      draft.note(`The step is ${key}, since the tracker only counts its rows.`)
      last = values.get(key) as number
    }
    return last ?? written
  }
}
