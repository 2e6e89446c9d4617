import { pointsFromJson } from '../../lib/http/points-json.ts'
import type { PointsPage } from '../../lib/store/store.ts'
import { ask } from './ask.ts'

/** Names in one request: addresses have a longest length. */
const namesAtOnce = 100

type Asked = Record<string, string | readonly string[]> & { series?: readonly string[] }

/** Reads points of a run; of the series named, or of all. */
export async function readPoints(
  runId: string,
  { series, ...rest }: Asked,
  signal?: AbortSignal,
): Promise<PointsPage> {
  if (series?.length === 0) return { series: [], complete: true }
  const parts: (readonly string[])[] = []
  for (let i = 0; i < (series?.length ?? 1); i += namesAtOnce)
    parts.push(series?.slice(i, i + namesAtOnce) ?? [])
  const pages = await Promise.all(
    parts.map(async (names) => {
      const search = new URLSearchParams(rest as Record<string, string>)
      for (const name of names) search.append('series', name)
      const response = await ask(`/api/runs/${runId}/points?${search}`, signal ? { signal } : {})
      if (!response.ok) throw new Error(`The points could not be read (${response.status}).`)
      return pointsFromJson(await response.json())
    }),
  )
  return { series: pages.flatMap((page) => page.series), complete: pages.every(({ complete }) => complete) }
}
