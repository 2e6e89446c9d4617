'use client'
import { useEffect, useRef, useState } from 'react'

/** Charts are made a little before they are scrolled to: a thousand at once would hold up the page for seconds. */
const ahead = '400px'

/** Whether a place of the page has been in view, or nearly. Once seen, it stays so. */
export function useIsSeen() {
  const place = useRef<HTMLElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (isSeen || !place.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: ahead },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isSeen])
  return { place, isSeen }
}
