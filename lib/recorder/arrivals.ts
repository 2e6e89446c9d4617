/** When points of the runs that go on arrived, at this server or at another one: silence is told by it. */
import { followPulse, type Pulse } from '../detectors/rules/stalled.ts'
import { type RunEvent, runIdOf } from '../run.ts'
import { withoutSystem } from '../system/system-series.ts'

export type Arrival = {
  /** Of what its training logged; null while only its machine was heard of. */
  pulse: Pulse | null
  /** When anything of it arrived: its program is there. */
  seenAt: number
}

export type Arrivals = {
  /** Takes in what was committed, by whichever server. */
  follow(events: readonly RunEvent[]): void
  of(id: string): Arrival | null
  all(): [runId: string, Arrival][]
  /** Until something arrives of it again. */
  forget(id: string): void
  /** The clock was set by this many milliseconds. */
  clockMoved(ms: number): void
}

const runsKept = 5000

/** By the clock of this server. Begins anew where a run ends, is lost or is resumed. */
export function createArrivals(now: () => number): Arrivals {
  const kept = new Map<string, Arrival>()
  const isOver = new Set<RunEvent['type']>(['run-ended', 'run-lost', 'run-deleted'])

  function arrive(id: string, { series }: Extract<RunEvent, { type: 'points' }>): void {
    const pulse = followPulse(kept.get(id)?.pulse ?? null, withoutSystem(series), now())
    // Those heard of last stand last.
    kept.delete(id)
    kept.set(id, { pulse, seenAt: now() })
    const [oldest] = kept.keys()
    if (kept.size > runsKept && oldest !== undefined) kept.delete(oldest)
  }

  return {
    follow(events) {
      for (const event of events)
        if (isOver.has(event.type)) kept.delete(runIdOf(event))
        else if (event.type === 'points') arrive(runIdOf(event), event)
    },
    of: (id) => kept.get(id) ?? null,
    all: () => [...kept],
    forget: (id) => void kept.delete(id),
    clockMoved(ms) {
      for (const arrival of kept.values()) {
        if (arrival.pulse) arrival.pulse.last += ms
        arrival.seenAt += ms
      }
    },
  }
}
