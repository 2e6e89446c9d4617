import type { ReactNode } from 'react'
import { formatTicks } from '../../../lib/format.ts'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { tickLabels, ticksOf } from './chart-options.ts'
import { dashes } from './curve.ts'
import { FramedReference, FramedStepMark, letterWidth, type PicturePlace } from './framed-marks.tsx'
import type { Reference, XAxis } from './line.ts'
import type { StepMark } from './step-marks.ts'

/** A line of the legend. */
export type LegendEntry = { key: string; label: string; hue: number; dash: string | undefined }

/** A value that is not finite, at what the axis counts as steps. */
export type FramedMark = { at: number; value: number; hue: number; label: string }

type Props = {
  title: string
  scale: YScale
  x: XAxis
  /** Steps from the left to the right edge. */
  range: readonly [number, number]
  legend: readonly LegendEntry[]
  marks: readonly FramedMark[]
  references?: readonly Reference[]
  /** Through what the names of references are not to be written: points of lines, by rising x. */
  drawn?: readonly (readonly { at: number; value: number }[])[]
  /** Steps that are marked, each with what is said of it. */
  stepMarks?: readonly StepMark[]
  size?: { width: number; height: number }
  /** The lines, as the server draws them first. */
  children: (place: PicturePlace) => ReactNode
}

const usualSize = { width: 760, height: 320 }
const space = { left: 62, right: 26, top: 30, below: 40 }
const rowHeight = 18
/** What a line of the legend takes before its letters. */
const sampleWidth = 40
const mostEntries = 24
const mostMarks = 400
const markWidth = 5
const lettersOfEntry = 60

/** A chart that needs no page: lines with title, axes, legend and marks of what is not finite, as SVG of a fixed size. */
export function FramedPicture(props: Props) {
  const {
    title,
    scale,
    x,
    range,
    legend,
    marks,
    references = [],
    drawn = [],
    stepMarks = [],
    size = usualSize,
    children,
  } = props
  const place = {
    ...{ x: space.left, y: space.top, width: size.width - space.left - space.right },
    height: size.height - space.top - space.below,
  }
  const [from, to] = [x.of(range[0]), x.of(range[1])]
  const across = (at: number) => place.x + ((at - from) / (to - from || 1)) * place.width
  const down = (value: number) =>
    place.y + (1 - (scale.height(value) - scale.min) / (scale.max - scale.min)) * place.height
  const obstacles = drawn.map((line) => line.map(({ at, value }) => ({ x: across(at), y: down(value) })))
  const xTicks = ticksOf(x, from, to)
  const [xTexts, yTexts] = [tickLabels(x, xTicks), formatTicks(scale.ticks)]
  const rows = legendRows(legend.slice(0, mostEntries), size.width - 16)
  const height = size.height + rows.length * rowHeight + (legend.length > mostEntries ? rowHeight : 0) + 6
  const text = { fontSize: 11, fill: 'var(--ink-soft)' }
  return (
    <svg
      className="framed"
      viewBox={`0 0 ${size.width} ${height}`}
      role="img"
      aria-label={`${title}, ${legend.length === 1 ? 'one line' : `${legend.length} lines`}`}
    >
      <text x={8} y={18} fontSize={13} fontWeight={600} fill="var(--ink)">
        {title}
      </text>
      {scale.kind === 'symlog' && (
        <text x={size.width - 8} y={18} textAnchor="end" {...text}>
          symmetric log
        </text>
      )}
      {scale.ticks.map((tick, i) => (
        <text key={tick} x={place.x - 6} y={down(tick) + 4} textAnchor="end" {...text}>
          {yTexts[i]}
        </text>
      ))}
      {xTicks.map((tick, i) => (
        <text key={tick} x={across(tick)} y={place.y + place.height + 15} textAnchor="middle" {...text}>
          {xTexts[i]}
        </text>
      ))}
      <text x={place.x + place.width / 2} y={place.y + place.height + 32} textAnchor="middle" {...text}>
        {x.title}
      </text>
      {children(place)}
      {references
        .map(({ value, label }) => ({ label, top: down(value) }))
        .filter(({ top }) => top >= place.y && top <= place.y + place.height)
        .map(({ label, top }) => (
          <FramedReference key={label} {...{ label, top, place, obstacles, text }} />
        ))}
      {stepMarks
        .filter(({ step }) => step >= range[0] && step <= range[1])
        .map(({ id, step, label }) => (
          <FramedStepMark key={id} left={across(x.of(step))} place={place} label={label} />
        ))}
      {apart(marks, range, across, x)
        .slice(0, mostMarks)
        .map(({ at, value, hue, label }) => (
          <path
            key={`${label} ${at}`}
            className="framed-mark"
            d={`M${(across(x.of(at)) - 3).toFixed(1)} ${place.y + 2}l6 6m0-6l-6 6`}
            stroke={`var(--hue-${hue % 8})`}
            strokeWidth={1.5}
          >
            <title>{`${label}: ${value}`}</title>
          </path>
        ))}
      {rows.map((row, line) =>
        row.map(({ entry: { key, label, hue, dash }, left }) => (
          <g key={key} transform={`translate(${left} ${size.height + line * rowHeight})`}>
            <path d="M0 5H26" stroke={`var(--hue-${hue % 8})`} strokeWidth={2} strokeDasharray={dash} />
            <text x={32} y={9} {...text}>
              {label}
            </text>
          </g>
        )),
      )}
      {legend.length > mostEntries && (
        <text x={8} y={size.height + rows.length * rowHeight + 9} {...text}>
          and {legend.length - mostEntries} more
        </text>
      )}
    </svg>
  )
}

/** The marks in view, of those that would lie on each other the first: the rest of a thousand would be left out instead. */
function apart(
  marks: readonly FramedMark[],
  range: readonly [number, number],
  across: (at: number) => number,
  x: XAxis,
): FramedMark[] {
  const taken = new Set<string>()
  return marks.filter(({ at, value, label }) => {
    const place = `${Math.round(across(x.of(at)) / markWidth)} ${value} ${label}`
    if (at < range[0] || at > range[1] || taken.has(place)) return false
    taken.add(place)
    return true
  })
}

type Placed = { entry: LegendEntry; left: number }

/** Entries beside each other as far as they fit. */
function legendRows(legend: readonly LegendEntry[], width: number): Placed[][] {
  const rows: Placed[][] = []
  let right = width
  for (const { label, ...rest } of legend) {
    const short = label.length > lettersOfEntry ? `${label.slice(0, lettersOfEntry)}…` : label
    const wide = sampleWidth + short.length * letterWidth + 8
    if (right + wide > width) {
      rows.push([])
      right = 8
    }
    rows.at(-1)?.push({ entry: { ...rest, label: short }, left: right })
    right += wide
  }
  return rows
}

/** The pattern of a curve as SVG writes it. */
export function dashText(dash: number): string | undefined {
  return dashes[dash]?.join(' ') || undefined
}
