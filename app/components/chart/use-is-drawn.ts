'use client'
import { useEffect, useState } from 'react'

/** False until the chart below has drawn itself, which it does when it is made: effects of what is within come first. */
export function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  return isDrawn
}
