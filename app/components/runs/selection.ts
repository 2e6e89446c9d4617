'use client'
import { useSyncExternalStore } from 'react'

const key = 'lossglass-selected-runs'
const none: readonly string[] = []

/** The selected runs, in the order of their choice. They stay on other pages of the list, after Back and after a reload. */
function createSelection() {
  let ids: readonly string[] | null = null
  /** Where a range begins that Shift ends. */
  let anchor: string | null = null
  const listeners = new Set<() => void>()

  function get(): readonly string[] {
    ids ??= read()
    return ids
  }
  function set(next: readonly string[]): void {
    ids = next
    try {
      sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing for pages forgets it with the page.
    }
    for (const listener of listeners) listener()
  }
  return {
    get,
    /** Adds the run, or takes it out. With `order`, the runs as they stand, so are all from the last one to it. */
    toggle(id: string, order?: readonly string[]): void {
      const isAdded = !get().includes(id)
      const from = order && anchor !== null ? order.indexOf(anchor) : -1
      const to = order?.indexOf(id) ?? -1
      const range =
        order && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
      anchor = id
      const others = get().filter((one) => !range.includes(one))
      set(isAdded ? [...others, ...range] : others)
    },
    add(more: readonly string[]): void {
      set([...new Set([...get(), ...more])])
    },
    remove(gone: readonly string[]): void {
      if (!get().some((id) => gone.includes(id))) return
      set(get().filter((id) => !gone.includes(id)))
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : none
  } catch {
    return none
  }
}

/** The one of this tab. */
export const selection = createSelection()

export function useSelection(): readonly string[] {
  return useSyncExternalStore(selection.subscribe, selection.get, () => none)
}
