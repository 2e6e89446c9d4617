'use client'
import { useEffect, useRef, useState } from 'react'

/** A value that changes at most every so many milliseconds; at once where that is 0. */
export function useSlowly<Value>(value: Value, ms: number): Value {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(0)
  useEffect(() => {
    if (ms === 0 || value === shown) return
    const wait = Math.max(0, changedAt.current + ms - Date.now())
    const timer = setTimeout(() => {
      changedAt.current = Date.now()
      setShown(value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value, shown, ms])
  return ms === 0 ? value : shown
}
