/** The place beside a chart, or below a narrow one, where its values are read: as large with values as without. */
import type { CSSProperties, ReactNode } from 'react'
import { EndsKept } from '../ends-kept.tsx'

/** This many lines stand below a narrow chart; more are scrolled to. */
const mostBelow = 5

/** A chart with what is docked at it. */
export function Charted({ height, children }: { height: number; children: ReactNode }) {
  return (
    <div className="charted">
      <div className="charted-parts" style={{ '--chart-height': `${height}px` } as CSSProperties}>
        {children}
      </div>
    </div>
  )
}

type Props = {
  /** Of what the values are. */
  label: string
  title: string
  /** Whether nothing is pointed at: the title is a hint then. */
  isAtRest: boolean
  /** What else is said of the place that is read. */
  note?: string
  /** Lines that there may be: what the place is made for. */
  rows: number
  children: ReactNode
}

export function Docked({ label, title, isAtRest, note, rows, children }: Props) {
  const isLong = rows > mostBelow
  return (
    <div
      className="docked small"
      style={{ '--rows': Math.min(rows, mostBelow) } as CSSProperties}
      // What scrolls is reached by keyboard.
      {...(isLong && { tabIndex: 0, role: 'group', 'aria-label': `Values of ${label}` })}
    >
      <p className="docked-title">
        {isAtRest ? <span className="soft">{title}</span> : <strong>{title}</strong>}
        {note && <span className="soft">{note}</span>}
      </p>
      <ul>{children}</ul>
    </div>
  )
}

type RowProps = {
  label: string
  hue: number
  dash: readonly number[]
  width: number
  value: string
  /** Beside the value, quieter: what was logged where the value is a smoothed one. */
  beside?: string | undefined
  /** Where the value stands. */
  place?: string | undefined
}

/** A line, as it is drawn, with its value. */
export function DockedRow({ label, hue, dash, width, value, beside, place }: RowProps) {
  return (
    <li className="docked-row">
      <svg width="22" height="6" aria-hidden="true">
        <path
          d="M0 3H22"
          stroke={`var(--hue-${hue % 8})`}
          strokeWidth={width}
          strokeDasharray={dash.join(' ') || undefined}
        />
      </svg>
      <span className="docked-label" title={label}>
        <EndsKept text={label} />
      </span>
      <span className="docked-value">{value}</span>
      <span className="docked-beside soft">{beside}</span>
      <span className="docked-place faint">{place}</span>
    </li>
  )
}
