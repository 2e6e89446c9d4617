'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'

type Props = {
  /** Whether it is small enough to be made with the page. */
  isNow: boolean
  height: number
  children: ReactNode
}

/** A panel that takes long to make: made when it comes near to what is seen. */
export function WhenNear({ isNow, height, children }: Props) {
  const [isNear, setNear] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isWaiting = !isNow && !isNear
  useEffect(() => {
    if (!isWaiting || !place.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      // Not by an edge that is seen: it would hold up what stands above it.
      { rootMargin: '0px 0px -25% 0px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isWaiting])
  return isWaiting ? <div ref={place} style={{ minHeight: height }} /> : children
}
