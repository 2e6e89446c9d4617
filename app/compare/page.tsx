import { at } from '../../lib/base-path.ts'
import './compare.css'
import './verdict/verdict.css'
import './add/add.css'
import './runs/runs.css'
import './table/table.css'
import './plot/plot.css'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { chosenMetric, drawnNames, metricChoice } from '../../lib/compare/metric-choice.ts'
import { comparedRunOf, packRuns } from '../../lib/compare/packed-runs.ts'
import { type PackedPoints, packPoints } from '../../lib/packed-points.ts'
import { isRefusal } from '../../lib/refusal.ts'
import { services } from '../../lib/server/services.ts'
import type { SweepKeeper } from '../../lib/server/sweep-keeper.ts'
import type { SweepDetail } from '../../lib/sweep/detail.ts'
import { begunOf } from '../../lib/sweep/progress.ts'
import { ComparePage } from './compare-page.tsx'
import { firstPicture } from './curves/first-picture.tsx'
import { bucketsOf, idsOf, mostRuns, readPicture } from './picture.ts'
import { drawnAddress } from './read-together.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Compare · Lossglass' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Of this many runs the points come with the page; of more in bytes, beside it. */
const mostWithPage = 16
/** Points of each of many runs in the picture that stands there until theirs have come. */
const firstBuckets = 8

const nothing: PackedPoints = packPoints([])

/** Null for one that there is not: the page then says that no run is chosen. */
function sweepNamed(sweeps: SweepKeeper, name: string): Promise<SweepDetail | null> {
  return sweeps.read(name).catch((error) => {
    if (isRefusal(error) && error.code === 'not-found') return null
    throw error
  })
}

export default async function Page({ searchParams }: Props) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    if (value !== undefined) search.set(name, String(value))
  const { store, sweeps } = services()
  const sweep = search.get('sweep')
  if (sweep !== null) {
    search.delete('sweep')
    search.set('runs', begunOf((await sweepNamed(sweeps, sweep))?.trainings ?? []).join())
    redirect(`/compare?${search}`)
  }
  const ids = idsOf(search, 'runs')
  const records = await store.readRuns(ids.slice(0, mostRuns))
  const all = records.map((record) => ({ compared: comparedRunOf(record), findings: record.findings }))
  const picture = readPicture(search)
  const compared = all.map((one) => one.compared).filter(({ run }) => !picture.hidden.has(run.id))
  const metric = chosenMetric(metricChoice(compared), picture.metric)
  // Of everything else the page has the newest and the best values; their points are read when they are chosen.
  const series = [...new Set(compared.flatMap((one) => drawnNames(one, metric, picture.hasTwin)))]
  const runs = compared.map(({ run }) => run.id)
  const isMany = records.length > mostWithPage
  const buckets = bucketsOf(records.length)
  const drawn = await store.readDrawn({ runs, series, buckets: isMany ? firstBuckets : buckets })
  const known = new Set(records.map(({ run }) => run.id))
  return (
    <>
      {isMany && series.length > 0 && (
        <link
          rel="preload"
          as="fetch"
          crossOrigin="anonymous"
          href={at(drawnAddress(runs, series, buckets))}
        />
      )}
      <ComparePage
        key={ids.join()}
        packed={packRuns(all)}
        drawn={isMany ? nothing : drawn}
        first={isMany && metric !== null ? firstPicture({ runs: all, drawn, metric, picture }) : null}
        missing={ids.slice(0, mostRuns).filter((id) => !known.has(id))}
        beyond={Math.max(0, ids.length - mostRuns)}
        search={search.toString()}
      />
    </>
  )
}
