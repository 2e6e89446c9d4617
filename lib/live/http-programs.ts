/** Programs that only send HTTP: nobody can call them, so what they are asked comes with the answer to what they send. */
import { type Command, stoppedOnPage } from './events.ts'

/** By run, why it is asked to stop. */
export type StopRequests = ReadonlyMap<string, string>

export type HttpPrograms = {
  /** A program sends something of these runs. Says it again each time, until the run ends: an answer may be lost. */
  heard(runIds: Iterable<string>): StopRequests
  /** Keeps a command for the program of a run; false when no program has sent anything of it. */
  leave(command: Command): boolean
  /** What was left, for a source that has the run now. */
  take(runId: string): Command | null
  /** The run has ended, or is gone. */
  release(runId: string): void
}

/** Runs remembered at a time; one that is left out is known again with what it sends next. */
const mostRuns = 10_000

export function createHttpPrograms(): HttpPrograms {
  const left = new Map<string, Command | null>()

  return {
    heard(runIds) {
      const requests = new Map<string, string>()
      for (const runId of runIds) {
        const command = left.get(runId) ?? null
        // Entered anew, so that those that were silent longest are left out first.
        left.delete(runId)
        left.set(runId, command)
        if (command) requests.set(runId, command.reason ?? stoppedOnPage)
      }
      for (const runId of left.keys()) {
        if (left.size <= mostRuns) break
        left.delete(runId)
      }
      return requests
    },
    leave(command) {
      if (!left.has(command.runId)) return false
      left.set(command.runId, command)
      return true
    },
    take(runId) {
      const command = left.get(runId) ?? null
      left.delete(runId)
      return command
    },
    release: (runId) => left.delete(runId),
  }
}
