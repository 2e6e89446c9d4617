'use client'
import { type RefObject, useEffect, useState } from 'react'

/** Also where `.first-picture` in chart.css makes room for names. */
const narrow = 520

/** Whether a chart has room for names beside its lines; so taken until it is known. */
export function useIsWide(frame: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(true)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width > narrow))
    if (frame.current) observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame])
  return isWide
}
