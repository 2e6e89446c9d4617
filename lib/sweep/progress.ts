/** How far a sweep is, and how long it will take. Pure; runs in the browser too. */
import type { Cell } from './cell.ts'
import type { SweepState } from './sweep.ts'

/** How many trainings stand how; `stopped` are those that were stopped on their own. */
export type Tally = {
  all: number
  finished: number
  failed: number
  stopped: number
  running: number
  waiting: number
}

export function tallyOf(cells: readonly Pick<Cell, 'status' | 'isOver'>[]): Tally {
  const count = (is: (cell: Pick<Cell, 'status' | 'isOver'>) => boolean) => cells.filter(is).length
  const finished = count(({ status }) => status === 'finished')
  const failed = count(({ status }) => status === 'failed')
  const stopped = count(({ status, isOver }) => status === 'stopped' && isOver)
  const running = count(isGoingOn)
  const waiting = cells.length - finished - failed - stopped - running
  return { all: cells.length, finished, failed, stopped, running, waiting }
}

export function isGoingOn({ status }: Pick<Cell, 'status'>): boolean {
  return status === 'running' || status === 'paused'
}

/** Only whoever drives a sweep knows whether it is driven. */
export function stateOf(
  cells: readonly Pick<Cell, 'isOver'>[],
  { isDriven, stoppedAt }: { isDriven: boolean; stoppedAt: number | null },
): SweepState {
  if (isDriven && stoppedAt !== null) return 'stopping'
  if (cells.every((cell) => cell.isOver)) return 'done'
  if (isDriven) return 'going-on'
  return stoppedAt === null ? 'interrupted' : 'stopped'
}

/** The mean of the two in the middle where they are even in number; null for no values. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return null
  if (sorted.length % 2) return sorted[middle] as number
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** The process of a training needs so long before its first step and after its last. */
export const aroundMs = 500

/** Of a training that goes on less than this share says nothing of its speed. */
const tellingShare = 0.1

/**
 * Milliseconds until all is trained, this many at a time: what waits takes as long as the median of what has finished with
 * its loss, or else with any; what goes on is where its steps are. Null before anything tells.
 */
export function timeLeft(cells: readonly Cell[], jobs: number, now: number): number | null {
  const finished = cells.filter(({ status, workedMs }) => status === 'finished' && workedMs !== null)
  const ofAll = median(finished.map(({ workedMs }) => workedMs as number)) ?? projected(cells, now)
  if (ofAll === null) return null
  const usual = (of: Cell) =>
    median(
      finished
        .filter(({ loss, lr }) => loss === of.loss && lr === of.lr)
        .map(({ workedMs }) => workedMs as number),
    ) ?? ofAll
  const left = cells
    .filter((cell) => !cell.isOver)
    .map((cell) => (isGoingOn(cell) ? usual(cell) * (1 - shareOf(cell)) : usual(cell) + aroundMs))
  const longest = Math.max(0, ...left)
  return Math.max(longest, left.reduce((sum, ms) => sum + ms, 0) / Math.max(1, jobs))
}

/** The share of its planned steps that a training has taken, 0 to 1. */
export function shareOf({ step, plannedSteps }: Cell): number {
  return plannedSteps ? Math.min(1, step / plannedSteps) : 0
}

/** How long a training takes by those that go on. */
function projected(cells: readonly Cell[], now: number): number | null {
  const telling = cells.filter((cell) => isGoingOn(cell) && shareOf(cell) >= tellingShare)
  return median(telling.map((cell) => (now - (cell.startedAt ?? now)) / shareOf(cell)))
}

/** The runs of those trainings that have begun. */
export function begunOf(cells: readonly Cell[]): string[] {
  return cells.filter(({ status }) => status !== null).map(({ runId }) => runId)
}
