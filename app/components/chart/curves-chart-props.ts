/** What a page says of a chart of many curves. */
import type { ReactNode } from 'react'
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { SeriesSource } from '../export/series-source.ts'
import type { Curves } from './curve.ts'
import type { XAxis } from './line.ts'

export type CurvesChartProps = {
  /** Said to screen readers. */
  label: string
  curves: Curves
  x: XAxis
  height: number
  scaleKind: YScaleKind
  zoom: readonly [number, number] | null
  onZoom(zoom: [number, number] | null): void
  /** Where all points of its curves are stored. */
  source: SeriesSource
  /** The run or group that is lit up. */
  pointed: string | null
  /** What stands there until there are curves: a picture that came with the page, or that some are on their way. */
  waiting: ReactNode
}
