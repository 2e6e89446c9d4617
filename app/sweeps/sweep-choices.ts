/** What the form of a sweep can choose from. */

export type SweepTask = {
  id: string
  title: string
  models: readonly string[]
  /** With the parameters that are numbers, as `delta=1`. */
  losses: { id: string; params: string }[]
  defaults: { loss: string; model: string; optimizer: string; epochs: number; batchSize: number }
  lr: Readonly<Record<string, number>>
}
export type SweepChoices = {
  tasks: SweepTask[]
  optimizers: string[]
  /** Trainings at a time, unless someone says so. */
  jobs: number
  /** Milliseconds of an epoch by task and model, as `digits mlp`, of those that were trained here. */
  epochTimes: Readonly<Record<string, number>>
}
