/**
 * Ends of runs that are to be told. What ends within a short time is one message; of a sweep, what went well waits
 * for its last run. A run that is back within seconds was never gone. No timers: it is asked every few seconds.
 */
import { type RunEvent, runIdOf } from '../run.ts'
import type { Ending } from '../settings/settings.ts'
import { sweepIdOf } from '../sweep/sweep.ts'
import type { RunEnd } from './notice.ts'

export type Ends = {
  /** To be called with committed events, in order; whether something else waits than before. */
  hear(events: readonly RunEvent[]): boolean
  /** A run that goes on, though its start was not heard. */
  goesOn(runId: string): void
  /** A run that had ended when nobody heard of it. */
  hold(end: RunEnd): void
  /** Takes what is to be told now, oldest first: nothing while more may come that belongs to it. */
  take(): RunEnd[]
  waiting(): RunEnd[]
  clear(): void
}

type Held = { ending: Ending; dueAt: number }

/** An end waits for others so long; a lost run has so long to come back. */
const gatherMs = 10_000
/** From one message of ends to the next. */
const betweenMs = 60_000
/** A run that was told to be lost is told so again after this, if it is then. */
const lostAgainMs = 300_000
/** Ends that wait, at most; the oldest are left out. */
const mostHeld = 10_000

/** `isTold`: whether somebody wants to know of an end that came at this time. */
export function createEnds(now: () => number, isTold: (ending: Ending, time: number) => boolean): Ends {
  const held = new Map<string, Held>()
  /** Runs of sweeps that go on, and when the last one of each sweep ended. */
  const goingOn = new Map<string, Set<string>>()
  const lastEndedAt = new Map<string, number>()
  const toldLostAt = new Map<string, number>()
  let takenAt = Number.NEGATIVE_INFINITY

  function goesOn(runId: string): void {
    const sweep = sweepIdOf(runId)
    if (sweep) goingOn.set(sweep, (goingOn.get(sweep) ?? new Set()).add(runId))
  }

  function left(runId: string): void {
    const sweep = sweepIdOf(runId)
    if (!sweep) return
    const others = goingOn.get(sweep)
    others?.delete(runId)
    if (others?.size === 0) goingOn.delete(sweep)
    lastEndedAt.set(sweep, now())
  }

  function hold({ runId, ending }: RunEnd): void {
    const lostAt = ending === 'lost' ? toldLostAt.get(runId) : undefined
    const dueAt = Math.max(now() + gatherMs, (lostAt ?? Number.NEGATIVE_INFINITY) + lostAgainMs)
    held.delete(runId)
    held.set(runId, { ending, dueAt })
    for (const oldest of held.keys()) {
      if (held.size <= mostHeld) break
      held.delete(oldest)
      console.error(`That the run "${oldest}" has ended was not told: more than ${mostHeld} ends waited.`)
    }
  }

  function hasEnded(runId: string, ending: Ending, time: number): boolean {
    left(runId)
    // That it is known to have ended takes the place of its being lost.
    if (!isTold(ending, time)) return held.delete(runId)
    hold({ runId, ending })
    return true
  }

  function isBack(runId: string): boolean {
    goesOn(runId)
    return held.delete(runId)
  }

  function hearOne(event: RunEvent): boolean {
    const runId = runIdOf(event)
    switch (event.type) {
      case 'run-started':
        return isBack(runId)
      case 'points':
        return held.get(runId)?.ending === 'lost' && isBack(runId)
      case 'run-ended':
      case 'run-lost':
        return hasEnded(runId, event.type === 'run-lost' ? 'lost' : event.status, event.time)
      case 'run-deleted':
        left(runId)
        return held.delete(runId)
      default:
        return false
    }
  }

  /** Whether others of its sweep go on, or the next one may be about to begin. */
  function waitsForSweep(runId: string, ending: Ending): boolean {
    const sweep = sweepIdOf(runId)
    if (!sweep || ending === 'failed' || ending === 'lost') return false
    return goingOn.has(sweep) || now() < (lastEndedAt.get(sweep) ?? 0) + gatherMs
  }

  function forgetOld(): void {
    for (const [runId, at] of toldLostAt) if (at + lostAgainMs < now()) toldLostAt.delete(runId)
    for (const [sweep, at] of lastEndedAt) if (at + gatherMs < now()) lastEndedAt.delete(sweep)
  }

  const waiting = () => [...held].map(([runId, { ending }]) => ({ runId, ending }))

  return {
    hear: (events) => events.map(hearOne).some(Boolean),
    goesOn,
    hold,
    take() {
      forgetOld()
      const ready = [...held].filter(([runId, { ending }]) => !waitsForSweep(runId, ending))
      if (now() < takenAt + betweenMs || !ready.some(([, { dueAt }]) => dueAt <= now())) return []
      const taken = ready.filter(([, { ending, dueAt }]) => ending !== 'lost' || dueAt <= now())
      for (const [runId, { ending }] of taken) {
        held.delete(runId)
        if (ending === 'lost') toldLostAt.set(runId, now())
      }
      takenAt = now()
      return taken.map(([runId, { ending }]) => ({ runId, ending }))
    },
    waiting,
    clear: () => held.clear(),
  }
}
