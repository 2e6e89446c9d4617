import Link from 'next/link'
import { runsQuery } from '../lib/http/schema.ts'
import { parse } from '../lib/parse.ts'
import { Refusal } from '../lib/refusal.ts'
import { readColumns, usualListColumns } from '../lib/search/columns.ts'
import { type ListQuery, searchOf } from '../lib/search/list-query.ts'
import { type FoundRuns, liveSearch } from '../lib/search/search.ts'
import { services } from '../lib/server/services.ts'
import type { RunRecord } from '../lib/store/store.ts'
import { mainSeries } from '../lib/summary/main-metric.ts'
import { packEnded, packLive } from '../lib/summary/packed-row.ts'
import { curveBuckets, type RunRow, rowOf } from '../lib/summary/run-row.ts'
import { mostLive } from './components/runs/live-runs.ts'
import { RunsPage } from './components/runs/runs-page.tsx'
import { trainingChoices } from './components/runs/training-choices.ts'
import './list.css'

export const dynamic = 'force-dynamic'

/** Runs on one page of the list. */
const pageSize = 100
const mostColumns = 30

/** What of the address says how the list looks, and not what is in it. */
const ofPicture: ReadonlySet<string> = new Set(['live', 'columns'])

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Rows as they travel. What is damaged in one run is no reason to show none. */
async function rowsOf<T>(records: readonly RunRecord[], pack: (row: RunRow) => T): Promise<T[]> {
  const { store, recorder } = services()
  const rows = await Promise.all(
    records.map(async (record) => {
      const names = mainSeries(
        record.series.map(({ name }) => name),
        record.run,
      )
      try {
        const { series } = await store.readPoints(record.run.id, { series: names, buckets: curveBuckets })
        return pack({ ...rowOf(record, series), heardAt: recorder.heardAt(record.run.id) })
      } catch (error) {
        console.error(`The curve of the run "${record.run.id}" cannot be drawn: ${(error as Error).message}`)
        return packedBare(record, pack)
      }
    }),
  )
  return rows.flatMap((row) => (row === null ? [] : [row]))
}

/** Without what may be at fault. */
function packedBare<T>({ run }: RunRecord, pack: (row: RunRow) => T): T | null {
  try {
    return pack(rowOf({ run, series: [], findings: [] }, []))
  } catch (error) {
    console.error(`The run "${run.id}" cannot be listed: ${(error as Error).message}`)
    return null
  }
}

/** What is found, live runs and ended ones, or why the address cannot be read. */
async function findRuns(
  asked: object,
): Promise<{ query: ListQuery; live: FoundRuns; ended: FoundRuns } | Refusal> {
  const { store } = services()
  try {
    const query = parse(runsQuery, { limit: pageSize, ...asked })
    const search = searchOf(query)
    const [live, ended] = await Promise.all([
      store.searchRuns(liveSearch(search, mostLive)),
      store.searchRuns({ ...search, isLive: false }),
    ])
    return { query, live, ended }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function Unreadable({ reason }: { reason: string }) {
  return (
    <main>
      <p className="notice warning">This address cannot be read. {reason}</p>
      <p style={{ marginTop: 16 }}>
        <Link className="button" href="/">
          All runs
        </Link>
      </p>
    </main>
  )
}

/** All runs: live ones first, then the ended ones that the address asks for. */
export default async function Page({ searchParams }: Props) {
  const { store } = services()
  const params = await searchParams
  const asked = Object.entries(params).filter(
    ([name, value]) => typeof value === 'string' && value !== '' && !ofPicture.has(name),
  )
  const found = await findRuns(Object.fromEntries(asked))
  if (found instanceof Refusal) return <Unreadable reason={found.message} />
  const chosen = typeof params.columns === 'string' ? readColumns(params.columns) : null
  const columns = (chosen ?? usualListColumns).slice(0, mostColumns)
  const { query, live, ended } = found
  const [liveRuns, endedRuns, projects] = await Promise.all([
    store.readRuns(live.ids),
    store.readRuns(ended.ids),
    store.listProjects(),
  ])
  const losses = [...new Set(endedRuns.flatMap(({ run }) => (run.loss ? [run.loss.id] : [])))].sort()
  return (
    <RunsPage
      stored={{
        live: await rowsOf(liveRuns, packLive),
        ended: await rowsOf(endedRuns, (row) => packEnded(row, columns)),
        columns,
        readAt: Date.now(),
      }}
      ended={ended}
      query={query}
      columns={chosen}
      projects={projects}
      losses={losses}
      choices={trainingChoices}
    />
  )
}
