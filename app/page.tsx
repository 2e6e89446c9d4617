import Link from 'next/link'
import { runsQuery } from '../lib/http/schema.ts'
import { parse } from '../lib/parse.ts'
import { Refusal } from '../lib/refusal.ts'
import { isLive } from '../lib/run.ts'
import { services } from '../lib/server/services.ts'
import type { RunRecord, RunsQuery } from '../lib/store/store.ts'
import { mainSeries } from '../lib/summary/main-metric.ts'
import { packEnded, packLive } from '../lib/summary/packed-row.ts'
import { curveBuckets, type RunRow, rowOf } from '../lib/summary/run-row.ts'
import { lossesFor } from '../lib/training/fit/suits.ts'
import { optimizers } from '../lib/training/model/optimizers.ts'
import { tasks } from '../lib/training/tasks.ts'
import { mostLive } from './components/runs/live-runs.ts'
import { RunsPage } from './components/runs/runs-page.tsx'
import type { TrainingChoices } from './components/runs/start-training.tsx'
import './list.css'

export const dynamic = 'force-dynamic'

/** Runs on one page of the list. */
const pageSize = 100

/** What of the address says how the list looks, and not what is in it. */
const ofPicture: ReadonlySet<string> = new Set(['live'])

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

/** Live runs that the address asks for, of each status; a question for ended ones finds none. */
function liveRuns({ project, loss, q, status }: RunsQuery) {
  const statuses = (['running', 'paused'] as const).filter((one) => status === undefined || status === one)
  return Promise.all(
    statuses.map((one) =>
      services().store.listRuns({ project, loss, q, status: one, sort: 'newest', limit: mostLive }),
    ),
  )
}

const choices: TrainingChoices = {
  tasks: Object.values(tasks).map((task) => ({
    id: task.id,
    title: task.title,
    models: [...task.models],
    losses: lossesFor(task),
    defaults: task.defaults,
    lr: task.lr,
  })),
  optimizers: Object.keys(optimizers),
}

/** What the address asks for, or why that cannot be read. */
function queryOf(asked: object): RunsQuery | Refusal {
  try {
    return parse(runsQuery, { limit: pageSize, ...asked })
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
  const asked = Object.entries(await searchParams).filter(
    ([name, value]) => typeof value === 'string' && value !== '' && !ofPicture.has(name),
  )
  const query = queryOf(Object.fromEntries(asked))
  if (query instanceof Refusal) return <Unreadable reason={query.message} />
  const [page, projects, lists] = await Promise.all([
    store.listRuns(query),
    store.listProjects(),
    liveRuns(query),
  ])
  const live = lists.flatMap(({ runs }) => runs)
  const ended = page.runs.filter(({ run }) => !isLive(run))
  const losses = [...new Set(page.runs.flatMap(({ run }) => (run.loss ? [run.loss.id] : [])))].sort()
  return (
    <RunsPage
      stored={{
        live: await rowsOf(live, packLive),
        ended: await rowsOf(ended, packEnded),
        readAt: Date.now(),
      }}
      next={page.next}
      query={query}
      projects={projects}
      losses={losses}
      choices={choices}
    />
  )
}
