import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../scripts/served.ts'
import { pointsAt, recordedCalls } from './recorded.ts'

const calls = recordedCalls('swanlab.jsonl')

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

async function call(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json', 'x-swanlab-sdk-version': '0.10.3' }
  const text =
    body === undefined || body === '' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${server.url}${path}`, { method, headers, ...text })
  return { status: response.status, answer: await response.json() }
}
const start = (cuid: string, more: object = {}) =>
  call('POST', '/api/project/me/q/experiment', { cuid, name: cuid, ...more })
const log = (experimentId: string, ...metrics: unknown[]) =>
  call('POST', '/api/house/metrics', { type: 'scalar', projectId: 'x', experimentId, metrics })
const point = (index: number, data: unknown, key = 'loss') => ({ key, index, data })
const end = (id: string, state: string) =>
  call('PUT', `/api/project/me/q/runs/${id}/state`, {
    state,
    finishedAt: '2026-11-29T01:50:36.488776Z',
    from: 'sdk',
  })
async function runOf(id: string) {
  return (await (await fetch(`${server.url}/api/runs/${id}`)).json()).run
}
const pointsOf = (id: string, name: string) => pointsAt(server.url, id, name)

describe('the calls of the SwanLab client', () => {
  it('make, fill and end a run, in the order in which they were recorded', async () => {
    let id = 'yzdajx2w'
    for (const { method, path, body } of calls) {
      // What it was told is the id of its run it calls it from then on.
      const told = (text: string) => text.replaceAll('yzdajx2w', id)
      const isStart = path.endsWith('/experiment')
      const { status, answer } = await call(
        method,
        told(path),
        body === '' ? '' : JSON.parse(told(JSON.stringify(body))),
      )
      expect(status, path).toBe(isStart ? 201 : 200)
      if (isStart) id = answer.cuid
    }
    expect(await runOf(id)).toMatchObject({
      ...{ name: 'named', project: 'p', status: 'finished', source: 'swanlab 0.10.3' },
      params: { lr: 0.1, bad: 'NaN' },
      environment: { host: 'host', python: '3.11.7' },
      endedAt: Date.parse('2026-11-29T01:50:36.488Z'),
    })
    expect(await pointsOf(id, 'loss')).toEqual([
      [0, 1.5],
      [1, 0.75],
      [2, Number.NaN],
      [3, Number.NaN],
      [4, Number.NaN],
      [5, 0.25],
    ])
    expect(await pointsOf(id, 'val/loss')).toEqual([[9, 0.5]])
  })

  it('of versions before 0.8 hear whose a project is, and the flag that goes with each value', async () => {
    for (const path of ['/api/project', '/api/project/me'])
      expect(await call('POST', path, { name: 'q' })).toEqual({
        status: 200,
        answer: { username: 'me', name: 'q' },
      })
    const { cuid, flagId } = (await start('early')).answer
    expect(flagId).toBe(cuid)
    const { status } = await call('POST', '/api/house/metrics', {
      ...{ type: 'scalar', projectId: 'x', experimentId: cuid, flagId, metrics: [point(1, 'NaN')] },
    })
    expect(status).toBe(200)
    expect(await pointsOf(cuid, 'loss')).toEqual([[1, Number.NaN]])
  })

  it('may come again: nothing changes, of a run that has ended neither', async () => {
    const { cuid: id } = (
      await start('again', { labels: [{ name: 't' }], cluster: 'g', description: 'words' })
    ).answer
    const rows = [point(0, 2), point(1, 0.5), point(2, 'nan')]
    const points = [
      [0, 2],
      [1, 0.5],
      [2, Number.NaN],
    ]
    for (let i = 0; i < 2; i++) await log(id, ...rows)
    expect(await pointsOf(id, 'loss')).toEqual(points)
    await end(id, 'ABORTED')
    const ended = await runOf(id)
    expect(ended).toMatchObject({ status: 'stopped', tags: ['t'], group: 'g', notes: 'words' })
    await log(id, ...rows)
    await end(id, 'FINISHED')
    expect(await runOf(id)).toEqual(ended)
    expect(await pointsOf(id, 'loss')).toEqual(points)
    // A batch that was held up on its way.
    await log(id, point(3, 1))
    expect(await pointsOf(id, 'loss')).toEqual([...points, [3, 1]])
    expect(await runOf(id)).toMatchObject({ status: 'stopped', branches: [] })
  })

  it('go on where a run stood, by the id that its user chose or the client was told', async () => {
    const { status, answer } = await start('mine')
    const id = answer.cuid
    expect(status).toBe(201)
    await log(id, point(0, 1), point(7, 0.5), point(3, 2, 'val/loss'))
    await call('PUT', `/api/project/me/q/runs/${id}/profile`, { config: { lr: { value: 0.1, sort: 0 } } })
    await end(id, 'CRASHED')
    expect(await runOf(id)).toMatchObject({ status: 'failed', reason: 'Its program ended with an error.' })
    const summary = await call('GET', `/api/house/metrics/summaries/x/${id}?all=true`)
    expect(summary.answer).toMatchObject({
      scalar: [
        { key: 'loss', step: 7 },
        { key: 'val/loss', step: 3 },
      ],
    })
    for (const name of ['mine', id]) {
      expect((await call('GET', `/api/project/me/q/runs/${name}`)).answer).toMatchObject({ cuid: id })
      const again = await start(name)
      expect(again).toMatchObject({
        status: 200,
        answer: { cuid: id, createdAt: expect.stringMatching(/Z$/) },
      })
    }
    await call('PUT', `/api/project/me/q/runs/${id}/profile`, { config: { wd: { value: { a: 1 } } } })
    expect(await runOf(id)).toMatchObject({ status: 'running', params: { lr: 0.1, 'wd.a': 1 } })
    expect((await call('GET', '/api/project/me/q/runs/nobody')).status).toBe(404)
    // Another project's run of that name is another run.
    expect(
      (await call('POST', '/api/project/me/other/experiment', { cuid: 'mine', name: 'mine' })).status,
    ).toBe(201)
  })

  it('know where files go that are not kept, and where the pages are that it prints', async () => {
    const { answer } = await call('POST', '/api/resources/presigned/put', { paths: ['a.png', 'b.png'] })
    expect(answer.urls).toHaveLength(2)
    expect((await fetch(answer.urls[1], { method: 'PUT', body: 'x' })).status).toBe(200)
    const page = async (path: string) =>
      (await fetch(server.url + path, { redirect: 'manual' })).headers.get('location')
    expect(await page('/@me/q/runs/mine-1')).toBe('/runs/mine-1')
    expect(await page('/@me/q')).toBe('/?project=q')
  })

  it.each([
    ['POST', '/api/house/metrics', '{'],
    ['POST', '/api/house/metrics', { type: 'scalar', experimentId: 'nobody', metrics: [point(0, 1)] }],
    [
      'POST',
      '/api/house/metrics',
      { type: 'media', experimentId: 'mine', metrics: [{ key: 'a', data: ['b'] }] },
    ],
    ['PUT', '/api/project/me/q/runs/nobody/state', { state: 'FINISHED' }],
    ['POST', '/api/experiment/nobody/columns', [{ key: 'a' }]],
    ['POST', '/api/projects/me/q/series', {}],
    ['DELETE', '/api/experiment/some/thing/else', {}],
  ])('%s %s %j is taken, since a refusal would silence it', async (method, path, body) => {
    expect((await call(method, path, body)).status).toBe(200)
  })

  it('lose no value for another one that cannot be kept', async () => {
    const { cuid: id } = (await start('odd')).answer
    await log(
      id,
      point(0, 1),
      point(1.5, 1),
      point(-1, 1),
      point(1, 'text'),
      { key: 3 },
      point(0, 5, '__swanlab__.cpu.pct'),
      null,
      point(1, 2),
    )
    expect(await pointsOf(id, 'loss')).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect(await pointsOf(id, '__swanlab__.cpu.pct')).toEqual([])
  })
})
