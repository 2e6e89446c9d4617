'use client'
import { useEffect, useMemo, useState } from 'react'
import { pointsFromJson } from '../../../lib/http/points-json.ts'
import type { RunView } from '../../../lib/run.ts'
import { columnsOf, type SeriesColumns } from '../../../lib/series.ts'
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
  return detail ?? drawn
}
