'use client'
import { createContext, useContext } from 'react'

/** True within a report, which has no program: what is only good for a pointer is not there. */
export const Paper = createContext(false)

export function useIsPaper(): boolean {
  return useContext(Paper)
}

/** Lists of this many items at most, in their order. */
export function chunks<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most)
  return Array.from({ length: count }, (_, at) => items.slice(at * most, (at + 1) * most))
}
