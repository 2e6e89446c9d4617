'use client'
import { useRef } from 'react'

/** When the newest point was heard of: by this page's clock, or by the server's while it is the one that came with the page. */
export function useHeardAt(lastPointAt: number | null, first: number | null): number | null {
  const known = useRef({ lastPointAt, heardAt: first })
  if (known.current.lastPointAt !== lastPointAt) known.current = { lastPointAt, heardAt: Date.now() }
  return known.current.heardAt
}
