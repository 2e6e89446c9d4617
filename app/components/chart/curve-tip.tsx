'use client'
import { useSyncExternalStore } from 'react'
import { formatNumber, formatWhole } from '../../../lib/format.ts'
import type { XAxis } from './line.ts'
import type { Near } from './nearest-curve.ts'

/** What stands beside the pointer. */
export type Tip = { left: number; top: number; width: number; x: number; near: readonly Near[] }

/** Holds what is pointed at beside React, so that only the tooltip is made anew when the pointer moves. */
export function createTipStore() {
  let tip: Tip | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => tip,
    set(next: Tip | null) {
      tip = next
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
export type TipStore = ReturnType<typeof createTipStore>

const mostRows = 6

/** The values under the pointer: of the nearest curves, the nearest first. */
export function CurveTip({ store, x }: { store: TipStore; x: XAxis }) {
  const tip = useSyncExternalStore(store.subscribe, store.get, () => null)
  if (!tip || tip.near.length === 0) return null
  const isLeft = tip.left > tip.width / 2
  const side = isLeft ? { right: tip.width - tip.left + 14 } : { left: tip.left + 14 }
  const rest = tip.near.length - mostRows
  return (
    <div className="curve-tip small" role="status" style={{ top: Math.max(0, tip.top - 20), ...side }}>
      <strong>{titleOf(tip, x)}</strong>
      <table>
        <tbody>
          {tip.near.slice(0, mostRows).map((near) => (
            <tr key={near.key}>
              <td>
                <i style={{ background: `var(--hue-${near.hue % 8})` }} />
              </td>
              {'band' in near ? <BandCells near={near} /> : <LineCells near={near} tip={tip} x={x} />}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <span className="soft">{rest} more farther away</span>}
    </div>
  )
}

function titleOf({ x: at, near }: Tip, x: XAxis): string {
  const [first] = near
  const told = first && 'line' in first ? first.line.told : null
  const step = told?.steps[(first as { at: number }).at]
  if (x.title === 'step') return `step ${formatWhole(Math.round(step ?? at))}`
  const place = `${x.title} ${x.format(x.of(at))}`
  return step === undefined ? place : `${place}, step ${formatWhole(step)}`
}

function BandCells({ near: { band: one, at } }: { near: Extract<Near, { band: unknown }> }) {
  const { band, label } = one
  const [low, high] = [band.low[at] as number, band.high[at] as number]
  const count = band.counts[at] as number
  return (
    <>
      <td>{label}</td>
      <td>{formatNumber(band.middle[at] as number)}</td>
      <td className="soft">
        {Number.isFinite(low) && `${formatNumber(low)} to ${formatNumber(high)}, `}
        {count === band.total ? `${count} ${count === 1 ? 'run' : 'runs'}` : `${count} of ${band.total} runs`}
      </td>
    </>
  )
}

type LineCellsProps = { near: Extract<Near, { line: unknown }>; tip: Tip; x: XAxis }

function LineCells({ near: { line, at }, tip: { near }, x }: LineCellsProps) {
  const { told, label } = line
  const [first] = near
  const headed = first && 'line' in first ? first.line.told?.steps[first.at] : undefined
  const step = told?.steps[at]
  const isElsewhere = step !== undefined && step !== headed && !x.hidesStep
  return (
    <>
      <td>{label}</td>
      <td>{String(told?.values[at] ?? '')}</td>
      <td className="soft">{isElsewhere && `at step ${formatWhole(step)}`}</td>
    </>
  )
}
