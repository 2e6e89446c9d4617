'use client'
import { type ReactNode, useMemo, useState } from 'react'
import { createYScale, type YScaleKind } from '../../../lib/plot/y-scale.ts'
import { attempt, PanelBoundary, PanelFault } from '../panel-boundary.tsx'
import { type Curves, valuesOf } from './curve.ts'
import { DrawnCurves } from './drawn-curves.tsx'
import type { XAxis } from './line.ts'

export type CurvesChartProps = {
  /** Said to screen readers. */
  label: string
  curves: Curves
  x: XAxis
  height: number
  scaleKind: YScaleKind
  zoom: readonly [number, number] | null
  onZoom(zoom: [number, number] | null): void
  /** The run or group that is lit up. */
  pointed: string | null
  /** What stands there until there are curves: a picture that came with the page, or that some are on their way. */
  waiting: ReactNode
}

/** A chart of hundreds of curves and of bands, as quick as one of a few. What it cannot draw, it says. */
export function CurvesChart(props: CurvesChartProps) {
  return (
    <PanelBoundary what={`The chart of ${props.label}`} height={props.height}>
      <ScaledCurves {...props} />
    </PanelBoundary>
  )
}

function ScaledCurves(props: CurvesChartProps) {
  const { curves, scaleKind, zoom } = props
  const [isWhole, setWhole] = useState(false)
  // Tried here, since what fails on the server is beyond the reach of a boundary.
  const scaled = useMemo(
    () => attempt(() => createYScale(valuesOf(curves, zoom), scaleKind, { whole: isWhole })),
    [curves, scaleKind, zoom, isWhole],
  )
  if ('fault' in scaled) return <PanelFault what={`The chart of ${props.label}`} fault={scaled.fault} />
  return <DrawnCurves {...props} scale={scaled.value} isWhole={isWhole} setWhole={setWhole} />
}
