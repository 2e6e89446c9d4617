'use client'
import type { Chart, Plugin } from 'chart.js'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Curves } from './curve.ts'
import { createCurveLayer, type LayerContent } from './curve-layer.ts'
import { curveOverlay } from './curve-overlay.ts'
import type { DrawnPoint, XAxis } from './line.ts'
import { type Overlay, overlayPlugin } from './overlay.ts'
import type { Palette } from './palette.ts'

type Parts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  curves: Curves
  scale: YScale
  x: XAxis
  /** Null until the page is the browser's. */
  palette: Palette | null
  /** The last step in view. */
  to: number
  hasEnds: boolean
  /** The curve that is lit up. */
  pointed: RefObject<string | null>
  /** True while the picture is being moved. */
  isMoving: RefObject<boolean>
}

/** The plugins that draw the curves and what stands over them; they are made once and read what there is to draw. */
export function useCurveDrawing(parts: Parts): {
  overlay: RefObject<Overlay | null>
  plugins: Plugin<'line'>[]
} {
  const { chart, curves, scale, x, palette, to, hasEnds, pointed, isMoving } = parts
  const content = useRef<LayerContent | null>(null)
  const overlay = useRef<Overlay | null>(null)
  const made = useMemo(() => palette && { curves, scale, x, palette }, [curves, scale, x, palette])
  content.current = made
  const over = useMemo(
    () => palette && curveOverlay(curves, { palette, scale, x, to, hasEnds }),
    [curves, palette, scale, x, to, hasEnds],
  )
  if (over)
    overlay.current = {
      ...over,
      cross: overlay.current?.cross ?? null,
      brush: overlay.current?.brush ?? null,
    }
  const plugins = useMemo(() => {
    const draw = createCurveLayer()
    const layer: Plugin<'line'> = {
      id: 'curves',
      beforeDatasetsDraw(chart) {
        if (content.current) draw(chart, content.current, pointed.current, isMoving.current)
      },
    }
    return [layer, overlayPlugin(() => overlay.current as Overlay)]
  }, [pointed, isMoving])

  // Chart.js sees no change of its own data, which are none.
  useEffect(() => {
    if (made && over) chart.current?.draw()
  }, [chart, made, over])

  return { overlay, plugins }
}
