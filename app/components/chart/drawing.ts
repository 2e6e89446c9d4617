/** From lines of points to what Chart.js draws. */
import type { ChartDataset } from 'chart.js'
import { isLong } from '../../../lib/averages.ts'
import { smoothed } from '../../../lib/plot/smoothing.ts'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { type Columns, indexOfStep } from '../../../lib/series.ts'
import { type ChartLine, type DrawnPoint, dashOf, type XAxis } from './line.ts'
import type { NonFiniteMark } from './non-finite-marks.ts'
import type { Overlay } from './overlay.ts'
import { faded, type Palette } from './palette.ts'

type Averaged = NonNullable<ChartLine['averages']>

export type Drawing = {
  datasets: ChartDataset<'line', DrawnPoint[]>[]
  marks: NonFiniteMark[]
  dots: Overlay['dots']
  ends: Overlay['ends']
  /** By the key of its line, what is drawn bold where that is not what was logged. */
  bolds: Map<string, Pick<Columns, 'steps' | 'values'>>
}

function drawnPoints(
  { steps, values, times }: Omit<Columns, 'times'> & Partial<Columns>,
  x: XAxis,
  scale: YScale,
): DrawnPoint[] {
  return Array.from(steps, (step, i) => {
    const value = values[i] as number
    const y = Number.isFinite(value) ? scale.height(value) : Number.NaN
    const time = times?.[i] ?? Number.NaN
    return { x: x.of(step), y: Number.isFinite(y) ? y : Number.NaN, step, value, time }
  })
}

function strokeOf(line: ChartLine, palette: Palette) {
  const color = palette.hues[line.hue % 8] as string
  return {
    borderColor: line.isDimmed ? faded(color, 0.25) : color,
    borderWidth: line.stroke === 'validation' ? 2.25 : 1.25,
    borderDash: dashOf(line),
  }
}

/** All lines as datasets; a smoothed one twice, its raw line faint behind it. */
export function drawLines(
  lines: readonly ChartLine[],
  options: { x: XAxis; scale: YScale; smoothing: number; palette: Palette; from?: number; to?: number },
): Drawing {
  const { x, scale, smoothing, palette } = options
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options
  const drawing: Drawing = { datasets: [], marks: [], dots: [], ends: [], bolds: new Map() }
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
    const raw = drawnPoints(line.columns, x, scale)
    const { averages } = line
    let data = raw
    const shown = averages && (smoothing > 0 || isBand(line, averages, from, to))
    if (shown) {
      // What was logged stands behind: of a long run its lowest and highest values, a band around the means.
      const faint = { ...stroke, borderColor: faded(stroke.borderColor, 0.25), borderDash: [] }
      const key = { pointBackgroundColor: stroke.borderColor, pointBorderColor: stroke.borderColor }
      drawing.datasets.push({ ...shared, ...faint, ...key, label: line.label, data: raw, order: 2 })
      const values = smoothed(averages.values, smoothing)
      data = drawnPoints({ steps: averages.steps, values }, x, scale)
      drawing.bolds.set(line.key, { steps: averages.steps, values })
      // One run's splits are told apart by width here: a dashed line of many points is grit.
      drawing.datasets.push({ ...shared, ...stroke, borderDash: [], label: '', data, order: 1 })
    } else drawing.datasets.push({ ...shared, ...stroke, label: line.label, data, order: 1 })
    noteMarks(drawing, raw, { color: stroke.borderColor, label: line.label })
    noteDots(drawing, data, stroke.borderColor)
    // Its name stands where it leaves the picture.
    const last = data.findLast(({ step, y }) => step <= to && Number.isFinite(y))
    if (last && !line.isDimmed)
      drawing.ends.push({ x: last.x, y: last.y, label: line.label, color: stroke.borderColor })
  }
  return drawing
}

/** Fewer averages than this in view are no curve. */
const fewestMeans = 100

/** Whether there are so many points in view, and so many means of them, that a line of the means in a band is read better. */
function isBand({ columns }: ChartLine, { steps }: Averaged, from: number, to: number): boolean {
  const within = (all: Float64Array) => indexOfStep(all, all.length, to) - indexOfStep(all, all.length, from)
  const means = within(steps)
  return isLong(columns) && means >= fewestMeans && within(columns.steps) > 1.5 * means
}

/** Rows of marks; the lines after that share the last one. */
const mostRows = 4

function noteMarks(
  { marks }: Drawing,
  data: DrawnPoint[],
  { color, label }: { color: string; label: string },
): void {
  const row = Math.min(mostRows - 1, new Set(marks.map((mark) => mark.label)).size)
  for (const { x, value } of data) if (!Number.isFinite(value)) marks.push({ x, value, color, row, label })
}

function noteDots({ dots }: Drawing, data: DrawnPoint[], color: string): void {
  for (let i = 0; i < data.length; i++) {
    const { x, y } = data[i] as DrawnPoint
    if (Number.isFinite(y) && !Number.isFinite(data[i - 1]?.y) && !Number.isFinite(data[i + 1]?.y))
      dots.push({ x, y, color })
  }
}
