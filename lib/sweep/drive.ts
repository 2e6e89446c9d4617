/** Trains what of a sweep is not trained yet: one way for the command and for the server. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isLive, type Run, type RunEvent } from '../run.ts'
import { isOver } from './cell.ts'
import { createQueue } from './queue.ts'
import type { RunnerProcess } from './runner-process.ts'
import type { PlannedTraining } from './sweep.ts'

/** What of the server's runs is read and written. */
export type Logbook = {
  readRun(id: string): Promise<Run | null>
  record(events: readonly RunEvent[]): Promise<void>
}

export type DriveParts = {
  trainings: readonly PlannedTraining[]
  jobs: number
  /** Whether what failed, or was stopped on its own, is trained again. */
  retryFailed: boolean
  logbook: Logbook
  /** Starts the process that trains it. */
  start(training: PlannedTraining): RunnerProcess
  /** What a run is called of which nothing came, as its process could not begin. */
  describe(training: PlannedTraining): RunEvent & { type: 'run-started' }
  /** Asked before each training. */
  mayGoOn(): Promise<boolean>
  now(): number
}

export type Drive = {
  /** Begins nothing more, and asks what goes on to end after this many milliseconds, in which others may have asked it. */
  stop(afterMs: number): void
  /** Begins nothing more, and leaves alone what goes on. */
  leave(): void
  /** Resolves when nothing of it goes on any more. */
  done: Promise<void>
}

/** How often a run is looked at that another process trains. */
const lookMs = 1000

/**
 * What is over stays as it is. A run that another process is still at, as after this one was killed, is waited for.
 * What was half-trained begins anew: its run is removed first, since the same seed gives the same values, which would
 * count as sent twice. A process that dies leaves a failed run that says how.
 */
export function driveSweep(parts: DriveParts): Drive {
  const { trainings, jobs, retryFailed, logbook, start, mayGoOn, now } = parts
  const active = new Set<RunnerProcess>()
  let isStopped = false

  async function work(training: PlannedTraining): Promise<void> {
    const { runId } = training
    let run = await logbook.readRun(runId)
    while (run && isLive(run)) {
      if (isStopped) return
      await sleep(lookMs)
      run = await logbook.readRun(runId)
    }
    if (isStopped || (run && isOver(run) && !(retryFailed && run.status !== 'finished'))) return
    if (run) await logbook.record([{ type: 'run-deleted', runId }])
    let runner: RunnerProcess
    try {
      runner = start(training)
    } catch (error) {
      return fail(training, `The training cannot be started: ${(error as Error).message}.`)
    }
    active.add(runner)
    const { code, reason } = await runner.ended
    active.delete(runner)
    const isTold = code === 0 || code === 130 || isStopped
    if (!isTold) await fail(training, reason)
  }

  /** Unless the run says itself how it ended. */
  async function fail(training: PlannedTraining, reason: string): Promise<void> {
    const { runId } = training
    const run = await logbook.readRun(runId)
    if (run && !isLive(run)) return
    const began = run ? [] : [parts.describe(training)]
    await logbook.record([...began, { type: 'run-ended', runId, status: 'failed', reason, time: now() }])
  }

  const queue = createQueue(trainings, { jobs, work, mayGoOn })
  const leave = () => {
    isStopped = true
    queue.stop()
  }
  return {
    stop(afterMs) {
      leave()
      const ask = () => {
        for (const runner of active) runner.stop()
      }
      if (afterMs > 0) setTimeout(ask, afterMs).unref()
      else ask()
    },
    leave,
    done: queue.done,
  }
}
