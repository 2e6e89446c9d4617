/** Starts a training as a process of its own. */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Recorder } from '../recorder/recorder.ts'
import { cut, Refusal } from '../refusal.ts'
import { isLive, type Run } from '../run.ts'
import type { Store } from '../store/store.ts'
import { type RunnerProcess, startRunner } from '../sweep/runner-process.ts'
import { describeTraining, type TrainingDescription } from '../training/describe.ts'
import { flagsOf } from '../training/flags.ts'
import { parseTrainingOptions } from '../training/options.ts'
import type { Material, TrainingOptions } from '../training/training.ts'

/** Trainings of this server that go on at a time: more would only slow each other, and the server, down. */
const mostTrainings = Math.max(4, availableParallelism())
const training = new Set<string>()

export type Launch = {
  store: Store
  recorder: Recorder
  /** Takes in what programs that are gone could not deliver. */
  recoverSpools(): Promise<void>
  now(): number
  url(): string
  token: string | undefined
}

export type CheckedTraining = { options: TrainingOptions; description: TrainingDescription }

/**
 * Options as a person gave them, with the plan they make. The material is for whoever sits at the machine: without it no
 * file can be named. Throws a refusal that says what is wrong with them.
 */
export function checkedTraining(input: unknown, material: Material = {}): CheckedTraining {
  try {
    const options = parseTrainingOptions(input, material)
    return { options, description: describeTraining(options, material) }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('invalid', (error as Error).message)
  }
}

/** The name of a run that got none: its task, loss and the start of its id. */
export function defaultName({ task, loss }: TrainingOptions, id: string): string {
  return `${task}-${loss}-${id.slice(0, 4)}`
}

/** Records the run, then starts the process that trains it; should that die before its time, the run says why. */
export async function launchTraining(
  input: unknown,
  { store, recorder, recoverSpools, now, url, token }: Launch,
): Promise<Run> {
  const { options, description } = checkedTraining(input)
  if (training.size >= mostTrainings)
    throw new Refusal(
      'conflict',
      `${training.size} trainings are going on, as many as this machine takes: wait for one to end, or stop one.`,
    )
  const id = randomUUID()
  const { name, project, group, tags, seed } = options
  const run = {
    ...description,
    ...{ id, name: name ?? defaultName(options, id), project, group, tags, seed, source: 'runner' },
  }
  await recorder.record([{ type: 'run-started', run, time: now() }])

  const flags = [...flagsOf(options), '--run-id', id, '--server', url()]
  let runner: RunnerProcess
  try {
    runner = startRunner(flags, token)
  } catch (error) {
    const reason = `The training cannot be started: ${cut((error as Error).message)}.`
    await recorder.record([{ type: 'run-ended', runId: id, status: 'failed', reason, time: now() }])
    throw new Refusal('invalid', reason)
  }
  training.add(id)
  runner.ended.then(({ reason }) => settle(reason)).catch((error) => console.error(error))
  async function settle(reason: string): Promise<void> {
    training.delete(id)
    // How it ended may be among what it could not deliver.
    await recoverSpools()
    const record = await store.readRun(id)
    if (!record || !isLive(record.run)) return
    await recorder.record([{ type: 'run-ended', runId: id, status: 'failed', reason, time: now() }])
  }

  const record = await store.readRun(id)
  if (!record) throw new Error('The run that was just recorded is gone.')
  return record.run
}
