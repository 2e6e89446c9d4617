/** A sweep: one training with each of several losses and learning rates, over the same seeds. */
import { cut, Refusal } from '../refusal.ts'
import type { Params } from '../run.ts'
import type { TrainingOptions } from '../training/training.ts'

/** What all trainings of a sweep have in common. */
export type SharedOptions = Omit<
  TrainingOptions,
  'loss' | 'lossParams' | 'lr' | 'seed' | 'name' | 'project' | 'group'
>

/** A loss of a sweep; `text` as people read it: `huber(delta=1)`. A loss of one's own has the path of its file. */
export type PlannedLoss = { text: string; id: string; params: Params; file: string | null }

/** The grid: each loss with each learning rate over all the seeds. */
export type SweepPlan = { options: SharedOptions; losses: PlannedLoss[]; lrs: number[]; seeds: number[] }

export type Sweep = {
  /** `sweep-` and eight hexadecimal digits. */
  id: string
  /** Of all sweeps of a server none other has it; the group of its runs. */
  name: string
  project: string
  plan: SweepPlan
  /** Trainings that go on at a time. */
  jobs: number
  createdAt: number
  /** When a person stopped it; null while it may go on. */
  stoppedAt: number | null
}

/** Of a store that has another sweep of this name. */
export const nameTaken = ({ name }: Sweep) =>
  new Refusal('conflict', `There is a sweep ${cut(name)} already.`)

/** One training of a sweep, whether it has begun or not. The id of its run follows from sweep, setting and seed. */
export type PlannedTraining = { runId: string; loss: PlannedLoss; lr: number; seed: number }

/**
 * How a sweep stands: `interrupted` when nobody runs it any more though nobody stopped it, as after a crash.
 * `done` when each training has finished, failed, or was stopped on its own.
 */
export type SweepState = 'going-on' | 'stopping' | 'done' | 'stopped' | 'interrupted'

/** More trainings than this are refused. */
export const mostTrainings = 1000

/** The sweep that a run belongs to, as the ids of its runs begin with its own; null for a run of none. */
export function sweepIdOf(runId: string): string | null {
  return /^(sweep-[0-9a-f]{8})-[0-9a-f]{12}$/.exec(runId)?.[1] ?? null
}

/** Whether only a terminal can train it: a file of its owner's is read at their machine, never by a request. */
export function needsTerminal({ options, losses }: SweepPlan): boolean {
  return options.data !== null || losses.some(({ file }) => file !== null)
}
