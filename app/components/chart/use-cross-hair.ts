'use client'
import type { Chart } from 'chart.js'
import { type RefObject, useEffect } from 'react'
import { crossHair } from './cross-hair.ts'
import type { DrawnPoint, XAxis } from './line.ts'
import type { Overlay } from './overlay.ts'

type Parts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  overlay: RefObject<Overlay | null>
  /** True while the picture is being moved. */
  isMoving: RefObject<boolean>
  x: XAxis
  /** Called when no chart of the page is read any more. */
  onGone?: RefObject<() => void>
}

/** Draws the cross-hair of the page in this chart too. */
export function useCrossHair({ chart, overlay, isMoving, x, onGone }: Parts): void {
  useEffect(
    () =>
      crossHair.subscribe(() => {
        const step = crossHair.get()
        if (step === null) onGone?.current()
        if (!overlay.current || !chart.current || isMoving.current) return
        overlay.current.cross = step === null ? null : x.of(step)
        chart.current.draw()
      }),
    [chart, overlay, isMoving, x, onGone],
  )
}
