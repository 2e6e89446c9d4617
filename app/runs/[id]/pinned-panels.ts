'use client'
import { useSyncExternalStore } from 'react'

const key = 'lossglass-pinned-panels'
const none: readonly string[] = []
let titles: readonly string[] | null = null
const listeners = new Set<() => void>()

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : none
  } catch {
    return none
  }
}

function get(): readonly string[] {
  titles ??= read()
  return titles
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Pins a metric on top of the others, on every run's page of this browser, or takes it off. */
export function turnPin(title: string): void {
  titles = get().includes(title) ? get().filter((other) => other !== title) : [...get(), title]
  try {
    localStorage.setItem(key, JSON.stringify(titles))
  } catch {
    // A browser that keeps nothing for pages forgets it with the page.
  }
  for (const listener of listeners) listener()
}

/** Titles of the pinned panels, in the order in which they were pinned. */
export function usePinnedPanels(): readonly string[] {
  return useSyncExternalStore(subscribe, get, () => none)
}
