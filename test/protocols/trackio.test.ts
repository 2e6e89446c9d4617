import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../scripts/served.ts'
import { pointsAt, recordedCalls } from './recorded.ts'

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

async function call(path: string, kwargs: object) {
  const body = JSON.stringify({ args: [], kwargs })
  const headers = { 'content-type': 'application/json', 'x-trackio-write-token': 'any' }
  return (await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).json()
}
const log = (...logs: object[]) =>
  call('/api/bulk_log', { logs: logs.map((row) => ({ project: 'q', run: 'r', ...row })) })
async function runs(project: string) {
  return (await (await fetch(`${server.url}/api/runs?project=${project}`)).json()).runs
}
const pointsOf = (id: string, name: string) => pointsAt(server.url, id, name)

describe('the calls of the Trackio client', () => {
  it('make, fill and go on with a run, in the order in which they were recorded', async () => {
    expect(await (await fetch(`${server.url}/version`)).json()).toEqual({ api_version: 1 })
    for (const { method, path, body } of recordedCalls('trackio.jsonl')) {
      const text = method === 'GET' ? {} : { body: JSON.stringify(body) }
      const response = await fetch(`${server.url}${path}`, { method, ...text })
      expect(response.status, path).toBe(200)
      const answer = await response.json()
      if (method === 'POST') expect(answer).toHaveProperty('data')
    }
    const [run] = await runs('p')
    expect(run).toMatchObject({ name: 'run', source: 'trackio', params: { lr: 0.1 } })
    const loss = await pointsOf(run.id, 'loss')
    expect(loss.map(([step]) => step)).toEqual([0, 1, 2, 3, 4, 5, 10])
    expect(loss.slice(2, 5).map(([, value]) => value)).toEqual(
      [Number.NaN, Infinity, 0.1].toSpliced(1, 2, 0.1, -Infinity),
    )
    expect(await pointsOf(run.id, 'val/loss')).toEqual([[9, 0.5]])
    const known = await call('/api/get_runs_for_project', { project: 'p' })
    expect(known.data).toMatchObject([{ id: run.id, name: 'run' }])
    expect((await call('/api/get_run_summary', { project: 'p', run_id: run.id })).data).toEqual({
      last_step: 10,
    })
  })

  it('count as steps what the Trainer trains, not how often it logs', async () => {
    for (const loss of [3, 2]) {
      const step = loss === 3 ? 0 : 1
      await log({
        run_id: 'trainer',
        step,
        metrics: { 'train/loss': loss, 'train/global_step': 2 * (step + 1) },
      })
    }
    expect(await pointsOf('trainer', 'train/loss')).toEqual([
      [2, 3],
      [4, 2],
    ])
    expect(await pointsOf('trainer', 'train/global_step')).toEqual([])
  })

  it('may come again, late, with a time, with a config that is to be added', async () => {
    const late = {
      run_id: 'late',
      step: 1,
      metrics: { loss: 2 },
      timestamp: '2026-11-29T01:00:00+00:00',
      config: null,
    }
    await log({ run_id: 'late', step: 2, metrics: { loss: 1 }, config: { lr: 0.1, _Group: 'g' } })
    await log(late)
    await log(late, { run_id: 'late', step: 3, metrics: { loss: 0.5 }, config: { wd: 0.2 } })
    expect(await pointsOf('late', 'loss')).toEqual([
      [1, 2],
      [2, 1],
      [3, 0.5],
    ])
    const run = (await runs('q')).find(({ id }: { id: string }) => id === 'late')
    expect(run).toMatchObject({ group: 'g', params: { lr: 0.1, wd: 0.2 } })
  })

  it('are answered whatever they hold', async () => {
    for (const body of [
      '{',
      '[]',
      '{"kwargs":{"logs":[{}]}}',
      '{"kwargs":{"logs":[{"project":"q","run":"r","step":1.5,"metrics":{"a":1,"b":"x"}}]}}',
    ])
      expect((await fetch(`${server.url}/api/bulk_log`, { method: 'POST', body })).status).toBe(200)
    expect((await call('/api/bulk_alert', { alerts: [] })).data).toBeNull()
  })
})
