/** The description of the API, held against the routes that there are and against what a real server takes and answers. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openapi } from '../../lib/http/openapi.ts'
import { limits } from '../../lib/limits.ts'
import { root } from '../../lib/root.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'
import { verbs } from '../../lib/verbs/index.ts'
import { type Served, serve } from '../../scripts/served.ts'

type Content = { content: { 'application/json': { schema: object } } }
type Operation = {
  summary: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: Content & { description: string }
  responses: Record<string, Partial<Content>>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { responses: { Refused: Content } }
}

const document = openapi('1.2.3') as unknown as Document
const folder = join(root, 'app/api')

/** As `GET /api/runs/{id}`. */
const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts') && !file.includes('[...'))
  .flatMap((file) => {
    const path = `/api/${file.replace(/\/?route\.ts$/, '').replaceAll(/\[(\w+)\]/g, '{$1}')}`
    const text = readFileSync(join(folder, file), 'utf8')
    return Array.from(
      text.matchAll(/export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b/g),
      ([, method]) => `${method} ${path}`,
    )
  })

/** Calls that are answered before Next. */
const ofDoors = [
  'GET /api/health',
  'POST /api/ingest',
  'POST /api/drops/{id}',
  'POST /api/drops/{id}/files',
  'DELETE /api/drops/{id}',
  ...verbs.map(({ name, isReadOnly }) => `${isReadOnly ? 'GET' : 'POST'} /api/verbs/${name}`),
]

const described = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
)

describe('the description of the API', () => {
  it('has every call that there is, and no other', () => {
    expect(described.toSorted()).toEqual([...routes, ...ofDoors].toSorted())
  })

  it('says which parameters a call needs', () => {
    const needed = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ parameters = [] }) =>
        parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => `${path} ${name}`),
      ),
    )
    expect(needed).toEqual([
      '/api/points runs',
      '/api/points series',
      '/api/points buckets',
      '/api/compare/matrix runs',
      '/api/compare/differences runs',
      '/api/drops/{id}/files path',
      '/api/verbs/describe_run run',
      '/api/verbs/read_points run',
      '/api/verbs/read_history run',
    ])
  })

  it('says of each what it does, and of what is sent how much is taken', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { summary, parameters = [], requestBody, responses }] of Object.entries(
        operations,
      )) {
        expect(summary, path).toMatch(/^[A-Z].*\.$/)
        expect(parameters.filter((one) => one.in === 'path')).toHaveLength(path.split('{').length - 1)
        if (method === 'put' || method === 'patch') expect(requestBody, path).toBeDefined()
        if (requestBody) expect(requestBody.description).toMatch(/^At most \d+ bytes\.$/)
        expect(responses.default).toEqual({ $ref: '#/components/responses/Refused' })
      }
    expect(document.paths['/api/ingest']?.post?.requestBody?.description).toContain(String(limits.bytes))
  })
})

const fits = (schema: object | undefined, value: unknown) =>
  z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value)
const schemaIn = (part: Partial<Content> | undefined) => part?.content?.['application/json'].schema

const series = [{ name: 'train/loss', steps: [1, 2], values: [2.5, 'NaN'], times: [1.7e12, 1.7e12 + 1] }]
const events = [
  { type: 'run-started', run: { id: 'a', tags: ['t'], params: { lr: 0.1 }, loss: { id: 'mse' } } },
  { type: 'points', runId: 'a', series },
]
const sweep = { name: 'mine', task: 'car-mileage', losses: 'mse, huber(delta=2)', epochs: 1 }
const settings = { ...defaultSettings, thresholds: { spike: {} } }

describe('what a server answers', () => {
  let server: Served
  beforeAll(async () => {
    server = await serve()
  })
  afterAll(() => server?.close())

  it.each<[method: string, path: string, address?: string | undefined, body?: object]>([
    ['post', '/api/ingest', undefined, { events }],
    ['get', '/api/health'],
    ['get', '/api/openapi.json'],
    ['get', '/api/runs'],
    ['get', '/api/runs/{id}', '/api/runs/a'],
    ['get', '/api/runs/{id}/points', '/api/runs/a/points'],
    ['get', '/api/runs/{id}/points', '/api/runs/a/points?buckets=5&series=train%2Floss'],
    ['get', '/api/runs/{id}/averages', '/api/runs/a/averages'],
    ['get', '/api/runs/{id}/findings', '/api/runs/a/findings'],
    ['get', '/api/runs/{id}/annotations', '/api/runs/a/annotations'],
    ['get', '/api/runs/{id}/history', '/api/runs/a/history'],
    ['get', '/api/runs/{id}/console', '/api/runs/a/console?format=json'],
    ['post', '/api/runs/{id}/annotations', '/api/runs/a/annotations', { text: 'resumed', step: 2 }],
    ['patch', '/api/runs/{id}', '/api/runs/a', { notes: 'n', tags: ['u'] }],
    ['get', '/api/verbs/list_runs', '/api/verbs/list_runs?query=a'],
    ['get', '/api/verbs/describe_run', '/api/verbs/describe_run?run=a'],
    ['get', '/api/verbs/read_points', '/api/verbs/read_points?run=a&ranges=2'],
    ['get', '/api/verbs/list_findings', '/api/verbs/list_findings?run=a&severity=info'],
    ['get', '/api/verbs/compare_runs', '/api/verbs/compare_runs?runs=a'],
    ['post', '/api/verbs/stop_run', undefined, { run: 'a', reason: 'Seen enough.' }],
    ['post', '/api/runs/{id}/control', '/api/runs/a/control', { action: 'stop' }],
    ['post', '/api/ingest', undefined, { events: [{ type: 'points', runId: 'a', series: [] }] }],
    [
      ...(['post', '/api/findings/{id}/acknowledge'] as const),
      '/api/findings/a%3Anon-finite%3Atrain%2Floss%3A2/acknowledge',
    ],
    ['get', '/api/settings'],
    ['put', '/api/settings', undefined, settings],
    ['post', '/api/settings/preview', undefined, { code: 'spike', thresholds: {} }],
    ['post', '/api/runs', undefined, { task: 'penguins', epochs: 1 }],
    ['delete', '/api/runs/{id}', '/api/runs/a'],
    ['post', '/api/sweeps', undefined, { ...sweep, seeds: '0-1', lr: '0.1,0.2', holder: 'nobody' }],
    ['get', '/api/sweeps'],
    ['get', '/api/sweeps/{id}', '/api/sweeps/mine'],
    ['post', '/api/sweeps/{id}/beat', '/api/sweeps/mine/beat', { holder: 'nobody', isOver: true }],
    ['post', '/api/sweeps/{id}/seeds', '/api/sweeps/mine/seeds', { seeds: [7] }],
    ['post', '/api/sweeps/{id}/control', '/api/sweeps/mine/control', { action: 'stop' }],
    ['delete', '/api/sweeps/{id}', '/api/sweeps/mine'],
  ])('to %s %s fits it', async (method, path, address = path, body) => {
    const operation = document.paths[path]?.[method] as Operation
    if (body) expect(fits(schemaIn(operation.requestBody), body).error).toBeUndefined()
    const sent = { method: method.toUpperCase(), ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`${server.url}${address}`, sent)
    const text = await response.text()
    const answer = operation.responses[response.status]
    expect(answer, text).toBeDefined()
    const schema = schemaIn(answer)
    if (schema) expect(fits(schema, JSON.parse(text)).error).toBeUndefined()
    else expect(text).toBe('')
  })

  it.each<[method: string, path: string, body?: object]>([
    ['GET', '/api/runs/nobody'],
    ['POST', '/api/ingest', { events: [{ type: 'points', runId: 'nobody', series: [{ name: 'l' }] }] }],
    ['PUT', '/api/runs'],
    ['GET', '/api/runs?limit=1000'],
  ])('to %s %s that it refuses fits too', async (method, path, body) => {
    const response = await fetch(`${server.url}${path}`, { method, body: body ? JSON.stringify(body) : null })
    expect(response.ok).toBe(false)
    const refused = schemaIn(document.components.responses.Refused)
    expect(fits(refused, await response.json()).error).toBeUndefined()
  })

  it('is itself this description', async () => {
    const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document
    expect(paths).toEqual(document.paths)
  })
})
