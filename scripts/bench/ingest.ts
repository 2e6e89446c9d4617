/** Points per second that are stored and acknowledged over the socket. */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { openSourceSocket, type SourceSocket } from '../../lib/live/source-socket.ts'
import type { RunEvent } from '../../lib/run.ts'
import { type Served, type ServedOptions, serve } from '../served.ts'
import { createDatabase, startPostgresql } from '../services/postgresql.ts'
import { startRedis } from '../services/redis.ts'
import { batchCalls, beside } from './mlflow-calls.ts'
import { startMlflow } from './other-tools.ts'
import { median } from './quantile.ts'

const pointsPerEvent = 10_000
const totalPoints = 1_000_000
const rounds = 3
const warmUpPoints = 200_000
/** A server keeps one busy, PostgreSQL another, and the client a third. */
const coresForTwo = 5

/** A noisy decay with every kind of value that is easily lost. */
function valueAt(step: number): number {
  if (step % 9973 === 0)
    return [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0][step % 4] as number
  return Math.exp(-step / 2e5) + 0.01 * Math.sin(step * 12.9898) + 1e-17 * step
}

function eventOf(runId: string, from: number): RunEvent {
  const steps = Float64Array.from({ length: pointsPerEvent }, (_, i) => from + i)
  const times = steps.map((step) => 1_700_000_000_000 + step)
  return { type: 'points', runId, series: [{ name: 'train/loss', steps, values: steps.map(valueAt), times }] }
}

function connect(url: string): Promise<SourceSocket> {
  return new Promise((resolve) => {
    const socket = openSourceSocket({
      url,
      sourceId: randomUUID(),
      onConnect: () => resolve(socket),
      onTurnedAway: (why) => console.error(why),
      onCommand() {},
    })
  })
}

async function sendAll(socket: SourceSocket, runId: string, events: readonly RunEvent[]): Promise<void> {
  for (const event of [
    {
      type: 'run-started',
      run: { id: runId, name: `bench-${runId.slice(0, 4)}` },
      time: Date.now(),
    } as const,
    ...events,
  ]) {
    const answer = await socket.send([event])
    if (!answer?.ok) throw new Error(`not stored: ${JSON.stringify(answer)}`)
  }
}

async function countWrong(url: string, runId: string, count: number): Promise<number> {
  const response = await fetch(`${url}/api/runs/${runId}/points`)
  const { series } = pointsFromJson(await response.json())
  const values = series[0]?.values ?? new Float64Array()
  let wrong = Math.abs(values.length - count)
  values.forEach((value, step) => {
    if (!Object.is(value, valueAt(step))) wrong++
  })
  return wrong
}

/** Sends a series of this many points to a new run, and waits until all are acknowledged. */
export async function ingestSeries(url: string, runId: string, count: number): Promise<void> {
  const socket = await connect(url)
  const events = Array.from({ length: count / pointsPerEvent }, (_, i) => eventOf(runId, i * pointsPerEvent))
  await sendAll(socket, runId, events)
  socket.close()
}

/** Clients go to the servers by turns. */
async function measure(urls: readonly string[], clients: number, total = totalPoints): Promise<Measured> {
  const urlOf = (i: number) => urls[i % urls.length] as string
  const runs = Array.from({ length: clients }, () => randomUUID())
  const count = Math.floor(total / clients / pointsPerEvent) * pointsPerEvent
  const events = runs.map((id) =>
    Array.from({ length: count / pointsPerEvent }, (_, i) => eventOf(id, i * pointsPerEvent)),
  )
  const sockets = await Promise.all(runs.map((_, i) => connect(urlOf(i))))
  const start = performance.now()
  await Promise.all(runs.map((id, i) => sendAll(sockets[i] as SourceSocket, id, events[i] as RunEvent[])))
  const seconds = (performance.now() - start) / 1000
  for (const socket of sockets) socket.close()
  let wrong = 0
  for (const [i, id] of runs.entries()) wrong += await countWrong(urlOf(i), id, count)
  return { perSecond: (count * clients) / seconds, wrong }
}

type Measured = { perSecond: number; wrong: number }
type Way = { name: string; urls: readonly string[]; clients: number }

/** Round by round one way after the other, so that what slows the machine slows all. */
async function inRounds(ways: readonly Way[]): Promise<string[]> {
  const results = ways.map((): Measured[] => [])
  for (const { urls } of ways) await measure(urls, 1, warmUpPoints)
  for (let round = 0; round < rounds; round++)
    for (const [i, { urls, clients }] of ways.entries()) results[i]?.push(await measure(urls, clients))
  return ways.map(({ name, clients }, i) => {
    const measured = results[i] ?? []
    const perSecond = measured.map((result) => result.perSecond)
    const wrong = measured.reduce((sum, result) => sum + result.wrong, 0)
    const each = perSecond.map((value) => Math.round(value / 1000)).join(', ')
    const told = Math.round(median(perSecond)).toLocaleString('en')
    return `${name}, ${clients} client${clients === 1 ? '' : 's'}: ${told} points/s (${each} k), ${wrong} values not exact`
  })
}

export async function benchIngest(): Promise<{ lines: string[] }> {
  const postgresql = await startPostgresql([])
  const redis = await startRedis()
  const servers: Served[] = []
  async function start(options: ServedOptions = {}): Promise<string> {
    const server = await serve(options)
    servers.push(server)
    return server.url
  }
  try {
    const database = await createDatabase(postgresql.url)
    const shared = { database: await createDatabase(postgresql.url), redis: redis.url }
    const [sqlite, alone, ...both] = [
      await start(),
      await start({ database }),
      await start(shared),
      await start(shared),
    ] as const
    const lines = await inRounds([
      { name: 'SQLite', urls: [sqlite], clients: 1 },
      { name: 'SQLite', urls: [sqlite], clients: 20 },
      { name: 'PostgreSQL', urls: [alone], clients: 1 },
      { name: 'PostgreSQL', urls: [alone], clients: 20 },
      { name: 'two servers on one PostgreSQL, with Redis', urls: both, clients: 20 },
    ])
    lines.unshift(
      `${totalPoints.toLocaleString('en')} points of train/loss, ${pointsPerEvent.toLocaleString('en')} an event, each event awaited until it is acknowledged (committed, seen by the detectors); client and servers are processes of one machine of ${availableParallelism()} cores; after ${warmUpPoints.toLocaleString('en')} points to warm up, the median of ${rounds} rounds.`,
    )
    if (availableParallelism() < coresForTwo)
      lines.push(
        `Two servers are to store half as much again as one where cores allow it; here both, PostgreSQL, Redis and the client share ${availableParallelism()}.`,
      )
    return { lines: [...lines, ...(await besideMlflow(alone, postgresql.url))] }
  } finally {
    for (const server of servers) await server.close()
    await Promise.all([postgresql.stop(), redis.kill()])
  }
}

/** Both on one PostgreSQL, by MLflow's own call. */
async function besideMlflow(url: string, postgresql: string): Promise<string[]> {
  const mlflow = await startMlflow(
    (await createDatabase(postgresql)).replace(/^postgresql/, 'postgresql+psycopg2'),
  )
  try {
    const ours = [{ what: 'log-batch of 1,000 to Lossglass on PostgreSQL', asked: await batchCalls(url) }]
    const theirs = { what: "MLflow's server on the same PostgreSQL", asked: await batchCalls(mlflow.url) }
    return await beside(ours, theirs, 10)
  } finally {
    mlflow.close()
  }
}
