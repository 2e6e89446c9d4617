/** One training of a sweep as its table shows it, kept true by events. Pure; runs in the browser too. */
import { type Run, type RunEvent, type RunStatus, runIdOf } from '../run.ts'
import { hasBest, isBetterHigher } from '../summary/metric.ts'
import { workMs } from '../summary/work-time.ts'

export type Cell = {
  runId: string
  loss: string
  lr: number
  seed: number
  /** Null while it has not begun. */
  status: RunStatus | null
  /** Whether the sweep does not train it again by itself: see `isOver`. */
  isOver: boolean
  /** Optimizer steps taken, and those that are planned. */
  step: number
  plannedSteps: number | null
  startedAt: number | null
  /** Milliseconds that it trained; null while it goes on or has not begun. */
  workedMs: number | null
  /** Why it ended as it did. */
  reason: string | null
  /** The best value of the sweep's score so far: by the best values the sweep is judged. */
  score: number | null
}

/** By whom a run is asked to stop that is stopped with its sweep. */
export const stoppedBySweep = 'sweep'

/**
 * Whether a run is what its training comes to. One that was stopped by itself, by a person or a policy, is; one that
 * was cut off is not.
 */
export function isOver({ status, stopAsked }: Pick<Run, 'status' | 'stopAsked'>): boolean {
  if (status === 'stopped') return stopAsked !== null && stopAsked.by !== stoppedBySweep
  return status === 'finished' || status === 'failed'
}

/** What is shown before it has begun, and after its run was removed. */
export function waitingCell({ runId, loss, lr, seed }: Pick<Cell, 'runId' | 'loss' | 'lr' | 'seed'>): Cell {
  return {
    ...{ runId, loss, lr, seed, status: null, isOver: false, step: 0, plannedSteps: null },
    ...{ startedAt: null, workedMs: null, reason: null, score: null },
  }
}

/** What a cell shows of its run. */
export function cellOfRun(cell: Cell, run: Run): Cell {
  const { status, plannedSteps, startedAt, endedAt, reason } = run
  const workedMs = endedAt === null ? null : workMs(run, endedAt)
  return { ...cell, status, isOver: isOver(run), plannedSteps, startedAt, workedMs, reason }
}

/** The cell after an event of its run; `score` is the name of the series that is shown. */
export function applyToCell(cell: Cell, event: RunEvent, score: string): Cell {
  switch (event.type) {
    case 'run-started': {
      const { plannedSteps = cell.plannedSteps } = event.run
      const startedAt = cell.startedAt ?? event.time
      const isBack = { status: 'running', isOver: false, workedMs: null, reason: null } as const
      return { ...cell, ...isBack, startedAt, plannedSteps }
    }
    case 'points': {
      const values = event.series.find(({ name }) => name === score)?.values ?? []
      const steps = event.series.flatMap((columns) => columns.steps.at(-1) ?? [])
      const step = Math.max(cell.step, ...steps)
      return { ...cell, step, score: bestOf(score, cell.score, values) }
    }
    case 'run-ended': {
      const { status, reason = null, time } = event
      // Who stopped it is known when the sweep is read again.
      const workedMs = cell.startedAt === null ? null : Math.max(0, time - cell.startedAt)
      return { ...cell, status, isOver: status !== 'stopped', workedMs, reason }
    }
    case 'run-lost':
      return { ...cell, status: 'lost', isOver: false }
    case 'run-deleted':
      return waitingCell(cell)
    default:
      return cell
  }
}

/** What is not finite is none, unless nothing else is known. Of a series that says nothing of better and worse the newest. */
function bestOf(name: string, before: number | null, values: ArrayLike<number>): number | null {
  const sign = isBetterHigher(name) ? 1 : -1
  const isRanked = hasBest(name)
  let best = before
  for (const value of Array.from(values)) {
    const isBetter = best === null || !Number.isFinite(best) || sign * value > sign * best
    if (!isRanked || best === null || (Number.isFinite(value) && isBetter)) best = value
  }
  return best
}

/** All cells after events, of their own runs and of others. */
export function applyToCells(
  cells: readonly Cell[],
  events: readonly RunEvent[],
  score: string,
): readonly Cell[] {
  const known = new Map(cells.map((cell) => [cell.runId, cell]))
  let isChanged = false
  for (const event of events) {
    const cell = known.get(runIdOf(event))
    if (!cell) continue
    isChanged = true
    known.set(cell.runId, applyToCell(cell, event, score))
  }
  return isChanged ? [...known.values()] : cells
}
