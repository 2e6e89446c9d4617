/** Numbers the lines that runs print, and knows those that come again. What was counted for a commit that failed is forgotten. */
import {
  type ConsoleEnd,
  type ConsoleEvent,
  endAfter,
  noConsole,
  numbered,
} from '../console/console-lines.ts'
import type { RunEvent } from '../run.ts'
import type { Store } from '../store/store.ts'

/** Runs whose ends are at hand. */
const runsKept = 500

export type EntryNumbers = {
  /** The event with its place; none where all of its lines are known. */
  number(event: ConsoleEvent): Promise<ConsoleEvent[]>
  /** Takes in what becomes of a run: a deleted one begins anew. */
  follow(event: RunEvent): void
  /** The entry is part of the commit. */
  accept(): void
}

export type ConsoleNumbers = {
  entry(): EntryNumbers
  committed(): void
  rolledBack(): void
  /** Another server may have stored lines of these runs. */
  forget(runIds: Iterable<string>): void
}

export function createConsoleNumbers(store: Pick<Store, 'readConsoleEnd'>): ConsoleNumbers {
  const kept = new Map<string, ConsoleEnd>()
  let pending = new Map<string, ConsoleEnd>()
  return {
    entry() {
      const own = new Map<string, ConsoleEnd>()
      return {
        async number(event) {
          const { runId } = event
          const known = own.get(runId) ?? pending.get(runId) ?? kept.get(runId)
          const end = known ?? (await store.readConsoleEnd(runId))
          const fresh = numbered(event, end)
          if (!fresh) return []
          own.set(runId, endAfter(end, fresh))
          return [fresh]
        },
        follow(event) {
          if (event.type === 'run-deleted') own.set(event.runId, noConsole)
        },
        accept() {
          for (const [runId, end] of own) pending.set(runId, end)
        },
      }
    },
    committed() {
      for (const [runId, end] of pending) {
        // Put last anew: those that print stay at hand.
        kept.delete(runId)
        kept.set(runId, end)
      }
      pending = new Map()
      for (const runId of kept.keys()) {
        if (kept.size <= runsKept) break
        kept.delete(runId)
      }
    },
    rolledBack() {
      pending = new Map()
    },
    forget(runIds) {
      for (const runId of runIds) kept.delete(runId)
    },
  }
}
