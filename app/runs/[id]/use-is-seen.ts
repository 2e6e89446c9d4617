'use client'
import { type RefObject, useEffect, useState } from 'react'

/** Whether a part of the page has been in sight, or nearly. */
export function useIsSeen(part: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!part.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        setSeen(true)
        observer.disconnect()
      },
      { rootMargin: '300px' },
    )
    observer.observe(part.current)
    return () => observer.disconnect()
  }, [part])
  return isSeen
}
