import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIdOf } from '../../lib/protocols/run-id.ts'
import { lineOf, paramsOf } from '../../lib/protocols/wandb/config.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { pointsAt, recordedCalls } from './recorded.ts'

const calls = recordedCalls('wandb.jsonl').filter(
  ({ method, path }) => method === 'POST' && !path.startsWith('/upload'),
)

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

async function call(path: string, body: unknown) {
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${btoa(`api:${'x'.repeat(40)}`)}`,
  }
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, answer: await response.json() }
}
const graphql = (operationName: string, variables: object) =>
  call('/graphql', { query: '', operationName, variables })
const stream = (name: string, lines: string[], more: object = {}) =>
  call(`/files/me/p/${name}/file_stream`, {
    files: { 'wandb-history.jsonl': { offset: 0, content: lines } },
    ...more,
  })
const id = (name: string) => runIdOf('p', name)
async function runOf(name: string) {
  return (await (await fetch(`${server.url}/api/runs/${id(name)}`)).json()).run
}
const pointsOf = (name: string, series: string) => pointsAt(server.url, id(name), series)

describe('the calls of the W&B client', () => {
  it('make, fill, end and go on with a run, in the order in which they were recorded', async () => {
    for (const { path, body } of calls) expect((await call(path, body)).status, path).toBe(200)
    expect(await runOf('run1')).toMatchObject({
      ...{ name: 'named', project: 'p', status: 'finished', source: 'wandb 0.31.0' },
      params: { lr: 0.1 },
    })
    const loss = await pointsOf('run1', 'loss')
    expect(loss).toEqual([
      [0, 1.5],
      [1, 0.75],
      [2, Number.NaN],
      [3, Infinity],
      [4, -Infinity],
      [5, 0.25],
      [10, 0.05],
    ])
    expect(await pointsOf('run1', 'val.loss')).toEqual([[9, 0.5]])
  })

  it('know who asks, and where files go', async () => {
    expect((await graphql('Viewer', {})).answer.data.viewer).toMatchObject({ entity: 'me', flags: '{}' })
    const { answer } = await graphql('CreateRunFiles', {
      entity: 'me',
      project: 'p',
      run: 'a',
      files: ['config.yaml'],
    })
    const [file] = answer.data.createRunFiles.files
    expect((await fetch(file.uploadUrl, { method: 'PUT', body: 'x: 1' })).status).toBe(200)
    expect((await call('/sdk/otel/v1/metrics', {})).status).toBe(200)
    expect((await graphql('SomethingNew', {})).answer).toEqual({ data: {} })
  })

  it('lead to the pages whose addresses the client prints', async () => {
    const placeOf = async (path: string) =>
      (await fetch(`${server.url}${path}`, { redirect: 'manual' })).headers.get('location')
    expect(await placeOf('/me/a%20b/runs/x')).toBe(`/runs/${runIdOf('a b', 'x')}`)
    expect(await placeOf('/me/a%20b')).toBe('/?project=a+b')
    expect(await placeOf('/me/p/runs/%2F..')).toBe(`/runs/${runIdOf('p', '/..')}`)
    expect((await fetch(`${server.url}/me/p/other/x`, { redirect: 'manual' })).status).toBe(404)
  })

  it('go on where a run stood, take lines that come again once, and hear that it is to stop', async () => {
    await graphql('UpsertBucket', { name: 'b', project: 'p' })
    const lines = ['{"_step":0,"loss":2,"_timestamp":1.7e9}', '{"_step":1,"loss":-0,"_timestamp":1.7e9}']
    await stream('b', lines)
    await stream('b', lines)
    expect(await pointsOf('b', 'loss')).toEqual([
      [0, 2],
      [1, -0],
    ])
    const { bucket } = (await graphql('RunResumeStatus', { name: 'b', project: 'p' })).answer.data.model
    expect(bucket).toMatchObject({ historyLineCount: 2, wandbConfig: '{"t":1}' })
    expect(JSON.parse(JSON.parse(bucket.historyTail)[0])).toMatchObject({ _step: 1 })
    expect(JSON.parse(bucket.summaryMetrics)).toMatchObject({ loss: -0, _step: 1, _timestamp: 1.7e9 })
    await stream('b', ['{"_step":2,"loss":NaN,"val":{"acc":-Infinity}}'])
    const { summaryMetrics } = (await graphql('RunResumeStatus', { name: 'b', project: 'p' })).answer.data
      .model.bucket
    expect(summaryMetrics).toMatch(/"loss":NaN,.*"val.acc":-Infinity,.*"_step":2,/)
    expect(
      (await graphql('RunResumeStatus', { name: 'nobody', project: 'p' })).answer.data.model.bucket,
    ).toBeNull()
    const stopped = async () =>
      (await graphql('RunStoppedStatus', { projectName: 'p', runId: 'b' })).answer.data.project.run.stopped
    expect(await stopped()).toBe(false)
    await fetch(`${server.url}/api/runs/${id('b')}/control`, { method: 'POST', body: '{"action":"stop"}' })
    expect(await stopped()).toBe(true)
  })

  it('stand at the step of the training where the Trainer or Lightning tell it', async () => {
    await graphql('UpsertBucket', { name: 'g', project: 'p' })
    const send = (offset: number, ...content: string[]) =>
      stream('g', [], { files: { 'wandb-history.jsonl': { offset, content } } })
    await send(0, '{"_step":0,"loss":2,"train/global_step":500}', '{"_step":1,"val":3}')
    await send(2, '{"_step":2,"val":2}', '{"_step":3,"loss":1,"train/global_step":1000}')
    await send(4, '{"_step":4,"val":1}', '{"_step":5,"val":0,"trainer/global_step":1500}')
    expect(await pointsOf('g', 'loss')).toEqual([
      [500, 2],
      [1000, 1],
    ])
    expect(await pointsOf('g', 'val')).toEqual([
      [500, 2],
      [1000, 1],
      [1500, 0],
    ])
    expect(await pointsOf('g', 'train/global_step')).toEqual([])
  })

  it('take artifacts that are not kept, and answer null to what is not known', async () => {
    const { createArtifact } = (await graphql('CreateArtifact', { input: {} })).answer.data
    expect(createArtifact.artifact).toMatchObject({ state: 'COMMITTED' })
    const asked = async (query: string) => (await call('/graphql', { query, variables: {} })).answer.data
    const type =
      'query ArtifactType($name: String!) { project(name: $name, entityName: "a}") { artifact { id } } ' +
      'me: viewer { ...Known } } fragment Known on User { id }'
    expect(await asked(type)).toEqual({ project: null, me: null })
    expect(await asked('')).toEqual({})
  })

  it('tell a program that fails', async () => {
    await graphql('UpsertBucket', { name: 'c', project: 'p' })
    await stream('c', ['{"_step":0,"loss":1}'], { complete: true, exitcode: 3 })
    expect(await runOf('c')).toMatchObject({ status: 'failed', reason: 'Its program ended with the code 3.' })
  })

  it.each([
    ['what is no JSON', '/graphql', '{'],
    ['a stream of nobody', '/files/me/p/nobody/file_stream', {}],
    [
      'lines of another kind',
      '/files/me/p/c/file_stream',
      { files: { 'wandb-history.jsonl': { content: ['x', '[1]', '{"_step":"a"}'] } } },
    ],
  ])('are not silenced by %s', async (_title, path, body) => {
    expect((await call(path, body)).status).toBe(200)
  })
})

describe('a line of history', () => {
  it('is its numbers by name, nested ones too', () => {
    const line = lineOf(
      '{"_step":3,"_timestamp":1.5,"_runtime":1,"a":NaN,"b":{"c":1e300,"d":"text"},"e":null,"f":[1],"g":{"_type":"table-file","size":9},"__proto__":2}',
    )
    expect(line).toEqual({
      step: 3,
      time: 1500,
      values: [
        ['a', Number.NaN],
        ['b.c', 1e300],
        ['__proto__', 2],
      ],
    })
    for (const text of ['', '{', '[]', '{"a":1}', '{"_step":-1}', '{"_step":1.5}'])
      expect(lineOf(text)).toBeNull()
  })

  it('stands beside a config whose values are parameters', () => {
    const config =
      '{"_wandb":{"value":{}},"lr":{"value":0.1},"net":{"value":{"layers":[1,2],"bias":true}},"odd":3}'
    expect(paramsOf(config)).toEqual({ lr: 0.1, 'net.layers': '[1,2]', 'net.bias': true })
  })
})
