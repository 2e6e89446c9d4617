'use client'
import type { Chart } from 'chart.js'
import { type PointerEvent, type RefObject, useCallback, useRef } from 'react'
import { crossHair } from './cross-hair.ts'
import type { DrawnPoint, XAxis } from './line.ts'
import type { Overlay } from './overlay.ts'

/** A drag shorter than this is a click. */
const shortestDrag = 6

type PointerParts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  overlay: RefObject<Overlay | null>
  /** True while the picture is being moved. */
  isMoving: RefObject<boolean>
  x: XAxis
  onZoom: ((zoom: [number, number] | null) => void) | undefined
  onFlag: ((id: string) => void) | undefined
}

/** Cross-hair on move, zoom by dragging, all again by a double click, a click on a flag. */
export function usePointer({ chart, overlay, isMoving, x, onZoom, onFlag }: PointerParts) {
  const start = useRef<number | null>(null)
  const place = useCallback(
    (event: PointerEvent) => {
      const left = event.clientX - (chart.current?.canvas.getBoundingClientRect().left ?? 0)
      const at = chart.current?.scales.x?.getValueForPixel(left) ?? 0
      return { left, step: Math.round(x.toStep(at)) }
    },
    [chart, x],
  )
  function setBrush(brush: [number, number] | null) {
    if (!overlay.current) return
    overlay.current.brush = brush
    chart.current?.draw()
  }
  return {
    onPointerMove(event: PointerEvent) {
      if (!chart.current || isMoving.current) return
      const { left, step } = place(event)
      crossHair.set(step)
      if (start.current !== null && onZoom) setBrush([start.current, left])
    },
    onPointerLeave(event: PointerEvent) {
      // A finger that is lifted has said where to read.
      if (event.pointerType !== 'touch') crossHair.set(null)
      start.current = null
      setBrush(null)
    },
    onPointerDown(event: PointerEvent) {
      if (event.pointerType === 'mouse' && event.button === 0) start.current = place(event).left
    },
    onPointerUp(event: PointerEvent) {
      const from = start.current
      start.current = null
      setBrush(null)
      if (from === null || !chart.current) return
      const { left } = place(event)
      const { area, scale } = { area: chart.current.chartArea, scale: chart.current.scales.x }
      if (Math.abs(left - from) >= shortestDrag) {
        const ends = [from, left].map((at) =>
          Math.round(x.toStep(scale?.getValueForPixel(Math.min(area.right, Math.max(area.left, at))) ?? 0)),
        )
        // What was pointed at is elsewhere now.
        crossHair.set(null)
        return onZoom?.([Math.max(0, Math.min(...ends)), Math.max(...ends)])
      }
      const top = event.clientY - chart.current.canvas.getBoundingClientRect().top
      const hit = overlay.current?.flags.find(
        ({ x: at }) => Math.abs((scale?.getPixelForValue(at) ?? 0) - left + 4) < 10,
      )
      if (hit && top > area.bottom - 4) onFlag?.(hit.flag.id)
    },
    onDoubleClick: () => onZoom?.(null),
  }
}
