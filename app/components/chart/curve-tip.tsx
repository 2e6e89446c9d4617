'use client'
import { useSyncExternalStore } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { type Curve, dashes } from './curve.ts'
import { Docked, DockedRow } from './docked.tsx'
import type { XAxis } from './line.ts'
import { type Near, nearestPlace } from './nearest-curve.ts'
import { placeBeside, placeOf } from './readings.ts'

/** What is pointed at; `isRead` where the keyboard does, and it is said. */
export type Tip = { x: number; near: readonly Near[]; isRead: boolean }

/** Holds what is pointed at beside React, so that only what is read is made anew when the pointer moves. */
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

const mostRows = 30
const mostSaid = 6

type Props = { label: string; store: TipStore; x: XAxis; curves: number }

/** The values under the pointer: of the nearest curves, the nearest first. */
export function CurveTip({ label, store, x, curves }: Props) {
  const tip = useSyncExternalStore(store.subscribe, store.get, () => null)
  const rows = tip?.near.map((near) => ({ near, ...('band' in near ? ofBand(near) : ofLine(near, x)) })) ?? []
  const rest = rows.length - mostRows
  const isAtRest = rows.length === 0
  const title = tip && !isAtRest ? titleOf(tip, x) : 'Point at a curve to read it'
  return (
    <>
      <Docked {...{ label, title, isAtRest }} rows={curves}>
        {rows.slice(0, mostRows).map(({ near, ...row }) => (
          <DockedRow key={near.key} hue={near.hue} {...row} />
        ))}
        {rest > 0 && <li className="soft">{rest} more farther away</li>}
      </Docked>
      <p className="unseen" role="status">
        {tip?.isRead &&
          !isAtRest &&
          `${title}: ${rows
            .slice(0, mostSaid)
            .map(({ label, value, beside, place }) => [label, value, beside, place].filter(Boolean).join(' '))
            .join(', ')}`}
      </p>
    </>
  )
}

function titleOf({ x: at, near }: Tip, x: XAxis): string {
  const [first] = near
  const xs = first && ('line' in first ? first.line.xs : first.band.band.xs)
  const place = xs?.[(first as { at: number }).at] ?? at
  return placeOf(x.title === 'step' ? Math.round(place) : place, x)
}

function ofBand({ band: one, at }: Extract<Near, { band: unknown }>) {
  const { band, label, dash, width } = one
  const [low, high] = [band.low[at] as number, band.high[at] as number]
  const count = band.counts[at] as number
  const runs =
    count === band.total ? `${count} ${count === 1 ? 'run' : 'runs'}` : `${count} of ${band.total} runs`
  const spread = Number.isFinite(low) ? `${formatNumber(low)} to ${formatNumber(high)}` : undefined
  return {
    ...{ label, dash: dashes[dash] as readonly number[], width },
    ...{ value: formatNumber(band.middle[at] as number), beside: spread, place: runs },
  }
}

function ofLine({ line, at }: Extract<Near, { line: Curve }>, x: XAxis) {
  const { label, width, told, smooth, xs } = line
  const logged = told?.values[at] ?? Number.NaN
  const bold = smooth?.values[nearestPlace(smooth.xs, xs[at] as number)]
  return {
    ...{ label, dash: dashes[(smooth ?? line).dash] as readonly number[], width },
    value: formatNumber(bold ?? logged),
    beside: bold === undefined ? undefined : `logged ${formatNumber(logged)}`,
    place: `@ ${placeBeside(xs[at] as number, x)}`,
  }
}
