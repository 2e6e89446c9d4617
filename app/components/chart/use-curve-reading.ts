'use client'
import type { Chart } from 'chart.js'
import { type PointerEvent, type RefObject, useRef } from 'react'
import { arrowKeys } from './arrow-keys.ts'
import { crossHair } from './cross-hair.ts'
import type { DrawnPoint, XAxis } from './line.ts'
import type { Overlay } from './overlay.ts'
import { useCrossHair } from './use-cross-hair.ts'
import type { NearCurves } from './use-near-curves.ts'
import { usePan } from './use-pan.ts'
import { usePointer } from './use-pointer.ts'

type Parts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  overlay: RefObject<Overlay | null>
  isMoving: RefObject<boolean>
  near: NearCurves
  x: XAxis
  /** Steps from the left to the right edge. */
  range: readonly [number, number]
  zoom: readonly [number, number] | null
  onZoom: ((zoom: [number, number] | null) => void) | undefined
}

/** Parts of the axis that an arrow key goes by. */
const keySteps = 100

/** What is near the pointer, a tap or the place that the arrow keys have come to is told; a drag zooms, or moves the picture. */
export function useCurveReading({ chart, overlay, isMoving, near, x, range, zoom, onZoom }: Parts) {
  const [from, to] = range
  const forgotten = useRef(near.forget)
  forgotten.current = near.forget
  useCrossHair({ chart, overlay, isMoving, x, onGone: forgotten })
  const pointer = usePointer({ chart, overlay, isMoving, x, onZoom, onFlag: undefined })
  const pan = usePan({ chart, isMoving, x, zoom, onZoom })

  const onKeyDown = arrowKeys({
    ...{ range, zoom, onZoom },
    read(by) {
      const across = chart.current?.scales.x
      if (!across) return
      const before = crossHair.get() ?? (by > 0 ? from : to)
      const least = Math.max((to - from) / keySteps, Number.MIN_VALUE)
      const step = Math.min(to, Math.max(from, before + by * least))
      near.tell(across.getPixelForValue(x.of(step)), null)
      crossHair.set(step)
    },
    forget() {
      near.forget()
      crossHair.set(null)
    },
  })
  function onPointerMove(event: PointerEvent): void {
    if (pan.move(event)) return
    const bounds = chart.current?.canvas.getBoundingClientRect()
    const isReading = event.pointerType === 'touch' ? !isMoving.current : event.buttons === 0
    if (bounds && isReading) near.tell(event.clientX - bounds.left, event.clientY - bounds.top)
    else near.forget()
    pointer.onPointerMove(event)
  }
  return {
    /** Of the chart. */
    pointing: {
      ...pointer,
      onPointerDown: (event: PointerEvent) => pan.begin(event) || pointer.onPointerDown(event),
      onPointerMove,
      onPointerUp(event: PointerEvent): void {
        if (pan.end()) return
        // A tap: fingers do not hover.
        if (event.pointerType === 'touch') onPointerMove(event)
        pointer.onPointerUp(event)
      },
      onPointerLeave(event: PointerEvent): void {
        if (event.pointerType !== 'touch') near.forget()
        pointer.onPointerLeave(event)
      },
    },
    /** Of the button that takes the keys. */
    keys: { onKeyDown, onBlur: near.forget },
  }
}
