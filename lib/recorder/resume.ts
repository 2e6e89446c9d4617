/** Whether a run that was begun again goes on from an earlier step: what it had from there on is then an earlier branch. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import { type Branch, isLive, type Run } from '../run.ts'
import type { SeriesColumns } from '../series.ts'

/**
 * What is awaited after a run-started of a known run. A program that had ended goes back with whatever comes first; one that only
 * says again what it trains has evaluations that arrive late, so that its training must go back.
 */
export type Resuming = 'any' | 'training' | null

/** The last step of each series of a run, by name. */
export type LastSteps = Map<string, number>

export function resumingOf(before: Run, lastSteps: LastSteps): Resuming {
  if (lastSteps.size === 0) return null
  return isLive(before) ? 'training' : 'any'
}

/** The branch that new points leave behind; null where they go on from the last step. */
export function branchOf(
  { run, resuming, lastSteps }: { run: Run; resuming: Resuming; lastSteps: LastSteps },
  points: readonly SeriesColumns[],
  time: number,
): Branch | null {
  let from = Number.POSITIVE_INFINITY
  for (const { name, steps } of points) {
    const last = lastSteps.get(name)
    if (last === undefined || (resuming === 'training' && roleOf(name).split !== 'train')) continue
    const first = smallest(steps)
    if (first <= last) from = Math.min(from, first)
  }
  if (from === Number.POSITIVE_INFINITY) return null
  let to = from
  for (const last of lastSteps.values()) to = Math.max(to, last)
  return { number: run.branches.length + 1, from, to, time }
}

function smallest(steps: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  for (const step of steps) least = Math.min(least, step)
  return least
}

/** Takes in points, after what they left behind. */
export function followSteps(
  lastSteps: LastSteps,
  branch: Branch | null,
  points: readonly SeriesColumns[],
): void {
  if (branch)
    for (const [name, last] of lastSteps) if (last >= branch.from) lastSteps.set(name, branch.from - 1)
  for (const { name, steps } of points)
    for (const step of steps) lastSteps.set(name, Math.max(step, lastSteps.get(name) ?? -1))
}
