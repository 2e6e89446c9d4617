'use client'
import { useEffect, useState } from 'react'

/** False until the canvas has had two frames to draw itself in. */
export function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setDrawn(true))
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return isDrawn
}

/** The width of a chart, in pixels. */
export function useChartWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1000)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 1000))
    if (frame.current) observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame])
  return width
}
