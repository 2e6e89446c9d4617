import type { ReactNode } from 'react'
import { formatTicks } from '../../../lib/format.ts'
import { linearTicks } from '../../../lib/plot/y-scale.ts'
import type { Rows } from '../../../lib/tabular/csv-text.ts'
import { ChartMenu } from '../../components/export/chart-menu.tsx'

export type Range = readonly [from: number, to: number]
type Place = (x: number, y: number) => readonly [left: number, top: number]

type Props = {
  title: string
  /** How it is to be read. */
  note?: string | undefined
  /** What is to be seen, for those who cannot see it. */
  description: string
  x: Range
  y: Range
  xLabel: string
  yLabel: string
  /** The lines by their places among the setups. They stand beside the figures of a page, and in a figure that is saved. */
  names: readonly { label: string; at: number }[]
  /** What is drawn, as a table. */
  rows(): Rows
  children: (place: Place) => ReactNode
}

const width = 400
const height = 232
const inner = { left: 60, right: 8, top: 8, bottom: 40 }

/** A small drawing with axes; what is outside of their ranges is cut off. */
export function Figure({ title, note, description, x, y, xLabel, yLabel, names, rows, children }: Props) {
  const wide = width - inner.left - inner.right
  const high = height - inner.top - inner.bottom
  const place: Place = (atX, atY) => [
    inner.left + ((atX - x[0]) / (x[1] - x[0])) * wide,
    inner.top + (1 - (atY - y[0]) / (y[1] - y[0])) * high,
  ]
  const xs = linearTicks(...x)
  const ys = linearTicks(...y)
  const [xTexts, yTexts] = [formatTicks(xs), formatTicks(ys)]
  const clip = `fig-${title.replace(/\W+/g, '-')}`
  return (
    <figure className="fig with-menu">
      <figcaption>
        <strong>{title}</strong>
        {note && <span className="soft"> {note}</span>}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${description}`}>
        <clipPath id={clip}>
          <rect x={inner.left} y={inner.top} width={wide} height={high} />
        </clipPath>
        {ys.map((value, i) => {
          const [, top] = place(x[0], value)
          return (
            <g key={value}>
              <path className="fig-grid" d={`M${inner.left} ${top}h${wide}`} />
              <text x={inner.left - 6} y={top + 4} textAnchor="end">
                {yTexts[i]}
              </text>
            </g>
          )
        })}
        {xs.map((value, i) => {
          const [left] = place(value, y[0])
          return (
            <text key={value} x={left} y={height - inner.bottom + 16} textAnchor="middle">
              {xTexts[i]}
            </text>
          )
        })}
        <text x={inner.left + wide / 2} y={height - 6} textAnchor="middle">
          {xLabel}
        </text>
        <text transform={`translate(11 ${inner.top + high / 2}) rotate(-90)`} textAnchor="middle">
          {yLabel}
        </text>
        <g clipPath={`url(#${clip})`}>{children(place)}</g>
        {names.map(({ label, at }, row) => (
          <g
            key={at}
            className="fig-name"
            transform={`translate(${width - inner.right} ${inner.top + 12 * row + 8})`}
          >
            <path d="M-22 -4H0" strokeWidth={2} fill="none" {...strokeOf(at)} />
            <text x={-28} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
      </svg>
      <ChartMenu what={title} figure="beside" data={{ rows }} />
    </figure>
  )
}

/** The path through these points. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([left, top], i) => `${i ? 'L' : 'M'}${left.toFixed(1)} ${top.toFixed(1)}`).join('')
}

/** Lines differ in their dashes too, as not everybody tells colours apart. */
export const dashes = [undefined, '6 3', '2 3', '8 3 2 3']
export const strokeOf = (at: number) => ({
  stroke: `var(--hue-${at % 8})`,
  strokeDasharray: dashes[at % dashes.length],
})
