/**
 * What is about to be committed and worth a message. It is kept before the commit, so that it is told whoever is
 * killed in between; where the commit failed, or nobody knows whether it did, the store is asked a little later.
 */
import type { RunEvent } from '../run.ts'
import type { Row } from './kept.ts'

export type Announced = {
  add(rows: readonly Row[]): void
  /** These events are committed, or surely not. */
  settle(events: readonly RunEvent[]): void
  /** Nobody knows whether these events are committed. */
  doubt(events: readonly RunEvent[]): void
  rows(): Row[]
  /** Forgets those in doubt of which it is known what became of them, and those that nobody stored for long; whether any. */
  settleDoubts(isSettled: (row: Row) => Promise<boolean>): Promise<boolean>
}

/** A commit whose answer was lost may be made so long after. */
const doubtMs = 30_000

export function createAnnounced(now: () => number): Announced {
  const known = new Map<string, { row: Row; doubtedAt: number | null }>()
  const keyOf = ([id, what]: Row) => `${what} ${id}`

  return {
    add(rows) {
      for (const row of rows) known.set(keyOf(row), { row, doubtedAt: null })
    },
    settle(events) {
      for (const event of events) for (const row of rowsOf(event)) known.delete(keyOf(row))
    },
    doubt(events) {
      for (const event of events)
        for (const row of rowsOf(event)) {
          const one = known.get(keyOf(row))
          if (one) one.doubtedAt = now()
        }
    },
    rows: () => [...known.values()].map(({ row }) => row),
    async settleDoubts(isSettled) {
      const before = known.size
      for (const [key, { row, doubtedAt }] of known)
        if (doubtedAt !== null && ((await isSettled(row)) || now() - doubtedAt > doubtMs)) known.delete(key)
      return known.size < before
    },
  }
}

/** What an event would be told as. */
export function rowsOf(event: RunEvent): Row[] {
  if (event.type === 'finding')
    return [[event.finding.id, event.finding.resolvedStep === null ? 'opened' : 'over']]
  return event.type === 'run-ended' || event.type === 'run-lost' ? [[event.runId, 'ended']] : []
}
