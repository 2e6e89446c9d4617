'use client'
import type { Chart } from 'chart.js'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Curves } from './curve.ts'
import { createTipStore } from './curve-tip.tsx'
import type { DrawnPoint, XAxis } from './line.ts'
import { nearCurves } from './nearest-curve.ts'

/** A curve further from the pointer than this many pixels is not lit up. */
const near = 24

type Parts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  curves: Curves
  scale: YScale
  x: XAxis
  /** The curve that is pointed at in the list beside the chart. */
  listed: string | null
}

export type NearCurves = ReturnType<typeof useNearCurves>

/** What is near a place of the chart: told beside it, and the nearest curve is lit up. */
export function useNearCurves({ chart, curves, scale, x, listed }: Parts) {
  const tips = useMemo(createTipStore, [])
  const pointed = useRef<string | null>(null)
  useEffect(() => {
    pointed.current = listed
    chart.current?.draw()
  }, [chart, listed])

  /** `top` is null for the keyboard, which has no height. */
  function tell(left: number, top: number | null): void {
    const { x: across, y } = chart.current?.scales ?? {}
    if (!chart.current || !across || !y) return
    const at = x.toStep(across.getValueForPixel(left) ?? 0)
    const reach = Math.abs(x.toStep(across.getValueForPixel(left + near) ?? 0) - at)
    const topOf = (value: number) => y.getPixelForValue(scale.height(value))
    const found = nearCurves(curves, at, top ?? chart.current.chartArea.top, topOf, reach)
    const [first] = found
    lightUp(listed ?? (top !== null && first && first.away <= near ? first.of : null))
    tips.set({ x: at, near: found, isRead: top === null })
  }
  function forget(): void {
    tips.set(null)
    lightUp(listed)
  }
  /** The cross-hair, which draws too, stands still while the pointer goes up and down. */
  function lightUp(next: string | null): void {
    if (next === pointed.current) return
    pointed.current = next
    chart.current?.draw()
  }
  return { tips, pointed, tell, forget }
}
