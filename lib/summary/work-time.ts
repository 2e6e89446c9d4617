/** How long a run has been training, and how long it has not: a night's pause is no work. Pure. */
import type { Run } from '../run.ts'

/** Milliseconds of pauses up to a time. */
export function pausedMs({ pauses }: Pick<Run, 'pauses'>, until: number): number {
  return pauses.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? until, until) - from), 0)
}

/** Milliseconds from its start to a time, without its pauses. Zero where clocks disagree. */
export function workMs(run: Pick<Run, 'startedAt' | 'pauses'>, until: number): number {
  return Math.max(0, until - run.startedAt - pausedMs(run, until))
}
