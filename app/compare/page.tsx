import type { Metadata } from 'next'
import { chosenMetric, drawnNames, metricChoice } from '../../lib/compare/metric-choice.ts'
import { comparedRunOf, packRuns } from '../../lib/compare/packed-runs.ts'
import { services } from '../../lib/server/services.ts'
import { ComparePage } from './compare-page.tsx'
import { bucketsOf, idsOf, mostRuns, readPicture } from './picture.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Compare · Lossglass' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: Props) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    if (value !== undefined) search.set(name, String(value))
  const ids = idsOf(search, 'runs')
  const { store } = services()
  const records = await store.readRuns(ids.slice(0, mostRuns))
  const all = records.map((record) => ({ compared: comparedRunOf(record), findings: record.findings }))
  const { metric: asked, hasTwin, hidden } = readPicture(search)
  const shown = all.map(({ compared }) => compared).filter(({ run }) => !hidden.has(run.id))
  const metric = chosenMetric(metricChoice(shown), asked)
  const buckets = bucketsOf(records.length)
  // Of everything else the page has the newest and the best values; their points are read when they are chosen.
  const drawn = await Promise.all(
    shown.map(async (compared) => {
      const series = drawnNames(compared, metric, hasTwin)
      return [compared.run.id, await store.readPoints(compared.run.id, { buckets, series })] as const
    }),
  )
  const known = new Set(records.map(({ run }) => run.id))
  return (
    <ComparePage
      key={ids.join()}
      packed={packRuns(all)}
      drawn={drawn}
      missing={ids.slice(0, mostRuns).filter((id) => !known.has(id))}
      beyond={Math.max(0, ids.length - mostRuns)}
      search={search.toString()}
    />
  )
}
