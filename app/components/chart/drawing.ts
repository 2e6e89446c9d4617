/** From lines of points to what Chart.js draws. */
import type { ChartDataset } from 'chart.js'
import { smoothed } from '../../../lib/plot/smoothing.ts'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Columns } from '../../../lib/series.ts'
import type { ChartLine, DrawnPoint, XAxis } from './line.ts'
import type { NonFiniteMark, Overlay } from './overlay.ts'
import { faded, type Palette } from './palette.ts'

export type Drawing = {
  datasets: ChartDataset<'line', DrawnPoint[]>[]
  marks: NonFiniteMark[]
  dots: Overlay['dots']
  ends: Overlay['ends']
}

function drawnPoints(
  { steps, values, times }: Columns,
  heights: Float64Array,
  x: XAxis,
  scale: YScale,
): DrawnPoint[] {
  return Array.from(steps, (step, i) => {
    const value = values[i] as number
    const y = Number.isFinite(heights[i]) ? scale.height(heights[i] as number) : Number.NaN
    return { x: x.of(step), y: Number.isFinite(y) ? y : Number.NaN, step, value, time: times[i] as number }
  })
}

function strokeOf(line: ChartLine, palette: Palette) {
  const color = palette.hues[line.hue % 8] as string
  return {
    borderColor: line.isDimmed ? faded(color, 0.25) : color,
    borderWidth: line.stroke === 'validation' ? 2.25 : 1.25,
    borderDash: line.stroke === 'validation' ? [] : [5, 2],
  }
}

/** All lines as datasets; a smoothed one twice, its raw line faint behind it. */
export function drawLines(
  lines: readonly ChartLine[],
  options: { x: XAxis; scale: YScale; smoothing: number; palette: Palette },
): Drawing {
  const { x, scale, smoothing, palette } = options
  const drawing: Drawing = { datasets: [], marks: [], dots: [], ends: [] }
  const shared = {
    pointRadius: 0,
    pointHitRadius: 0,
    tension: 0,
    spanGaps: false,
    normalized: true,
    parsing: false as const,
  }
  for (const line of lines) {
    const stroke = strokeOf(line, palette)
    const { values } = line.columns
    if (smoothing > 0) {
      const raw = drawnPoints(line.columns, values, x, scale)
      const faint = { ...stroke, borderColor: faded(stroke.borderColor, 0.25), borderDash: [] }
      drawing.datasets.push({ ...shared, ...faint, label: '', data: raw, order: 2 })
    }
    const heights = smoothing > 0 ? smoothed(values, smoothing) : values
    const data = drawnPoints(line.columns, heights, x, scale)
    drawing.datasets.push({ ...shared, ...stroke, label: line.label, data, order: 1 })
    noteSpecialPoints(drawing, data, { color: stroke.borderColor, label: line.label })
    const last = data.findLast(({ y }) => Number.isFinite(y))
    if (last && !line.isDimmed)
      drawing.ends.push({ x: last.x, y: last.y, label: line.label, color: stroke.borderColor })
  }
  return drawing
}

/** Rows of marks; the lines after that share the last one. */
const mostRows = 4

function noteSpecialPoints(
  { marks, dots }: Drawing,
  data: DrawnPoint[],
  { color, label }: { color: string; label: string },
): void {
  const row = Math.min(mostRows - 1, new Set(marks.map((mark) => mark.label)).size)
  for (let i = 0; i < data.length; i++) {
    const { x, y, value } = data[i] as DrawnPoint
    if (!Number.isFinite(value)) marks.push({ x, value, color, row, label })
    else if (Number.isFinite(y) && !Number.isFinite(data[i - 1]?.y) && !Number.isFinite(data[i + 1]?.y))
      dots.push({ x, y, color })
  }
}
