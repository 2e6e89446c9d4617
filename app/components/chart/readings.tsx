'use client'
import { useSyncExternalStore } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { crossHair } from './cross-hair.ts'
import { Docked, DockedRow } from './docked.tsx'
import type { Drawing } from './drawing.ts'
import { type ChartLine, dashOf, type XAxis } from './line.ts'
import { placeBeside, placeOf, readingsAt } from './readings.ts'

type Props = {
  label: string
  lines: readonly ChartLine[]
  /** Known once the chart is drawn. */
  bolds: Drawing['bolds'] | undefined
  x: XAxis
  /** A value with its unit, where the series has one. */
  valueText: ((name: string, value: number) => string | null) | undefined
}

/** The value of each line where the cross-hair stands, on whichever chart of the page it does; the last ones else. */
export function Readings({ label, lines, bolds, x, valueText }: Props) {
  const step = useSyncExternalStore(crossHair.subscribe, crossHair.get, () => null)
  const isAtRest = step === null
  // The ends of a formula say nothing, and of a branch that was left its own part does.
  const told = readingsAt(lines, bolds, step).filter(({ line: { isDimmed, columns } }) =>
    isDimmed ? !isAtRest && step <= (columns.steps.at(-1) as number) : !(isAtRest && x.isFormula),
  )
  // An earlier branch was there at another time.
  const going = told.filter(({ line }) => !line.isDimmed)
  const nearest = isAtRest ? undefined : going.toSorted((a, b) => away(a.step, step) - away(b.step, step))[0]
  const text = (name: string, value: number) => valueText?.(name, value) ?? formatNumber(value)
  return (
    <Docked
      label={label}
      rows={lines.length}
      isAtRest={isAtRest}
      title={isAtRest ? (x.isFormula ? 'Point at the curve to read it' : 'Last values') : placeOf(step, x)}
      {...(nearest && !x.isFormula && { note: noteOf(nearest, x) })}
    >
      {told.map(({ line, step, value, bold }) => (
        <DockedRow
          key={line.key}
          label={line.label}
          hue={line.hue}
          dash={bold === null ? dashOf(line) : []}
          width={line.stroke === 'validation' ? 2.25 : 1.25}
          value={text(line.key, bold ?? value)}
          beside={bold === null ? undefined : `logged ${text(line.key, value)}`}
          place={x.isFormula ? undefined : `@ ${placeBeside(step, x)}`}
        />
      ))}
    </Docked>
  )
}

function away(step: number, from: number): number {
  return Math.abs(step - from)
}

/** When the nearest point was logged, and its step where the axis counts something else. */
function noteOf({ step, time }: { step: number; time: number }, x: XAxis): string {
  const when = Number.isFinite(time) ? new Date(time).toLocaleString() : ''
  return x.title === 'step' || x.hidesStep ? when : [`step ${step}`, when].filter(Boolean).join(', ')
}
