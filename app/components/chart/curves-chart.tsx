'use client'
import { useMemo, useState } from 'react'
import { attempt, PanelBoundary, PanelFault } from '../panel-boundary.tsx'
import { scaleOfCurves } from './curve.ts'
import type { CurvesChartProps } from './curves-chart-props.ts'
import { DrawnCurves } from './drawn-curves.tsx'

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
    () => attempt(() => scaleOfCurves(curves, scaleKind, zoom, isWhole)),
    [curves, scaleKind, zoom, isWhole],
  )
  if ('fault' in scaled) return <PanelFault what={`The chart of ${props.label}`} fault={scaled.fault} />
  return <DrawnCurves {...props} scale={scaled.value} isWhole={isWhole} setWhole={setWhole} />
}
