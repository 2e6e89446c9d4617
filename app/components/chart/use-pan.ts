'use client'
import type { Chart } from 'chart.js'
import { type PointerEvent, type RefObject, useRef } from 'react'
import type { DrawnPoint, XAxis } from './line.ts'

type PanParts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  /** True while the picture is being moved. */
  isMoving: RefObject<boolean>
  x: XAxis
  zoom: readonly [number, number] | null
  onZoom: ((zoom: [number, number] | null) => void) | undefined
}

/** Moves the zoomed part by dragging with Shift held; the address hears of it when it has stopped. */
export function usePan({ chart, isMoving, x, zoom, onZoom }: PanParts) {
  const start = useRef<{ left: number; min: number; max: number } | null>(null)
  return {
    begin(event: PointerEvent): boolean {
      const scale = chart.current?.scales.x
      if (!event.shiftKey || !zoom || !scale || event.button !== 0) return false
      start.current = { left: event.clientX, min: scale.min, max: scale.max }
      isMoving.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      return true
    },
    move(event: PointerEvent): boolean {
      const scale = chart.current?.options.scales?.x
      const { current: from } = start
      if (!from || !chart.current || !scale) return false
      const by = ((event.clientX - from.left) * (from.max - from.min)) / chart.current.chartArea.width
      scale.min = from.min - by
      scale.max = from.max - by
      chart.current.update('none')
      return true
    },
    end(): boolean {
      if (!start.current) return false
      start.current = null
      isMoving.current = false
      const scale = chart.current?.scales.x
      if (scale) onZoom?.(shifted(x.toStep(scale.min), x.toStep(scale.max)))
      return true
    },
  }
}

/** Whole steps of the same number, from 0 on. */
export function shifted(from: number, to: number): [number, number] {
  const start = Math.max(0, Math.round(from))
  return [start, start + Math.max(1, Math.round(to - from))]
}
