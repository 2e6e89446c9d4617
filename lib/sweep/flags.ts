/** A training of a sweep as flags of `npm run train`, and as the run that it becomes. Pure. */
import type { RunEvent } from '../run.ts'
import { flagsOf } from '../training/flags.ts'
import { optionsOfTraining } from './plan.ts'
import type { PlannedTraining, Sweep } from './sweep.ts'

export function trainingFlagsOf(sweep: Sweep, training: PlannedTraining, server: string): string[] {
  const { file } = training.loss
  const options = optionsOfTraining(sweep, training)
  const named = flagsOf(file === null ? options : { ...options, loss: file })
  return [...named, '--run-id', training.runId, '--server', server]
}

/** The run of a training that could not say itself that it began. */
export function startedEvent(
  sweep: Sweep,
  training: PlannedTraining,
  time: number,
): RunEvent & { type: 'run-started' } {
  const { name, project, group, tags, seed, loss, lossParams, lr } = optionsOfTraining(sweep, training)
  const run = {
    ...{ id: training.runId, project, group, tags, seed, source: 'runner' },
    ...(name !== null && { name }),
    params: { task: sweep.plan.options.task, lr, seed },
    loss: { id: loss, params: lossParams },
  }
  return { type: 'run-started', run, time }
}
