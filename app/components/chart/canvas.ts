/** What all that is drawn over a chart shares. */
import type { Chart } from 'chart.js'

export const labelFont = '11px system-ui, sans-serif'

export function scalesOf(chart: Chart) {
  const { x, y } = chart.scales
  if (!x || !y) throw new Error('A line chart has two scales.')
  return { x, y, area: chart.chartArea, context: chart.ctx }
}
