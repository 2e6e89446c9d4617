'use client'
import { useMemo, useState } from 'react'
import { attempt, PanelBoundary, PanelFault } from '../panel-boundary.tsx'
import { DrawnChart } from './drawn-chart.tsx'
import type { LineChartProps } from './line-chart-props.ts'
import { scaleOfLines } from './line-scale.ts'

/**
 * A chart of one or more series: no animation, non-finite points as marks, names at the ends of the lines. What it
 * cannot draw, it says.
 */
export function LineChart(props: LineChartProps) {
  return (
    <PanelBoundary what={`The chart of ${props.what ?? props.label}`} height={props.height}>
      <ScaledChart {...props} />
    </PanelBoundary>
  )
}

function ScaledChart(props: LineChartProps) {
  const { lines, scaleKind = 'linear', zoom = null, references, evidence, divergedAt = null } = props
  const [isWhole, setWhole] = useState(false)
  // Tried here, since what fails on the server is beyond the reach of a boundary.
  const scaled = useMemo(
    () =>
      attempt(() => {
        const also = [...(references ?? []), ...(evidence?.levels ?? [])].map(({ value }) => value)
        return scaleOfLines(lines, { kind: scaleKind, zoom, whole: isWhole, also, divergedAt })
      }),
    [lines, scaleKind, zoom, isWhole, references, evidence, divergedAt],
  )
  if ('fault' in scaled)
    return <PanelFault what={`The chart of ${props.what ?? props.label}`} fault={scaled.fault} />
  return <DrawnChart {...props} scale={scaled.value} isWhole={isWhole} setWhole={setWhole} />
}
