import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache, Suspense } from 'react'
import { lossScale } from '../../../lib/compare/trained-loss.ts'
import { anchorIn } from '../../../lib/losses/dialects/dialect.ts'
import { libraryOf } from '../../../lib/losses/dialects/libraries.ts'
import { isLossId } from '../../../lib/losses/index.ts'
import { factsOf } from '../../../lib/recorder/facts.ts'
import type { RunLoss } from '../../../lib/run.ts'
import { services } from '../../../lib/server/services.ts'
import type { RunRecord } from '../../../lib/store/store.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import { outlineOf } from '../../../lib/summary/outline.ts'
import { runHeadline } from '../../../lib/summary/run-headline.ts'
import { rowOf } from '../../../lib/summary/run-row.ts'
import { pageBuckets } from '../../../lib/summary/stored-run.ts'
import { tabTitle } from '../../../lib/summary/tab-title.ts'
import { withoutSystem } from '../../../lib/system/system-series.ts'
import { createTurns } from '../../../lib/turns.ts'
import { FreshOnReturn } from '../../components/fresh-on-return.tsx'
import { AnnotationsOf } from './annotations/annotations.tsx'
import { findSame } from './find-same.ts'
import './run-page.css'
import './findings.css'
import './timeline.css'
import { RunPage } from './run-page.tsx'
import { SiblingsLink } from './siblings-link.tsx'

export const dynamic = 'force-dynamic'

/** Once a request: title and page both want it. */
const readRun = cache((id: string) => services().store.readRun(id))

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const record = await readRun((await params).id)
  return { title: record ? titleOf(record) : 'Not found · Lossglass' }
}

/** As the page will write it: Next puts this one in place again after the page has begun. */
function titleOf(record: RunRecord): string {
  const { run, findings } = record
  try {
    const { latest, best, lastPointAt } = rowOf(record, [])
    const known = { run, findings, latest, best, lastPointAt, heardAt: services().recorder.heardAt(run.id) }
    const main = mainMetric(Object.keys(latest), run)
    return tabTitle(run, runHeadline(known, Date.now()), main === null ? undefined : latest[main]?.value)
  } catch {
    // What cannot be said of a run has its place on the page; its tab has the name at least.
    return `${run.name} · Lossglass`
  }
}

export default async function Page({ params }: Props) {
  const turns = createTurns()
  const { id } = await params
  const record = await readRun(id)
  if (!record) notFound()
  // Of thousands of series each of these takes a while: others have their turns in between.
  await turns()
  const outline = outlineOf(record)
  const points = await services().store.readPoints(id, {
    buckets: pageBuckets,
    series: outline.held,
  })
  const { run, findings } = record
  const same = await findSame(record)
  await turns()
  const lossPage = run.loss && isLossId(run.loss.id) ? pageOf(run.loss) : null
  return (
    <AnnotationsOf key={id} runId={id} first={await services().store.listAnnotations(id)}>
      <FreshOnReturn made={{}} />
      <RunPage
        stored={{ run, findings, ...points }}
        outline={outline}
        heardAt={services().recorder.heardAt(id)}
        readAt={Date.now()}
        facts={factsOf(run)}
        lossPage={lossPage}
        replaced={withoutSystem(record.series).reduce((sum, one) => sum + one.replaced, 0)}
        same={same && { id: same.run.id, name: same.run.name, source: same.run.source }}
        siblings={
          // All runs are looked through for it: the page does not wait.
          <Suspense>
            <SiblingsLink run={run} />
          </Suspense>
        }
        muted={services().settings.read().muted}
      />
    </AnnotationsOf>
  )
}

/** Where the loss is explained; what another library makes of it at its row there. */
function pageOf(loss: RunLoss): string {
  const page = `/losses/${loss.id}`
  const scale = lossScale(loss)
  const library = loss.dialect === undefined ? null : libraryOf(loss.dialect)
  // Of what nobody measured there is no row.
  return library === null || scale === null || scale === 'unknown' ? page : `${page}#${anchorIn(library)}`
}
