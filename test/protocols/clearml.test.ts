import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../scripts/served.ts'
import { pointsAt, recordedCalls } from './recorded.ts'

const calls = recordedCalls('clearml.jsonl')

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

/** As its client asks: GET with a body, which fetch does not send. */
function ask(method: string, path: string, text: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; data: Record<string, unknown> }>((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(text)) }
    const asked = request(
      `${server.url}${path}`,
      { method, headers: { ...headers, ...length } },
      (response) => {
        let body = ''
        response.on('data', (piece) => {
          body += piece
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, data: JSON.parse(body).data }))
      },
    )
    asked.on('error', reject)
    asked.end(text)
  })
}
const call = (name: string, body: unknown) =>
  ask('GET', `/v2.23/${name}`, typeof body === 'string' ? body : JSON.stringify(body), {
    'x-clearml-client': 'clearml-2.1.12',
  })
async function create(name: string): Promise<string> {
  const { data } = await call('tasks.create', { name, project: Buffer.from('q').toString('hex') })
  await call('tasks.started', { task: data.id })
  return String(data.id)
}
const scalar = (task: string, iter: number, value: unknown, more: object = {}) =>
  JSON.stringify({
    type: 'training_stats_scalar',
    task,
    metric: 'train',
    variant: 'loss',
    iter,
    value,
    ...more,
  })
const log = (...lines: string[]) => call('events.add_batch', lines.join('\n'))
async function runOf(id: string) {
  return (await (await fetch(`${server.url}/api/runs/${id}`)).json()).run
}
const pointsOf = (id: string, name = 'train/loss') => pointsAt(server.url, id, name)
async function statusOf(id: string) {
  const { data } = await call('tasks.get_all', { id: [id], only_fields: ['status'] })
  return (data.tasks as { status: string }[])[0]?.status
}

describe('the calls of the ClearML client', () => {
  it('make, fill and end a run, in the order in which they were recorded', async () => {
    const told = new Map<string, string>()
    for (const { method, path, headers, body } of calls) {
      let text = typeof body === 'string' ? body : JSON.stringify(body)
      for (const [recorded, ours] of told) text = text.replaceAll(`"${recorded}"`, `"${ours}"`)
      const { status, data } = await ask(method, path, text, headers)
      expect(status, path).toBe(200)
      if (path.endsWith('projects.get_all'))
        told.set('project1', (data.projects as { id: string }[])[0]?.id ?? '')
      if (path.endsWith('tasks.create')) told.set('task1', String(data.id))
    }
    const id = told.get('task1') ?? ''
    const run = await runOf(id)
    expect(run).toMatchObject({
      ...{ name: 'named', project: 'p x', status: 'finished', source: 'clearml 2.1.12', tags: ['t1'] },
      params: { lr: 0.1, on: true, name: 'x' },
      environment: { host: 'host' },
    })
    // Its client sends 0.0 for what is not finite, and says so among its lines.
    expect(run.notes).toContain('values that are NaN or infinite, and has sent 0.0')
    expect(run.notes).toContain('The single value Summary/best is 0.1.')
    expect(await pointsOf(id)).toEqual([
      [0, 1.5],
      [1, 0.75],
      [2, 0],
      [3, 0],
      [4, 0],
      [5, 0.25],
    ])
    expect(await pointsOf(id, 'val/loss')).toEqual([[9, 0.5]])
  })

  it('may come again, late, and with NaN where the client was told to send it', async () => {
    const id = await create('again')
    const lines = [scalar(id, 0, 2), scalar(id, 1, 0).replace('"value":0', '"value":NaN')]
    for (let i = 0; i < 2; i++) await log(...lines)
    await call('tasks.completed', { task: id })
    const ended = await runOf(id)
    await log(...lines)
    await call('tasks.completed', { task: id })
    expect(await runOf(id)).toEqual(ended)
    await log(scalar(id, 2, 1))
    expect(await runOf(id)).toMatchObject({ status: 'finished', branches: [] })
    expect(await pointsOf(id)).toEqual([
      [0, 2],
      [1, Number.NaN],
      [2, 1],
    ])
  })

  it('hear that a run is to stop, and say how it ended', async () => {
    const id = await create('stopped')
    await log(scalar(id, 0, 1))
    expect(await statusOf(id)).toBe('in_progress')
    await fetch(`${server.url}/api/runs/${id}/control`, { method: 'POST', body: '{"action":"stop"}' })
    expect(await statusOf(id)).toBe('stopped')
    await call('tasks.stopped', { task: id })
    expect(await runOf(id)).toMatchObject({ status: 'stopped' })
    const failed = await create('failed')
    await call('tasks.failed', { task: failed, status_message: 'KeyError: x' })
    expect(await runOf(failed)).toMatchObject({ status: 'failed', reason: 'KeyError: x' })
    expect(await statusOf(failed)).toBe('failed')
    await call('tasks.started', { task: failed })
    expect(await statusOf(failed)).toBe('in_progress')
  })

  it('find projects by their names, and no task that might be overwritten', async () => {
    const { data } = await call('projects.get_all', { name: '^a/b\\ c\\.d$' })
    const [project] = data.projects as { id: string; name: string }[]
    expect(project).toEqual({ id: expect.stringMatching(/^[0-9a-f]+$/), name: 'a/b c.d' })
    expect((await call('projects.get_by_id', { project: project?.id })).data).toEqual({ project })
    expect((await call('projects.create', { name: 'a/b c.d' })).data).toEqual({ id: project?.id })
    expect((await call('tasks.get_all', { name: 'again', status: ['completed'] })).data).toEqual({
      tasks: [],
    })
    expect((await call('tasks.get_by_id', { task: 'nobody' })).status).toBe(400)
  })

  it('lose no value for another one, nor for what is not kept', async () => {
    const id = await create('odd')
    const machine = scalar(id, 0, 5, { metric: ':monitor:machine', variant: 'cpu' })
    await log(
      '{',
      '',
      'null',
      scalar('nobody', 1, 1),
      scalar(id, -1, 1),
      machine,
      '{"type":"plot","task":"x"}'.replace('x', id),
      scalar(id, 1, 2),
    )
    expect(await pointsOf(id)).toEqual([[1, 2]])
    expect(await pointsOf(id, ':monitor:machine/cpu')).toEqual([])
  })

  it.each([
    ['events.add_batch', scalar('nobody', 1, 2)],
    ['tasks.edit', '{'],
    ['tasks.edit', { task: 'nobody', name: 'x' }],
    ['tasks.completed', {}],
    ['models.create', { name: 'x' }],
  ])('%s %j is taken, since a refusal would hold up a training', async (name, body) => {
    expect((await call(name, body)).status).toBe(200)
  })

  it('send files that are not kept', async () => {
    expect((await fetch(`${server.url}/clearml-files/`, { method: 'POST', body: 'x' })).status).toBe(200)
    // What only looks like one of its calls is a page that is not there.
    expect((await fetch(`${server.url}/notes.txt`)).status).toBe(404)
  })
})
