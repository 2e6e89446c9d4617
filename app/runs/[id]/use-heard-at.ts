'use client'
import { useRef } from 'react'

/** When this page heard of the newest point, by its own clock; null while it is the one that came with the page. */
export function useHeardAt(lastPointAt: number | null): number | null {
  const known = useRef({ lastPointAt, heardAt: null as number | null })
  if (known.current.lastPointAt !== lastPointAt) known.current = { lastPointAt, heardAt: Date.now() }
  return known.current.heardAt
}
