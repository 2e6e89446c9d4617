'use client'
import { useRef } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { exportedFields } from '../../../lib/compare/exported.ts'
import type { FieldAxis } from '../../../lib/compare/field-axis.ts'
import { shortened } from '../../../lib/compare/labels.ts'
import { fieldOf } from '../../../lib/compare/run-fields.ts'
import { plural } from '../../../lib/format.ts'
import { useIsWide } from '../../components/chart/use-is-wide.ts'
import { ChartMenu } from '../../components/export/chart-menu.tsx'
import type { DrawnRun } from '../drawn-run.ts'

export type PlotProps = {
  runs: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  axes: readonly FieldAxis[]
  pointedAt: string | null
  onPoint(id: string | null): void
}

/** `letters` of a tick that fit beside. On a phone the wide one would be drawn at half its size, with letters of 6 px. */
const wide = { width: 720, height: 360, left: 96, letters: 14 }
const narrow = { width: 380, height: 300, left: 72, letters: 10 }
/** Of a letter below, and of the gap between two ticks. */
const letterWidth = 7
const margin = { right: 16, top: 12, bottom: 44 }

/** A mark for each run. Runs that have no finite value in either field are counted below. */
export function ScatterPlot({ runs, compared, axes, pointedAt, onPoint }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { left: edge, letters, ...size } = useIsWide(frame) ? wide : narrow
  const [across, up] = axes
  if (!across || !up) return null
  const area = size.width - edge - margin.right
  const lettersBelow = Math.max(6, Math.floor(area / Math.max(1, across.ticks.length) / letterWidth) - 1)
  const x = (share: number) => edge + share * area
  const y = (share: number) => margin.top + (1 - share) * (size.height - margin.top - margin.bottom)
  const marks = runs.flatMap((run, at) => {
    const one = compared[at]
    const left = one ? across.shareOf(fieldOf(one, across.name)) : null
    const high = one ? up.shareOf(fieldOf(one, up.name)) : null
    return left === null || high === null ? [] : [{ run, left: x(left), high: y(high) }]
  })
  const without = runs.length - marks.length
  const names = [...new Set([across.name, up.name])].join(' and ')
  if (marks.length === 0)
    return (
      <div ref={frame}>
        <p className="small soft">
          No run has a value of {names} that can be drawn: choose another setting above.
        </p>
      </div>
    )
  return (
    <div ref={frame} className="with-menu">
      <svg
        className="cmp-plot"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`${up.name} over ${across.name}, one mark for each of ${plural(marks.length, 'run')}`}
        onPointerLeave={() => onPoint(null)}
      >
        {up.ticks.map(({ label, share }) => (
          <g key={label}>
            <line className="grid" x1={edge} x2={size.width - margin.right} y1={y(share)} y2={y(share)} />
            <text className="tick" x={edge - 8} y={y(share) + 4} textAnchor="end">
              {shortened(label, letters)}
            </text>
          </g>
        ))}
        {across.ticks.map(({ label, share }) => (
          <text key={label} className="tick" x={x(share)} y={size.height - 26} textAnchor="middle">
            {shortened(label, lettersBelow)}
          </text>
        ))}
        <text className="tick" x={x(0.5)} y={size.height - 6} textAnchor="middle">
          {across.name}
          {across.isLog && ' (log)'}
        </text>
        {marks.map(({ run, left, high }) => (
          <circle
            key={run.id}
            cx={left}
            cy={high}
            r={run.id === pointedAt ? 7 : 5}
            fill={`var(--hue-${run.hue})`}
            fillOpacity={pointedAt === null || run.id === pointedAt ? 0.75 : 0.3}
            stroke="var(--paper)"
            onPointerEnter={() => onPoint(run.id)}
          >
            <title>{run.label}</title>
          </circle>
        ))}
      </svg>
      {without > 0 && (
        <p className="small soft">
          {plural(without, 'run')} without {[...new Set([across.name, up.name])].join(' or ')}, or not finite
          there, {without === 1 ? 'is' : 'are'} not drawn.
        </p>
      )}
      <ChartMenu
        what={`${up.name} over ${across.name}`}
        figure="beside"
        data={{ rows: () => exportedFields(compared, ['name', across.name, up.name]) }}
      />
    </div>
  )
}
