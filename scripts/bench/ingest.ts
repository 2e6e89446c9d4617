/** Points per second that are stored and acknowledged over the socket. */
import { randomUUID } from 'node:crypto'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { openSourceSocket, type SourceSocket } from '../../lib/live/source-socket.ts'
import type { RunEvent } from '../../lib/run.ts'
import { serve } from '../served.ts'
import { median } from './quantile.ts'

const pointsPerEvent = 10_000
const totalPoints = 1_000_000
const rounds = 3
const warmUpPoints = 200_000

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

/** Sends a series of so many points to a new run, and waits until all are acknowledged. */
export async function ingestSeries(url: string, runId: string, count: number): Promise<void> {
  const socket = await connect(url)
  const events = Array.from({ length: count / pointsPerEvent }, (_, i) => eventOf(runId, i * pointsPerEvent))
  await sendAll(socket, runId, events)
  socket.close()
}

async function measure(
  url: string,
  clients: number,
  total = totalPoints,
): Promise<{ perSecond: number; wrong: number }> {
  const runs = Array.from({ length: clients }, () => randomUUID())
  const count = Math.floor(total / clients / pointsPerEvent) * pointsPerEvent
  const events = runs.map((id) =>
    Array.from({ length: count / pointsPerEvent }, (_, i) => eventOf(id, i * pointsPerEvent)),
  )
  const sockets = await Promise.all(runs.map(() => connect(url)))
  const start = performance.now()
  await Promise.all(runs.map((id, i) => sendAll(sockets[i] as SourceSocket, id, events[i] as RunEvent[])))
  const seconds = (performance.now() - start) / 1000
  for (const socket of sockets) socket.close()
  let wrong = 0
  for (const id of runs) wrong += await countWrong(url, id, count)
  return { perSecond: (count * clients) / seconds, wrong }
}

export async function benchIngest(): Promise<{ lines: string[] }> {
  const lines = [
    `${totalPoints.toLocaleString('en')} points of train/loss, ${pointsPerEvent.toLocaleString('en')} an event, each event awaited until it is acknowledged (committed, seen by the detectors); client and server are two processes; after ${warmUpPoints.toLocaleString('en')} points to warm up, the median of ${rounds} rounds.`,
  ]
  const server = await serve()
  try {
    await measure(server.url, 1, warmUpPoints)
    for (const clients of [1, 20]) {
      const results = []
      for (let round = 0; round < rounds; round++) results.push(await measure(server.url, clients))
      const perSecond = results.map((result) => result.perSecond)
      const wrong = results.reduce((sum, result) => sum + result.wrong, 0)
      lines.push(
        `${String(clients).padStart(2)} client${clients === 1 ? ' ' : 's'}: ${Math.round(median(perSecond)).toLocaleString('en')} points/s (${perSecond.map((value) => Math.round(value / 1000)).join(', ')} k), ${wrong} values not exact`,
      )
    }
  } finally {
    await server.close()
  }
  return { lines }
}
