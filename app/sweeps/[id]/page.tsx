import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isRefusal } from '../../../lib/refusal.ts'
import { services } from '../../../lib/server/services.ts'
import type { SweepDetail } from '../../../lib/sweep/detail.ts'
import { moreSeedsCommand } from '../../../lib/sweep/more-seeds.ts'
import '../sweeps.css'
import { SweepPage } from './sweep-page.tsx'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }> }

/** Of a page Next gives the part of the address as it was sent; a name may hold spaces. */
async function namedBy({ params }: Props): Promise<string> {
  const { id } = await params
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

async function readSweep(props: Props): Promise<SweepDetail | null> {
  try {
    return await services().sweeps.read(await namedBy(props))
  } catch (error) {
    if (isRefusal(error) && error.code === 'not-found') return null
    throw error
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const sweep = await services().store.readSweep(await namedBy(props))
  return { title: `${sweep?.name ?? 'Not found'} · Lossglass` }
}

export default async function Page(props: Props) {
  const detail = await readSweep(props)
  if (!detail) notFound()
  return (
    <SweepPage
      key={detail.sweep.id}
      stored={detail}
      readAt={Date.now()}
      command={moreSeedsCommand(detail.sweep, 5) ?? ''}
    />
  )
}
