'use client'
import { useEffect, useMemo, useState } from 'react'
import { pointsFromJson } from '../../../lib/http/points-json.ts'
import type { RunView } from '../../../lib/run.ts'
import { columnsOf, indexOfStep, type Series, type SeriesColumns } from '../../../lib/series.ts'
import { pageBuckets } from '../../../lib/summary/stored-run.ts'

/** The series of a run as they are drawn: what the view holds, or, zoomed into a long run, the detail of that stretch. */
export function useZoomedSeries(
  view: RunView,
  zoom: readonly [number, number] | null,
  isComplete: boolean,
): SeriesColumns[] {
  const [detail, setDetail] = useState<SeriesColumns[] | null>(null)
  const { id } = view.run
  const [from, to] = zoom ?? [null, null]

  useEffect(() => {
    setDetail(null)
    if (from === null || to === null || isComplete) return
    const abort = new AbortController()
    // A little more on both sides, so that lines run on to the edges.
    const margin = Math.ceil((to - from) / pageBuckets)
    const range = `from=${Math.max(0, from - margin)}&to=${to + margin}`
    fetch(`/api/runs/${id}/points?${range}&buckets=${pageBuckets}`, { signal: abort.signal })
      .then((response) => response.json())
      .then((page) => setDetail(pointsFromJson(page).series))
      .catch((error) => {
        if (error.name !== 'AbortError') setDetail(null)
      })
    return () => abort.abort()
  }, [id, from, to, isComplete])

  const drawn = useMemo(() => Object.values(view.series).map(columnsOf), [view.series])
  return useMemo(
    () => detail?.map((part) => withNews(part, view.series[part.name])) ?? drawn,
    [detail, drawn, view.series],
  )
}

/** A stretch that was read once, with what has come after it since. */
function withNews(part: SeriesColumns, live: Series | undefined): SeriesColumns {
  if (!live || part.steps.length === 0) return part
  const { steps, values, times } = columnsOf(live)
  const from = indexOfStep(steps, steps.length, (part.steps.at(-1) as number) + 1)
  if (from === steps.length) return part
  const joined = (before: Float64Array, after: Float64Array) =>
    Float64Array.of(...before, ...after.subarray(from))
  return {
    name: part.name,
    steps: joined(part.steps, steps),
    values: joined(part.values, values),
    times: joined(part.times, times),
  }
}
