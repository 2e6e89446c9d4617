/** What is not finite has marks at the edge of the picture, and each line's marks its name. */
import type { Chart } from 'chart.js'
import { labelFont, scalesOf, write } from './canvas.ts'
import type { Box } from './free-place.ts'
import type { Palette } from './palette.ts'

/** `row` counts the lines that have such values: each has its marks in a row of its own, named by `label`. */
export type NonFiniteMark = { x: number; value: number; color: string; row: number; label: string }

const rowHeight = 12

/**
 * ✕ for NaN, ▲ for +∞, ▼ for −∞, at the edge where the value would be; marks that would overlap are drawn once.
 * Returns where it has written names.
 */
export function drawNonFinite(
  chart: Chart<'line'>,
  marks: readonly NonFiniteMark[],
  palette: Palette,
): Box[] {
  const { x, area, context } = scalesOf(chart)
  context.save()
  context.beginPath()
  context.rect(area.left - 6, area.top - 2, area.width + 12, area.height + 4)
  context.clip()
  context.lineWidth = 2
  const taken = new Set<string>()
  const rows = new Set(marks.map(({ row }) => row))
  const named = new Set<number>()
  // Lines of one colour are told apart by row and name; status red is for them.
  const isColoured = new Set(marks.map(({ color }) => color)).size > 1
  context.font = labelFont
  const names: { label: string; left: number; top: number; align: 'left' | 'right'; color: string }[] = []
  for (const { x: at, value, row, label, color } of marks) {
    const left = x.getPixelForValue(at)
    const place = `${row} ${value} ${Math.round(left / 5)}`
    if (taken.has(place) || left < area.left - 4 || left > area.right + 4) continue
    taken.add(place)
    context.strokeStyle = isColoured ? color : palette.critical
    context.fillStyle = context.strokeStyle
    context.beginPath()
    if (Number.isNaN(value)) {
      const top = area.top + 8 + rowHeight * row
      context.moveTo(left - 4, top - 4)
      context.lineTo(left + 4, top + 4)
      context.moveTo(left + 4, top - 4)
      context.lineTo(left - 4, top + 4)
      context.stroke()
      if (rows.size < 2 || named.has(row)) continue
      named.add(row)
      const hasRoom = left > area.left + context.measureText(label).width + 8
      const beside = hasRoom
        ? { left: left - 8, align: 'right' as const }
        : { left: left + 8, align: 'left' as const }
      names.push({ ...{ label, top: top + 4, color: context.strokeStyle }, ...beside })
      continue
    }
    const edge = value > 0 ? area.top + 3 + rowHeight * row : area.bottom - 3 - rowHeight * row
    const inner = value > 0 ? edge + 9 : edge - 9
    context.moveTo(left, edge)
    context.lineTo(left - 5, inner)
    context.lineTo(left + 5, inner)
    context.fill()
  }
  // Last, and on paper: where there is no room before the first mark, others follow where the name stands.
  const written = names.map(({ label, left, top, align, color }) => {
    const width = context.measureText(label).width
    const from = align === 'right' ? left - width - 2 : left - 2
    context.fillStyle = palette.paper
    context.fillRect(from, top - 10, width + 4, rowHeight)
    write(context, label, left, top, { color, paper: palette.paper, align })
    return { left: from, top: top - 10, width: width + 4, height: rowHeight }
  })
  context.restore()
  return written
}
