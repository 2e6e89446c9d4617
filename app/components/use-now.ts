'use client'
import { useEffect, useState } from 'react'

/**
 * The time, once a second while `isTicking`; null until the page runs in the browser, so that server and browser draw
 * the same.
 */
export function useNow(isTicking: boolean): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
