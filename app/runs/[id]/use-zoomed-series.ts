'use client'
import { useEffect, useMemo, useState } from 'react'
import type { SeriesColumns } from '../../../lib/series.ts'
import { grownDetail } from '../../../lib/summary/grown-detail.ts'
import { pageBuckets } from '../../../lib/summary/stored-run.ts'
import { readPoints } from '../../components/read-points.ts'

/**
 * Series as they are drawn: those that are known, or, zoomed into a long run, the detail of that stretch and what has
 * come since.
 */
export function useZoomedSeries(
  runId: string,
  known: readonly SeriesColumns[],
  zoom: readonly [number, number] | null,
  isComplete: boolean,
): readonly SeriesColumns[] {
  const [detail, setDetail] = useState<readonly SeriesColumns[] | null>(null)
  const [from, to] = zoom ?? [null, null]
  const names = useMemo(() => JSON.stringify(known.map(({ name }) => name)), [known])

  useEffect(() => {
    setDetail(null)
    if (from === null || to === null || isComplete) return
    const abort = new AbortController()
    // A little more on both sides, so that lines run on to the edges.
    const margin = Math.ceil((to - from) / pageBuckets)
    const range = { from: String(Math.max(0, from - margin)), to: String(to + margin) }
    readPoints(
      runId,
      { ...range, buckets: String(pageBuckets), series: JSON.parse(names) as string[] },
      abort.signal,
    ).then(
      ({ series }) => setDetail(series),
      () => {},
    )
    return () => abort.abort()
  }, [runId, names, from, to, isComplete])

  return useMemo(() => (detail && to !== null ? grownDetail(detail, known, to) : known), [detail, known, to])
}
