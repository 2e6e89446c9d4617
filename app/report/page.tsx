import '../compare/compare.css'
import '../compare/verdict/verdict.css'
import '../compare/runs/runs.css'
import '../compare/table/table.css'
import '../compare/differences/differences.css'
import '../compare/matrix/matrix.css'
import '../runs/[id]/run-page.css'
import '../runs/[id]/findings.css'
import './report.css'
import type { Metadata } from 'next'
import { readReport } from './read-report.ts'
import { Report } from './report.tsx'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Report · Lossglass' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What `GET /api/report` makes one file of. */
export default async function Page({ searchParams }: Props) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    if (value !== undefined) search.set(name, String(value))
  return <Report {...(await readReport(search, Date.now()))} />
}
