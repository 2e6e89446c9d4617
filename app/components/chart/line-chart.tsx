'use client'
import { useMemo, useState } from 'react'
import { createYScale } from '../../../lib/plot/y-scale.ts'
import { attempt, PanelBoundary, PanelFault } from '../panel-boundary.tsx'
import { DrawnChart } from './drawn-chart.tsx'
import type { LineChartProps } from './line-chart-props.ts'

/** A chart of one or more series: no animation, non-finite points as marks, names at the ends of the lines. What it cannot draw, it says. */
export function LineChart(props: LineChartProps) {
  return (
    <PanelBoundary what={`The chart of ${props.what ?? props.label}`} height={props.height}>
      <ScaledChart {...props} />
    </PanelBoundary>
  )
}

function ScaledChart(props: LineChartProps) {
  const { lines, scaleKind = 'linear', zoom = null, references, evidence } = props
  const [isWhole, setWhole] = useState(false)
  // Tried here, since what fails on the server is beyond the reach of a boundary.
  const scaled = useMemo(
    () =>
      attempt(() => {
        const values = lines.flatMap(({ columns: { steps, values } }) =>
          Array.from(values).filter((_, i) => isWithin(steps[i] as number, zoom)),
        )
        const also = [...(references ?? []), ...(evidence?.levels ?? [])].map(({ value }) => value)
        return createYScale(values, scaleKind, { whole: isWhole, also })
      }),
    [lines, scaleKind, zoom, isWhole, references, evidence],
  )
  if ('fault' in scaled)
    return <PanelFault what={`The chart of ${props.what ?? props.label}`} fault={scaled.fault} />
  return <DrawnChart {...props} scale={scaled.value} isWhole={isWhole} setWhole={setWhole} />
}

function isWithin(step: number, zoom: readonly [number, number] | null): boolean {
  return zoom === null || (step >= zoom[0] && step <= zoom[1])
}
