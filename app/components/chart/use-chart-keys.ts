'use client'
import { useState } from 'react'
import { formatNumber, formatWhole } from '../../../lib/format.ts'
import { arrowKeys } from './arrow-keys.ts'
import { crossHair } from './cross-hair.ts'
import { type ChartLine, nearestIndex, type XAxis } from './line.ts'
import { placeOf } from './readings.ts'

type Parts = {
  lines: readonly ChartLine[]
  x: XAxis
  /** Steps from the left to the right edge. */
  range: readonly [number, number]
  zoom: readonly [number, number] | null
  onZoom: ((zoom: [number, number] | null) => void) | undefined
}

/** Parts of the axis that an arrow goes by where points are closer. */
const keySteps = 100

/** The arrow keys read values along the lines, with Shift they move a zoomed picture. What is read is said. */
export function useChartKeys({ lines, x, range: [from, to], zoom, onZoom }: Parts) {
  const [said, setSaid] = useState('')

  function forget(): void {
    setSaid('')
    crossHair.set(null)
  }
  function read(by: number): void {
    const told = lines.filter(({ isDimmed, columns }) => !isDimmed && columns.steps.length > 0)
    const before = crossHair.get() ?? (by > 0 ? from - 1 : to + 1)
    const step = nextStep(told, before, by, (to - from) / keySteps)
    if (step < from || step > to) return
    crossHair.set(step)
    setSaid(`${placeOf(step, x)}: ${told.map((line) => readingOf(line, step)).join(', ')}`)
  }
  const press = arrowKeys({ range: [from, to], zoom, onZoom, read, forget })
  return { said, press, forget }
}

/** The next step that a line has a point at, and not one that is closer than a hair. */
function nextStep(lines: readonly ChartLine[], before: number, by: number, least: number): number {
  let next = by > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  for (const { columns } of lines)
    for (const step of columns.steps) {
      const isFurther =
        by > 0 ? step > before && step >= before + least : step < before && step <= before - least
      if (isFurther) next = by > 0 ? Math.min(next, step) : Math.max(next, step)
    }
  return next
}

function readingOf({ label, columns: { steps, values } }: ChartLine, step: number): string {
  const at = nearestIndex(steps.length, (i) => steps[i] as number, step)
  const where = steps[at] === step ? '' : ` at step ${formatWhole(steps[at] as number)}`
  return `${label} ${formatNumber(values[at] as number)}${where}`
}
