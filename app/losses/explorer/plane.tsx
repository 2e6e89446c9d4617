'use client'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { SampleTable } from '../../../lib/explorer/stage.ts'
import { formatNumber } from '../../../lib/format.ts'

type Props = {
  table: SampleTable
  /** Null while what is typed is no number. */
  rows: readonly (readonly number[])[] | null
  onMove(row: number, x: number, y: number): void
}

/** From −reach to reach in both directions; a point further out sits at the edge. */
const reach = 2
const size = 260
const keyStep = 0.05

const toPixel = (value: number) => ((Math.min(reach, Math.max(-reach, value)) + reach) / (2 * reach)) * size
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Embeddings of two dimensions, to be dragged, or moved with the arrow keys. */
export function Plane({ table, rows, onMove }: Props) {
  const frame = useRef<SVGSVGElement>(null)
  const [held, setHeld] = useState<number | null>(null)
  const last = useRef<readonly (readonly number[])[]>(table.rows)
  if (rows) last.current = rows
  const names = table.rowNames ?? []

  function drag(event: PointerEvent) {
    const box = frame.current?.getBoundingClientRect()
    if (held === null || !box) return
    const share = (at: number) => Math.min(1, Math.max(0, at))
    const x = (2 * share((event.clientX - box.left) / box.width) - 1) * reach
    const y = (1 - 2 * share((event.clientY - box.top) / box.height)) * reach
    onMove(held, x, y)
  }
  function press(event: KeyboardEvent, at: number) {
    const [dx, dy] = arrows[event.key] ?? []
    const [x, y] = last.current[at] ?? []
    if (dx === undefined || dy === undefined || x === undefined || y === undefined) return
    event.preventDefault()
    onMove(at, x + dx * keyStep, y + dy * keyStep)
  }
  return (
    <svg
      ref={frame}
      className="lx-plane"
      viewBox={`0 0 ${size} ${size}`}
      onPointerMove={drag}
      onPointerUp={() => setHeld(null)}
      aria-label="The points in their plane"
    >
      <path d={`M0 ${size / 2}H${size}M${size / 2} 0V${size}`} className="lx-axes" />
      <circle cx={size / 2} cy={size / 2} r={size / (2 * reach)} className="lx-axes" />
      {last.current.map(([x = 0, y = 0], at) => (
        <g
          key={names[at]}
          transform={`translate(${toPixel(x)} ${toPixel(-y)})`}
          style={{ color: `var(--hue-${at})` }}
        >
          <circle
            r={8}
            className="lx-point"
            tabIndex={0}
            role="slider"
            aria-label={`${names[at]}, moved with the arrow keys`}
            aria-valuenow={x}
            aria-valuetext={`${formatNumber(x)}, ${formatNumber(y)}`}
            onPointerDown={(event) => {
              frame.current?.setPointerCapture(event.pointerId)
              setHeld(at)
            }}
            onKeyDown={(event) => press(event, at)}
          />
          <text x={x > reach / 2 ? -12 : 12} y={4} textAnchor={x > reach / 2 ? 'end' : 'start'}>
            {names[at]}
          </text>
        </g>
      ))}
    </svg>
  )
}
