/** Calls of MLflow's clients, and how often each of several servers answers them: round by round, one after the other. */
import { type Asked, callsPerSecond } from './calls.ts'
import { openConnection } from './connection.ts'
import { median } from './quantile.ts'

export const rounds = 3
export const metricsPerBatch = 1000

export const valueAt = (step: number) => 1 / (step + 1) + 0.01 * Math.sin(step * 12.9898)

/** Counts on over the rounds: a step is sent once. */
export function counter(): () => number {
  let next = 0
  return () => next++
}

const mlflow = (call: string) => `/api/2.0/mlflow/runs/${call}`

async function mlflowRun(url: string): Promise<string> {
  const { post, close } = await openConnection(url)
  const text = await post(mlflow('create'), { experiment_id: '0', start_time: Date.now(), tags: [] })
  close()
  return JSON.parse(text).run.info.run_id
}

export async function metricCalls(url: string): Promise<Asked> {
  const run_id = await mlflowRun(url)
  const next = counter()
  function body() {
    const step = next() + 1
    const logged = { key: 'train/loss', value: valueAt(step), timestamp: Date.now(), step }
    return { run_uuid: run_id, run_id, ...logged }
  }
  return { url, call: () => ({ path: mlflow('log-metric'), body: body() }) }
}

export async function batchCalls(url: string): Promise<Asked> {
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

export type Named = { what: string; asked: Asked }

/** Round by round one after the other, so that what slows the machine slows all. */
export async function beside(ours: readonly Named[], theirs: Named, goal: number): Promise<string[]> {
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
