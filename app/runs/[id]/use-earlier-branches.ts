'use client'
import { useEffect, useMemo, useState } from 'react'
import type { XKind } from '../../../lib/compare/x-place.ts'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import { pointsFromJson } from '../../../lib/http/points-json.ts'
import type { Run } from '../../../lib/run.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { mainSeries, type Said } from '../../../lib/summary/main-metric.ts'
import { pageBuckets } from '../../../lib/summary/stored-run.ts'
import { ask } from '../../components/ask.ts'
import type { ChartLine, XAxis } from '../../components/chart/line.ts'
import { atOwnTimes } from './run-axis.ts'

/** Branches that are drawn, the newest ones: more would be a tangle. */
const mostDrawn = 4

/** What a resumed run had beyond the steps from which it went on, as faint lines. They never change once they are set aside. */
export function useEarlierBranches(run: Run, kind: XKind, x: XAxis): ChartLine[] {
  const { id, branches } = run
  const [read, setRead] = useState<ReadonlyMap<number, SeriesColumns[]>>(new Map())
  const numbers = branches.slice(-mostDrawn).map(({ number }) => number)
  const wanted = numbers.join()

  useEffect(() => {
    if (wanted === '') return
    const abort = new AbortController()
    const reads = wanted.split(',').map(async (number) => {
      const path = `/api/runs/${id}/points?branch=${number}&buckets=${pageBuckets}`
      const page = await (await ask(path, { signal: abort.signal })).json()
      return [Number(number), pointsFromJson(page).series] as const
    })
    Promise.all(reads)
      .then((entries) => setRead(new Map(entries)))
      .catch((error) => {
        if (error.name !== 'AbortError') console.error(error)
      })
    return () => abort.abort()
  }, [id, wanted])

  return useMemo(
    () =>
      [...read].flatMap(([number, series]) => {
        const placed = series.map((columns) => atOwnTimes(kind, run, columns, x))
        return earlierLines(number, placed, run)
      }),
    [read, run, kind, x],
  )
}

function earlierLines(number: number, series: readonly SeriesColumns[], said: Said): ChartLine[] {
  const names = mainSeries(
    series.map(({ name }) => name),
    said,
  )
  return series
    .filter(({ name }) => names.includes(name))
    .map((columns) => ({
      key: `${columns.name} ${number}`,
      label: `${columns.name}, branch ${number}`,
      columns,
      hue: 0,
      stroke: roleOf(columns.name).split,
      isDimmed: true,
    }))
}
