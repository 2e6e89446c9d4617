'use client'
import { createContext, useContext } from 'react'

/** True within a report, which has no program: what is only good for a pointer is not there. */
export const Paper = createContext(false)

export function useIsPaper(): boolean {
  return useContext(Paper)
}
