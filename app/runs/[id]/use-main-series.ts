'use client'
import { useMemo } from 'react'
import { isLong } from '../../../lib/averages.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { heldNow, type Outline, seriesOf } from '../../../lib/summary/outline.ts'
import type { XAxis } from '../../components/chart/line.ts'
import { type AveragesOf, useAverages } from '../../components/use-averages.ts'
import type { LiveRun } from '../../components/use-run-view.ts'
import type { Picture } from './picture.ts'
import { runAxis } from './run-axis.ts'
import { useZoomedSeries } from './use-zoomed-series.ts'

export type MainSeries = {
  series: readonly SeriesColumns[]
  averages: AveragesOf
  /** Of all charts of the run. */
  x: XAxis
}

/** The series whose points come with the page, as they are to be drawn: in the detail of the zoom, with their averages. */
export function useMainSeries(
  { view, names, reads, isComplete }: LiveRun,
  outline: Outline,
  picture: Picture,
): MainSeries {
  const { run } = view
  const held = useMemo(() => seriesOf(view, heldNow(names, view.run, outline)), [view, names, outline])
  const series = useZoomedSeries(run.id, held, picture.zoom, isComplete)
  const x = useMemo(() => runAxis(picture.x, run, longest(held)), [picture.x, run, held])
  const averages = useAverages(
    useMemo(() => [{ runId: run.id, series: held, isComplete, reads }], [run.id, held, isComplete, reads]),
    picture.smoothing > 0 || held.some(isLong),
  )
  return { series, averages, x }
}

/** The one that tells best when each step was. */
function longest(series: readonly SeriesColumns[]): SeriesColumns | undefined {
  return series.toSorted((a, b) => b.steps.length - a.steps.length)[0]
}
