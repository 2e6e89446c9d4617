/** Which column of a plain file is its step, by the names that programs give it; those that tell most come first. */

const stepNames = [
  'step',
  'global_step',
  '_step',
  'global step',
  'globalstep',
  'train/global_step',
  'trainer/global_step',
  'steps',
  'iteration',
  'iterations',
  'iter',
  'it',
  'training_iteration',
  'num_updates',
  'update',
  'updates',
  'time/total_timesteps',
  'total_timesteps',
  'timesteps',
  'timestep',
  'env_steps',
  'batch',
  'epoch',
  'epochs',
  'round',
  'index',
]
const timeNames = ['_timestamp', 'timestamp', 'wall_time', 'wall time', 'datetime', 'time', 'date']

function named(names: readonly string[], wanted: readonly string[]): string | null {
  for (const want of wanted) {
    const found = names.includes(want) ? want : names.find((name) => name.toLowerCase() === want)
    if (found !== undefined) return found
  }
  return null
}

/** The name of the step among these; null when none is known as one. */
export const stepAmong = (names: readonly string[]) => named(names, stepNames)
export const timeAmong = (names: readonly string[]) => named(names, timeNames)
export const isEpochName = (name: string) => /^epochs?$/i.test(name)

/** What is said of a run whose steps are epochs, with the number of the first where the tool fixes it. */
export const epochNote = (first?: 0 | 1) =>
  `Steps are epochs${first === undefined ? '' : `, counted from ${first}`}.`

/** Names that only logs have; in a folder of anything a table without one may be data. */
const sureNames =
  /^(_?step|global_step|train(er)?\/global_step|epochs?|iter|iterations?|training_iteration|(total_)?timesteps?)$/i
export const saysStep = (names: readonly string[]) => names.some((name) => sureNames.test(name))
