/** What a page says of a chart. */
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { SeriesSource } from '../export/series-source.ts'
import type { ChartLine, Evidence, Flag, Reference, XAxis } from './line.ts'

export type LineChartProps = {
  /** Said to screen readers. */
  label: string
  /** What is drawn, in the sentence that says that it cannot be; the label where left out. */
  what?: string
  lines: readonly ChartLine[]
  x: XAxis
  height: number
  scaleKind?: YScaleKind
  smoothing?: number
  references?: readonly Reference[]
  flags?: readonly Flag[]
  chosenFlag?: string | null
  evidence?: Evidence | null
  /** Steps in view; null for all. */
  zoom?: readonly [number, number] | null
  /** The step from which values run away: heights are divided for what was before. */
  divergedAt?: number | null
  onZoom?: (zoom: [number, number] | null) => void
  onFlag?: (id: string) => void
  /** A value with its unit, where the series of that name has one. */
  valueText?: (name: string, value: number) => string | null
  /** Where all points of its lines are stored: it can be saved then. */
  source?: SeriesSource
}
