/** Which sweeps a terminal trains: it says so again and again, and is gone when it does not. */
import { Refusal } from '../refusal.ts'
import { isGone } from '../sweep/holder.ts'

/** After how long without a word from it a terminal of another machine counts as gone. */
const goneAfterMs = 10_000

export type SweepLeases = {
  isHeld(sweepId: string): boolean
  /** Ids of the sweeps that are held. */
  held(): string[]
  /** Takes the sweep, or says that it is still trained. Refuses when another terminal has it. */
  hold(sweepId: string, holder: string): void
  release(sweepId: string, holder: string): void
}

export function createLeases(now: () => number): SweepLeases {
  const leases = new Map<string, { holder: string; seenAt: number }>()
  const fresh = (sweepId: string) => {
    const lease = leases.get(sweepId)
    return lease && now() - lease.seenAt < goneAfterMs && !isGone(lease.holder) ? lease : null
  }
  return {
    held: () => [...leases.keys()].filter((sweepId) => fresh(sweepId) !== null),
    isHeld: (sweepId) => fresh(sweepId) !== null,
    hold(sweepId, holder) {
      const lease = fresh(sweepId)
      if (lease && lease.holder !== holder)
        throw new Refusal(
          'conflict',
          'The sweep goes on in another terminal: stop it there or on its page first.',
        )
      leases.set(sweepId, { holder, seenAt: now() })
    },
    release(sweepId, holder) {
      if (leases.get(sweepId)?.holder === holder) leases.delete(sweepId)
    },
  }
}
