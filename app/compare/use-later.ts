'use client'
import { useEffect, useState } from 'react'

/** False while the page is first drawn, where something is to wait for that; true from the next quiet moment on. */
export function useLater(isToWait: boolean): boolean {
  const [isLater, setLater] = useState(!isToWait)
  useEffect(() => {
    if (isLater) return
    const timer = setTimeout(() => setLater(true), quietMs)
    return () => clearTimeout(timer)
  }, [isLater])
  return isLater
}

/** By then the curves are drawn. */
const quietMs = 300
