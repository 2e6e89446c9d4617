import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { factsOf } from '../../../lib/facts.ts'
import { pageBuckets } from '../../../lib/run-reading.ts'
import { services } from '../../../lib/services.ts'
import { RunPage } from './run-page.tsx'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const record = await services().store.readRun((await params).id)
  return { title: record ? `${record.run.name} · Lossglass` : 'Not found · Lossglass' }
}

export default async function Page({ params }: Props) {
  const { id } = await params
  const { store } = services()
  const record = await store.readRun(id)
  if (!record) notFound()
  const points = await store.readPoints(id, { buckets: pageBuckets })
  const { run, findings } = record
  return <RunPage stored={{ run, findings, ...points }} facts={factsOf(run)} />
}
