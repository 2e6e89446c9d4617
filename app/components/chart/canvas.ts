/** What all that is drawn over a chart shares. */
import type { Chart } from 'chart.js'

export const labelFont = '11px system-ui, sans-serif'

export function scalesOf(chart: Chart<'line'>) {
  const { x, y } = chart.scales
  if (!x || !y) throw new Error('A line chart has two scales.')
  return { x, y, area: chart.chartArea, context: chart.ctx }
}

type Ink = { color: string; paper: string; align: 'left' | 'right' }

/** Text with a halo, since it may stand on a curve. */
export function write(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
  top: number,
  { color, paper, align }: Ink,
): void {
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  context.setLineDash([])
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.strokeStyle = paper
  context.strokeText(text, left, top)
  context.fillStyle = color
  context.fillText(text, left, top)
}
