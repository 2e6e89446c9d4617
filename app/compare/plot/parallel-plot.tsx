'use client'
import { exportedFields } from '../../../lib/compare/exported.ts'
import { shortened } from '../../../lib/compare/labels.ts'
import { fieldOf } from '../../../lib/compare/run-fields.ts'
import { plural } from '../../../lib/format.ts'
import { ChartMenu } from '../../components/export/chart-menu.tsx'
import { Sideways } from '../../components/sideways.tsx'
import type { PlotProps } from './scatter-plot.tsx'

const size = { width: 960, height: 340 }
const margin = { left: 24, right: 96, top: 28, bottom: 20 }
const letters = 14

/**
 * A line for each run through an axis for each field. Where a run has no finite value its line touches the foot of
 * the axis, dotted.
 */
export function ParallelPlot({ runs, compared, axes, pointedAt, onPoint }: PlotProps) {
  if (axes.length < 2)
    return <p className="small soft">These runs differ in nothing that an axis could show.</p>
  const x = (at: number) => margin.left + (at * (size.width - margin.left - margin.right)) / (axes.length - 1)
  const y = (share: number) => margin.top + (1 - share) * (size.height - margin.top - margin.bottom)
  const lines = runs.flatMap((run, at) => {
    const one = compared[at]
    if (!one) return []
    const shares = axes.map((axis) => axis.shareOf(fieldOf(one, axis.name)))
    const points = shares.map((share, place) => `${x(place)},${share === null ? size.height - 8 : y(share)}`)
    return [{ run, points: points.join(' '), isWhole: !shares.includes(null) }]
  })
  // What is pointed at is drawn over the others.
  const ordered = [...lines].sort((a, b) => Number(a.run.id === pointedAt) - Number(b.run.id === pointedAt))
  return (
    <div className="with-menu">
      <Sideways what="The plot">
        <svg
          className="cmp-plot cmp-parallel"
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="img"
          aria-label={`${axes.map(({ name }) => name).join(', ')}: one line for each of ${plural(runs.length, 'run')}`}
          onPointerLeave={() => onPoint(null)}
        >
          {ordered.map(({ run, points, isWhole }) => (
            <polyline
              key={run.id}
              points={points}
              fill="none"
              stroke={`var(--hue-${run.hue})`}
              strokeWidth={run.id === pointedAt ? 3 : 1.5}
              strokeOpacity={pointedAt === null ? 0.6 : run.id === pointedAt ? 1 : 0.15}
              strokeDasharray={isWhole ? undefined : '3 3'}
              onPointerEnter={() => onPoint(run.id)}
            >
              <title>{run.label}</title>
            </polyline>
          ))}
          {axes.map((axis, at) => (
            <g key={axis.name}>
              <line className="axis" x1={x(at)} x2={x(at)} y1={y(0)} y2={y(1)} />
              <text className="tick name" x={x(at)} y={14} textAnchor={at === 0 ? 'start' : 'middle'}>
                {shortened(axis.name, 2 * letters)}
                {axis.isLog && ' (log)'}
              </text>
              {axis.ticks.map(({ label, share }) => (
                <text key={label} className="tick" x={x(at) + 6} y={y(share) + 4}>
                  {shortened(label, letters)}
                </text>
              ))}
            </g>
          ))}
        </svg>
      </Sideways>
      <ChartMenu
        what="Settings against results"
        figure="beside"
        data={{ rows: () => exportedFields(compared, ['name', ...axes.map(({ name }) => name)]) }}
      />
    </div>
  )
}
