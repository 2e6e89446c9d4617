import type { Metadata } from 'next'
import { services } from '../../lib/server/services.ts'
import { pageBuckets } from '../../lib/summary/stored-run.ts'
import { ComparePage } from './compare-page.tsx'
import { idsOf, mostRuns } from './picture.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Compare · Lossglass' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Points in all the lines of one series together; many runs get fewer each. */
const bucketsInAll = 16 * pageBuckets

export default async function Page({ searchParams }: Props) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    if (value !== undefined) search.set(name, String(value))
  const ids = idsOf(search, 'runs')
  const { store } = services()
  const records = await store.readRuns(ids.slice(0, mostRuns))
  const buckets = Math.min(pageBuckets, Math.ceil(bucketsInAll / Math.max(1, records.length)))
  const stored = await Promise.all(
    records.map(async ({ run, findings }) => ({
      run,
      findings,
      ...(await store.readPoints(run.id, { buckets })),
    })),
  )
  const known = new Set(records.map(({ run }) => run.id))
  return (
    <ComparePage
      key={ids.join()}
      stored={stored}
      missing={ids.slice(0, mostRuns).filter((id) => !known.has(id))}
      beyond={Math.max(0, ids.length - mostRuns)}
      search={search.toString()}
    />
  )
}
