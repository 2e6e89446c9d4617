/**
 * Deleting runs a few seconds after it was asked for, so that it can be undone: on any page, also on those that were
 * gone to since.
 */
import { send } from './send.ts'

/** How long a deletion can be taken back. */
export const undoMs = 6000

export type Deletion = {
  /** Ids of runs that are to be deleted, or are being deleted: lists leave them out. */
  hidden: readonly string[]
  /** Whether it can still be taken back. */
  canUndo: boolean
  fault: string | null
}

type Delete = (id: string, isLast: boolean) => Promise<string | null>

export function createDeletion(carryOut: Delete) {
  const nothing: Deletion = { hidden: [], canUndo: false, fault: null }
  let state = nothing
  let timer: ReturnType<typeof setTimeout> | null = null
  let waiting: readonly string[] = []
  const listeners = new Set<() => void>()

  function set(next: Deletion): void {
    state = next
    for (const listener of listeners) listener()
  }

  async function carryOutNow(isLast = false): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const ids = waiting
    waiting = []
    if (ids.length === 0) return
    set({ ...state, canUndo: false })
    const faults = await Promise.all(ids.map((id) => carryOut(id, isLast)))
    // What was deleted meanwhile stays hidden.
    const hidden = state.hidden.filter((id) => !ids.includes(id))
    set({ hidden, canUndo: waiting.length > 0, fault: faults.find((one) => one !== null) ?? null })
  }

  return {
    remove(ids: readonly string[]): void {
      if (ids.length === 0) return
      waiting = [...new Set([...waiting, ...ids])]
      set({ hidden: [...new Set([...state.hidden, ...ids])], canUndo: true, fault: null })
      if (timer) clearTimeout(timer)
      timer = setTimeout(carryOutNow, undoMs)
    },
    undo(): void {
      if (timer) clearTimeout(timer)
      timer = null
      const back = waiting
      waiting = []
      set({ hidden: state.hidden.filter((id) => !back.includes(id)), canUndo: false, fault: null })
    },
    dismiss(): void {
      set({ ...state, fault: null })
    },
    /** For when the page goes away for good. */
    carryOutAtOnce: () => void carryOutNow(true),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: () => state,
    getOnServer: () => nothing,
  }
}

/** The one of this tab. */
export const deletion = createDeletion((id, isLast) =>
  send('DELETE', `/api/runs/${encodeURIComponent(id)}`, undefined, isLast),
)
