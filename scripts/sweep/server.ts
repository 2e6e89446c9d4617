/** What the command asks the server that its runs are logged to. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { JudgedRuns } from '../../lib/compare/judged-runs.ts'
import { fromJson, toJson } from '../../lib/number.ts'
import { cut, Refusal } from '../../lib/refusal.ts'
import type { Run, RunEvent } from '../../lib/run.ts'
import type { SweepDetail } from '../../lib/sweep/detail.ts'
import type { Sweep } from '../../lib/sweep/sweep.ts'
import { answerOf } from '../import/target.ts'

const awayMs = 1000

export function sweepServer(url: string) {
  const get = (path: string) => answerOf(url, path, {}, 404)
  const post = (path: string, body: unknown) => answerOf(url, path, { method: 'POST', body: toJson(body) })
  const pathOf = (id: string) => `/api/sweeps/${encodeURIComponent(id)}`

  async function read(idOrName: string): Promise<SweepDetail> {
    const detail = await get(pathOf(idOrName))
    if (!detail) throw new Refusal('not-found', `There is no sweep "${cut(idOrName)}" at ${url}.`)
    // Numbers that JSON cannot say come by their names.
    return fromJson(JSON.stringify(detail)) as SweepDetail
  }

  return {
    read,
    /** Before anything is trained for nothing. */
    requireLogging: () => post('/api/ingest', { events: [] }),
    async start(body: object): Promise<Sweep> {
      return ((await post('/api/sweeps', body)) as { sweep: Sweep }).sweep
    },
    addSeeds: (id: string, seeds: readonly number[]) => post(`${pathOf(id)}/seeds`, { seeds }),
    goOn: (id: string, holder: string) => post(`${pathOf(id)}/control`, { action: 'go-on', holder }),
    stop: (id: string) => post(`${pathOf(id)}/control`, { action: 'stop' }),
    async beat(id: string, holder: string, isOver = false): Promise<boolean> {
      const body = { holder, ...(isOver && { isOver }) }
      return ((await post(`${pathOf(id)}/beat`, body)) as { stop: boolean }).stop
    },
    async verdict(id: string, metric: string): Promise<JudgedRuns> {
      const query = new URLSearchParams({ sweep: id, metric })
      return ((await get(`/api/compare/verdict?${query}`)) as { verdict: JudgedRuns }).verdict
    },
    async readRun(id: string): Promise<Run | null> {
      return ((await get(`/api/runs/${id}`)) as { run: Run } | null)?.run ?? null
    },
    async record(events: readonly RunEvent[]): Promise<void> {
      for (const event of events) {
        if (event.type === 'run-deleted') await remove(event.runId)
        else await post('/api/ingest', { events: [event] })
      }
    },
  }

  async function remove(runId: string): Promise<void> {
    const token = process.env.LOSSGLASS_TOKEN
    const headers = token ? { authorization: `Bearer ${token}` } : {}
    const answer = await fetch(`${url}/api/runs/${runId}`, { method: 'DELETE', headers })
    const { ok, status } = answer
    if (ok || status === 404) return
    const { error } = (await answer.json().catch(() => ({}))) as { error?: { message: string } }
    throw new Refusal(
      status === 401 ? 'unauthorized' : status === 403 ? 'forbidden' : 'unavailable',
      `${url} answers ${status}, so that nothing can be trained anew${error ? `: ${error.message}` : '.'}`,
    )
  }
}

export type SweepServer = ReturnType<typeof sweepServer>

/** Asks again and again while the server is away: what goes on trains on, and what waits begins when it is back. */
export async function patiently<T>(ask: () => Promise<T>, isOver: () => boolean, otherwise: T): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isAway = error instanceof TypeError || (error instanceof Refusal && error.code === 'unavailable')
      if (!isAway) throw error
      if (isOver()) return otherwise
      await sleep(awayMs)
    }
  }
}
