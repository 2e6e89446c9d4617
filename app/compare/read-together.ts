import { type DrawnSeries, pointsFromBytes, unpackByRun } from '../../lib/packed-points.ts'
import { ask } from '../components/ask.ts'

type Asked = {
  id: string
  series: readonly string[]
  resolve(read: DrawnSeries[]): void
  reject(error: unknown): void
}

/** By the buckets: what has been asked since the last request went out. */
const waiting = new Map<number, Asked[]>()

/** The address of what is drawn of these runs. */
export function drawnAddress(runs: readonly string[], series: readonly string[], buckets: number): string {
  const search = new URLSearchParams([
    ['buckets', String(buckets)],
    ...series.map((name) => ['series', name] as [string, string]),
  ])
  return `/api/points?runs=${runs.join()}&${search}`
}

/** Points of series of a run: what all the runs of a page ask in one turn is one request. */
export function readTogether(id: string, series: readonly string[], buckets: number): Promise<DrawnSeries[]> {
  if (series.length === 0) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    const asked = { id, series, resolve, reject }
    const others = waiting.get(buckets)
    if (others) return void others.push(asked)
    const all = [asked]
    waiting.set(buckets, all)
    queueMicrotask(() => {
      waiting.delete(buckets)
      readAll(all, buckets).catch((error) => {
        for (const one of all) one.reject(error)
      })
    })
  })
}

async function readAll(asked: readonly Asked[], buckets: number): Promise<void> {
  const runs = asked.map(({ id }) => id)
  const names = [...new Set(asked.flatMap(({ series }) => series))]
  const response = await ask(drawnAddress(runs, names, buckets))
  if (!response.ok) throw new Error(`The points could not be read (${response.status}).`)
  const byRun = unpackByRun(pointsFromBytes(await response.arrayBuffer()))
  for (const { id, series, resolve } of asked)
    resolve((byRun.get(id) ?? []).filter(({ name }) => series.includes(name)))
}
