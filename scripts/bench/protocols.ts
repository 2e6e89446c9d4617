/** The same calls to this server and to the tools' own, and the same files read by both: in one run, one beside the other. */
import { randomUUID } from 'node:crypto'
import { type Served, serve } from '../served.ts'
import { type Asked, callsPerSecond } from './calls.ts'
import { openConnection } from './connection.ts'
import { startMlflow, startTrackio, toolsPython } from './other-tools.ts'
import { median } from './quantile.ts'
import { eventFileLines } from './tensorboard.ts'

const rounds = 3
const metricsPerBatch = 1000

const valueAt = (step: number) => 1 / (step + 1) + 0.01 * Math.sin(step * 12.9898)

/** Counts on over the rounds: a step is sent once. */
function counter(): () => number {
  let next = 0
  return () => next++
}

function ingestCalls(url: string): Asked {
  const runId = randomUUID()
  const next = counter()
  const events = () => {
    const step = next()
    const series = [{ name: 'train/loss', steps: [step], values: [valueAt(step)] }]
    const points = { type: 'points', runId, series }
    return step === 0 ? [{ type: 'run-started', run: { id: runId } }, points] : [points]
  }
  return { url, call: () => ({ path: '/api/ingest', body: { events: events() } }) }
}

function trackioCalls(url: string): Asked {
  const run_id = randomUUID().replaceAll('-', '')
  const next = counter()
  function logs() {
    const step = next()
    const metrics = { 'train/loss': valueAt(step) }
    return [{ project: 'p', run: 'r', run_id, metrics, step, config: null, log_id: `${run_id}${step}` }]
  }
  return {
    url,
    headers: { 'x-trackio-write-token': 'any' },
    call: () => ({ path: '/api/bulk_log', body: { args: [], kwargs: { hf_token: null, logs: logs() } } }),
  }
}

const mlflow = (call: string) => `/api/2.0/mlflow/runs/${call}`

async function mlflowRun(url: string): Promise<string> {
  const { post, close } = await openConnection(url)
  const text = await post(mlflow('create'), { experiment_id: '0', start_time: Date.now(), tags: [] })
  close()
  return JSON.parse(text).run.info.run_id
}

async function metricCalls(url: string): Promise<Asked> {
  const run_id = await mlflowRun(url)
  const next = counter()
  function body() {
    const step = next() + 1
    const logged = { key: 'train/loss', value: valueAt(step), timestamp: Date.now(), step }
    return { run_uuid: run_id, run_id, ...logged }
  }
  return { url, call: () => ({ path: mlflow('log-metric'), body: body() }) }
}

async function batchCalls(url: string): Promise<Asked> {
  const run_id = await mlflowRun(url)
  const next = counter()
  const metric = () => {
    const step = next() + 1
    return { key: 'train/loss', value: valueAt(step), timestamp: Date.now(), step }
  }
  const metrics = () => Array.from({ length: metricsPerBatch }, metric)
  return { url, call: () => ({ path: mlflow('log-batch'), body: { run_id, metrics: metrics() } }) }
}

const rate = (perSecond: number) =>
  perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond).toString()

type Named = { what: string; asked: Asked }

/** Round by round one after the other, so that what slows the machine slows all. */
async function beside(ours: readonly Named[], theirs: Named, goal: number): Promise<string[]> {
  const lines: string[] = []
  for (const connections of [1, 8]) {
    const rates = [...ours, theirs].map((): number[] => [])
    for (let round = 0; round < rounds; round++)
      for (const [i, { asked }] of [...ours, theirs].entries())
        rates[i]?.push(await callsPerSecond(asked, connections))
    const medians = rates.map(median)
    const other = medians.at(-1) as number
    for (const [i, { what }] of ours.entries()) {
      const perSecond = medians[i] as number
      const times = (perSecond / other).toFixed(1)
      lines.push(
        `${what}, ${connections} at once: ${rate(perSecond)} calls/s beside ${rate(other)} of ${theirs.what}: ${times} times (goal ${goal})`,
      )
    }
  }
  return lines
}

async function besideTrackio({ url }: Served): Promise<string[]> {
  const server = await startTrackio()
  const ours = [
    { what: 'a point a call to /api/ingest', asked: ingestCalls(url) },
    { what: 'the same by the calls of Trackio', asked: trackioCalls(url) },
  ]
  try {
    return await beside(ours, { what: "Trackio's server", asked: trackioCalls(server.url) }, 8)
  } finally {
    server.close()
  }
}

async function besideMlflow({ url }: Served): Promise<string[]> {
  const server = await startMlflow()
  const lines: string[] = []
  try {
    for (const { what, callsOf, goal } of mlflowCalls) {
      const ours = [{ what, asked: await callsOf(url) }]
      const theirs = { what: "MLflow's server", asked: await callsOf(server.url) }
      lines.push(...(await beside(ours, theirs, goal)))
    }
  } finally {
    server.close()
  }
  return lines
}

const mlflowCalls = [
  { what: 'log-metric', callsOf: metricCalls, goal: 20 },
  { what: `log-batch of ${metricsPerBatch}`, callsOf: batchCalls, goal: 10 },
]

export async function benchProtocols(): Promise<{ lines: string[] }> {
  toolsPython()
  const lines = [
    `One client from Node for both, over connections that are kept; medians of ${rounds} rounds that alternate. Each call is committed before it is answered.`,
  ]
  const server = await serve()
  try {
    lines.push(...(await besideTrackio(server)))
    lines.push(...(await besideMlflow(server)))
    lines.push(...eventFileLines(server))
  } finally {
    await server.close()
  }
  return { lines }
}
