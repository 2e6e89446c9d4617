import Link from 'next/link'
import { Refusal } from '../lib/refusal.ts'
import { parse, runsQuery } from '../lib/schema.ts'
import { services } from '../lib/server/services.ts'
import type { RunRecord, RunsQuery } from '../lib/store/store.ts'
import { mainLosses } from '../lib/summary/headline.ts'
import { curveBuckets, rowOf } from '../lib/summary/run-row.ts'
import { lossesFor } from '../lib/training/fit/suits.ts'
import { optimizers } from '../lib/training/model/optimizers.ts'
import { tasks } from '../lib/training/tasks.ts'
import { RunsPage } from './components/runs/runs-page.tsx'
import type { TrainingChoices } from './components/runs/start-training.tsx'

export const dynamic = 'force-dynamic'

/** Runs on one page of the list. */
const pageSize = 100

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

async function rowsOf(records: readonly RunRecord[]) {
  const { store } = services()
  return Promise.all(
    records.map(async (record) => {
      const names = mainLosses(record.series.map(({ name }) => name))
      try {
        const { series } = await store.readPoints(record.run.id, { series: names, buckets: curveBuckets })
        return rowOf(record, series)
      } catch (error) {
        // What is damaged in one run is no reason to show none.
        console.error(`The curve of the run "${record.run.id}" cannot be read: ${(error as Error).message}`)
        return rowOf(record, [])
      }
    }),
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
    ([, value]) => typeof value === 'string' && value !== '',
  )
  const query = queryOf(Object.fromEntries(asked))
  if (query instanceof Refusal) return <Unreadable reason={query.message} />
  const [page, projects, running, paused] = await Promise.all([
    store.listRuns(query),
    store.listProjects(),
    store.listRuns({ status: 'running', sort: 'newest', limit: 50 }),
    store.listRuns({ status: 'paused', sort: 'newest', limit: 50 }),
  ])
  const live = [...running.runs, ...paused.runs]
  const ended = page.runs.filter(({ run }) => live.every((other) => other.run.id !== run.id))
  const losses = [...new Set(page.runs.flatMap(({ run }) => (run.loss ? [run.loss.id] : [])))].sort()
  return (
    <RunsPage
      rows={await rowsOf([...live, ...ended])}
      next={page.next}
      query={query}
      projects={projects}
      losses={losses}
      choices={choices}
    />
  )
}
