/**
 * Trackio's protocol, as trackio 0.43 speaks it: `TRACKIO_SERVER_URL` pointed at this server, with any token. Its
 * client keeps and sends again whatever is not answered with data, so only what can be taken later is not.
 */
import type { ServerResponse } from 'node:http'
import { type Door, pathOf } from '../../http/exchange.ts'
import { parse } from '../../parse.ts'
import type { Recorder } from '../../recorder/recorder.ts'
import { Refusal } from '../../refusal.ts'
import type { Store } from '../../store/store.ts'
import { jsonOf, send } from '../exchange.ts'
import { eventsOf, runIdOf } from './events.ts'
import * as schema from './schema.ts'

type Parts = { store: Store; recorder: Recorder; now(): number }
type Answer = (input: unknown) => Promise<unknown>

/** Runs of a project that its client is told of, the newest. */
const runsTold = 1000

const paths = {
  version: '/version',
  log: '/api/bulk_log',
  runs: '/api/get_runs_for_project',
  summary: '/api/get_run_summary',
  system: '/api/bulk_log_system',
  alert: '/api/bulk_alert',
}
export const isOfTrackio = (path: string) => Object.values(paths).includes(path)

export function trackioDoor(parts: Parts): Door {
  const answers = answersOf(parts)
  return (request, response) => {
    const path = pathOf(request)
    if (request.method === 'GET' && path === paths.version) {
      send(response, 200, { api_version: 1 })
      return true
    }
    const answer = request.method === 'POST' ? answers.get(path) : undefined
    if (!answer) return false
    respond(response, async () => answer(await jsonOf(request)))
    return true
  }
}

function answersOf({ store, recorder, now }: Parts): ReadonlyMap<string, Answer> {
  async function log(input: unknown): Promise<null> {
    const { logs } = parse(schema.rows, input).kwargs
    const byRun = new Map<string, schema.Row[]>()
    for (const row of logs) {
      const id = runIdOf(row.project, row.run, row.run_id)
      const rows = byRun.get(id)
      if (rows) rows.push(row)
      else byRun.set(id, [row])
    }
    for (const [id, rows] of byRun) {
      const events = eventsOf(id, rows, await recorder.runOf(id), now())
      if (events.length) await recorder.record(events)
    }
    return null
  }

  async function runsOf(input: unknown) {
    const { project } = parse(schema.ofProject, input).kwargs
    const runs = await store.listRuns({ project, limit: runsTold })
    return runs.map(({ run: { id, name, startedAt } }) => ({
      id,
      name,
      created_at: new Date(startedAt).toISOString(),
    }))
  }

  async function summary(input: unknown) {
    const { project, run, run_id } = parse(schema.ofRun, input).kwargs
    const record = await store.readRun(runIdOf(project, run ?? '', run_id))
    return record ? { last_step: Math.max(-1, ...record.series.map(({ last }) => last.step)) } : {}
  }

  /** Values of the machine, and alerts: taken, not kept. */
  const ignored = async () => null
  return new Map<string, Answer>([
    [paths.log, log],
    [paths.runs, runsOf],
    [paths.summary, summary],
    [paths.system, ignored],
    [paths.alert, ignored],
  ])
}

async function respond(response: ServerResponse, work: () => Promise<unknown>): Promise<void> {
  try {
    send(response, 200, { data: await work() })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unavailable')
      return send(response, 200, { error: error.message })
    // Sent again it would be no better, and what comes after it would wait behind it.
    console.error(`What a Trackio client sent could not be taken in: ${(error as Error).message}`)
    send(response, 200, { data: null })
  }
}
