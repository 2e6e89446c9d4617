/** The same calls to this server and to the tools' own, and the same files read by both: in one run, one beside the other. */
import { randomUUID } from 'node:crypto'
import { type Served, serve } from '../served.ts'
import type { Asked } from './calls.ts'
import { batchCalls, beside, counter, metricCalls, metricsPerBatch, rounds, valueAt } from './mlflow-calls.ts'
import { startMlflow, startTrackio, toolsPython } from './other-tools.ts'
import { eventFileLines } from './tensorboard.ts'

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
