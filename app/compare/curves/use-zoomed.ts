'use client'
import { useEffect, useState } from 'react'
import { averagesKey } from '../../../lib/averages.ts'
import { type DrawnSeries, pointsFromBytes, unpackPoints } from '../../../lib/packed-points.ts'
import { ask } from '../../components/ask.ts'
import { drawnAddress } from '../read-together.ts'

/** By run and series: what is drawn of the part that is in view. */
export type Zoomed = ReadonlyMap<string, DrawnSeries>

const none: Zoomed = new Map()
/** A picture that is still being moved is not read for. */
const restMs = 150

type Asked = {
  runs: readonly string[]
  series: readonly string[]
  buckets: number
  /** Steps; null where all is in view, where every point is known, or where no steps are counted. */
  zoom: readonly [number, number] | null
}

/** The points of a zoomed part, of which only extremes are known otherwise; with as much beside it as is in it. */
export function useZoomed({ runs, series, buckets, zoom }: Asked): Zoomed {
  const [read, setRead] = useState<{ address: string; zoomed: Zoomed } | null>(null)
  const [from, to] = zoom ?? [0, 0]
  const beside = to - from
  const ends = `&from=${Math.max(0, Math.floor(from - beside))}&to=${Math.ceil(to + beside)}`
  const address = zoom && series.length > 0 ? drawnAddress(runs, series, 3 * buckets) + ends : null
  useEffect(() => {
    if (address === null) return
    const given = new AbortController()
    const timer = setTimeout(async () => {
      // The server is away: the extremes stay.
      const response = await ask(address, { signal: given.signal }).catch(() => null)
      if (!response?.ok) return
      const all = unpackPoints(pointsFromBytes(await response.arrayBuffer()))
      setRead({ address, zoomed: new Map(all.map((one) => [averagesKey(one.runId, one.name), one])) })
    }, restMs)
    return () => {
      clearTimeout(timer)
      given.abort()
    }
  }, [address])
  return address !== null && read?.address === address ? read.zoomed : none
}
