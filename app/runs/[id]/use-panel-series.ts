'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RunView } from '../../../lib/run.ts'
import { columnsOf, emptySeries, type SeriesColumns, withPoints } from '../../../lib/series.ts'
import type { PointsPage } from '../../../lib/store/store.ts'
import { readPoints } from '../../components/read-points.ts'

/** As many as a small chart has pixels, about. */
const panelBuckets = '200'
const nothing: readonly SeriesColumns[] = []

type Asked = { view: RunView; names: readonly string[]; reads: number; isSeen: boolean }

/** The series of one panel: as they are stored when it is seen, with what has come since. */
export function usePanelSeries({ view, names, reads, isSeen }: Asked) {
  const [stored, setStored] = useState<PointsPage | null>(null)
  const { id } = view.run
  const key = JSON.stringify(names)

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the run is
  useEffect(() => {
    if (!isSeen) return
    const abort = new AbortController()
    readPoints(id, { buckets: panelBuckets, series: JSON.parse(key) as string[] }, abort.signal).then(
      setStored,
      // The server is away: the next connect reads again.
      () => {},
    )
    return () => abort.abort()
  }, [id, key, isSeen, reads])

  // One list while nothing in it has grown, so that charts see that nothing has changed.
  const newest = names.map((name) => view.series[name])
  const kept = useRef(newest)
  if (newest.length !== kept.current.length || newest.some((one, i) => one !== kept.current[i]))
    kept.current = newest
  const live = kept.current
  const series = useMemo(() => {
    if (!stored) return nothing
    return names.flatMap((name, i) => {
      const read = stored.series.find((one) => one.name === name)
      const since = live[i]
      if (!since) return read ?? []
      const before = read ? withPoints(emptySeries(name), read) : emptySeries(name)
      return columnsOf(withPoints(before, columnsOf(since)))
    })
  }, [stored, names, live])
  return { series, isComplete: stored?.complete ?? true }
}
