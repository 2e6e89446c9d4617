/** What a million points cost as a database grows: to store, in bytes, to draw a run, to delete one. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunEvent } from '../../lib/run.ts'
import { openPostgresqlStore } from '../../lib/store/postgresql/postgresql-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { temporaryFolder } from '../served.ts'
import { bytesOf, createDatabase, startPostgresql } from '../services/postgresql.ts'
import { median } from './quantile.ts'

const pointsPerRun = 100_000
const seriesPerRun = 10
const pointsPerEvent = 1000
const usualSizes = [1e5, 1e6, 3e6, 1e7, 3e7]

const names = Array.from({ length: seriesPerRun }, (_, i) => `series/${i}`)
const noWatches = new Map()

function eventsOf(runId: string): RunEvent[] {
  const events: RunEvent[] = []
  for (let from = 0; from < pointsPerRun / seriesPerRun; from += pointsPerEvent) {
    const steps = Float64Array.from({ length: pointsPerEvent }, (_, i) => from + i)
    const times = steps.map((step) => 1_700_000_000_000 + 1000 * step)
    const series = names.map((name) => ({ name, steps, times, values: steps.map(() => Math.random()) }))
    events.push({ type: 'points', runId, series })
  }
  return events
}

async function addRun(store: Store, runId: string): Promise<void> {
  await store.append([{ type: 'run-started', run: { id: runId }, time: 1_700_000_000_000 }], noWatches)
  for (const event of eventsOf(runId)) await store.append([event], noWatches)
}

/** Of a database and what is not yet written into it. */
const bytesIn = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function grow(
  name: string,
  store: Store,
  bytes: () => Promise<number>,
  sizes: readonly number[],
): Promise<string[]> {
  const lines: string[] = []
  let runs = 0
  for (const size of sizes) {
    const before = runs
    const ms = await took(async () => {
      for (; runs * pointsPerRun < size; runs++) await addRun(store, `run-${runs}`)
    })
    const added = ((runs - before) * pointsPerRun) / 1e6
    const drawn: number[] = []
    for (let i = 0; i < 9; i++) {
      const id = `run-${Math.floor((i * runs) / 9)}`
      drawn.push(await took(() => store.readPoints(id, { buckets: 500 })))
    }
    await addRun(store, 'gone')
    const deleted = await took(() => store.append([{ type: 'run-deleted', runId: 'gone' }], noWatches))
    const perPoint = (await bytes()) / (runs * pointsPerRun)
    lines.push(
      `${name}, ${size.toExponential(0)} points: ${(ms / 1000 / added).toFixed(1)} s a million, ${perPoint.toFixed(0)} bytes a point, a run drawn in ${median(drawn).toFixed(0)} ms, one of ${pointsPerRun.toLocaleString('en')} points deleted in ${deleted.toFixed(0)} ms`,
    )
  }
  return lines
}

/** `args`: the largest number of points, 3e7 where left out. */
export async function benchSize([most = '3e7']: readonly string[]): Promise<{ lines: string[] }> {
  const sizes = usualSizes.filter((size) => size <= Number(most))
  const folder = temporaryFolder()
  const file = join(folder, 'size.db')
  const sqlite = await openSqliteStore(file)
  const lines = await grow('SQLite', sqlite, async () => bytesIn(folder), sizes)
  await sqlite.close()
  rmSync(folder, { recursive: true, force: true })

  const server = await startPostgresql([])
  const url = await createDatabase(server.url)
  const store = await openPostgresqlStore(url)
  try {
    lines.push(...(await grow('PostgreSQL', store, () => bytesOf(url), sizes)))
  } finally {
    await store.close()
    await server.stop()
  }
  return {
    lines: [
      `Runs of ${seriesPerRun} series, ${pointsPerEvent.toLocaleString('en')} points of each a commit, straight into the store, without detectors.`,
      ...lines,
    ],
  }
}
