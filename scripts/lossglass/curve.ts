/** Curves in a terminal: two by four dots a letter. Pure. */
import { formatTicks, formatWhole } from '../../lib/format.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'
import type { SeriesColumns } from '../../lib/series.ts'
import { type Colour, fitted, paint } from './paint.ts'

export type CurveSize = { columns: number; rows: number }

const labelWidth = 9
const firstBraille = 0x2800
/** The bit of each dot of a letter, by row and column. */
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const

type Cell = { dots: number; colour: Colour | null; isBad: boolean }

/**
 * This many lines of this many letters: the axis at the left and below, the curves each in its colour, the last one
 * on top. Where a value is not finite, a red × stands at the top.
 */
export function curveLines(
  series: readonly (SeriesColumns & { colour: Colour })[],
  { columns, rows }: CurveSize,
  { isLog, isColoured }: { isLog: boolean; isColoured: boolean },
): string[] {
  const [width, height] = [Math.max(1, columns - labelWidth - 1), Math.max(2, rows - 1)]
  const scale = createYScale(
    series.flatMap(({ values }) => Array.from(values)),
    isLog ? 'log' : 'linear',
  )
  const firsts = series.flatMap(({ steps }) => (steps.length ? [steps[0] as number] : []))
  const lasts = series.flatMap(({ steps }) => (steps.length ? [steps.at(-1) as number] : []))
  if (lasts.length === 0) return ['', 'No values yet.', ...new Array<string>(Math.max(0, rows - 2)).fill('')]
  const [first, last] = [Math.min(...firsts), Math.max(...lasts)]
  const cells = Array.from({ length: height }, () =>
    Array.from({ length: width }, (): Cell => ({ dots: 0, colour: null, isBad: false })),
  )
  const across = (step: number) =>
    last === first ? 0 : Math.round(((step - first) / (last - first)) * (2 * width - 1))
  const down = (value: number) => {
    const share = (scale.height(value) - scale.min) / (scale.max - scale.min)
    return Math.round((1 - Math.min(1, Math.max(0, share))) * (4 * height - 1))
  }
  function dot(x: number, y: number, colour: Colour): void {
    const cell = cells[y >> 2]?.[x >> 1]
    if (!cell) return
    cell.dots |= bits[y & 3]?.[x & 1] ?? 0
    cell.colour = colour
  }
  for (const { steps, values, colour } of series) {
    let before: readonly [number, number] | null = null
    for (let i = 0; i < steps.length; i++) {
      const value = values[i] as number
      const x = across(steps[i] as number)
      if (!Number.isFinite(value) || !Number.isFinite(scale.height(value))) {
        const cell = cells[0]?.[x >> 1]
        if (cell && !Number.isFinite(value)) cell.isBad = true
        before = null
        continue
      }
      const at = [x, down(value)] as const
      line(before ?? at, at, (x, y) => dot(x, y, colour))
      before = at
    }
  }
  const labels = new Map<number, string>()
  const texts = formatTicks(scale.ticks)
  for (const [i, tick] of scale.ticks.entries()) labels.set(down(tick) >> 2, texts[i] as string)
  const lines = cells.map((row, y) => {
    const label = (labels.get(y) ?? '').slice(0, labelWidth).padStart(labelWidth)
    return `${label} ${row.map((cell) => letterOf(cell, isColoured)).join('')}`
  })
  const [from, to] = [formatWhole(first), `step ${formatWhole(last)}`]
  const axis = fitted(`${from}${' '.repeat(Math.max(1, width - from.length - to.length))}${to}`, width)
  return [...lines, `${' '.repeat(labelWidth + 1)}${paint(axis, 'dim', isColoured)}`]
}

function letterOf({ dots, colour, isBad }: Cell, isColoured: boolean): string {
  if (isBad) return paint('×', 'red', isColoured)
  return dots === 0 ? ' ' : paint(String.fromCharCode(firstBraille + dots), colour, isColoured)
}

/** Every dot between two, ends included. */
function line(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  dot: (x: number, y: number) => void,
): void {
  const count = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1)
  for (let i = 0; i <= count; i++)
    dot(Math.round(fromX + ((toX - fromX) * i) / count), Math.round(fromY + ((toY - fromY) * i) / count))
}
