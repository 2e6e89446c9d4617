import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { openSpool } from '../../lib/delivery/spool.ts'
import { pageNamespace, sourceNamespace } from '../../lib/live/events.ts'
import type { RunEvent } from '../../lib/run.ts'
import { points, started, trickyValues } from '../store/points.ts'
import { clientOf, closeAll, portOf, serve, statusIn, storedIn } from './serving.ts'

afterEach(closeAll)

describe('at its start the server', () => {
  const deadPid = spawnSync(process.execPath, ['--version']).pid

  it('takes in what programs of this machine could not deliver before they ended', async () => {
    const before = await serve()
    await before.close()
    const events: RunEvent[] = [
      started('a'),
      points('a', 'train/loss', [...trickyValues.keys()], trickyValues),
    ]
    openSpool(join(before.spoolFolder, `a.${deadPid}.jsonl`)).append(events)
    openSpool(join(before.spoolFolder, `live.${process.pid}.jsonl`)).append([started('live')])
    openSpool(join(before.spoolFolder, `bad.${deadPid}.jsonl`)).append([
      points('bad', 'train/loss', [1], [1]),
    ])
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = await serve({ folder: before.folder })
    expect(printed.mock.calls.flat()).toEqual([
      expect.stringMatching(/bad\.\d+\.jsonl\.refused could not be taken in: There is no run "bad"/),
    ])
    printed.mockRestore()
    const { values } = await storedIn(server, 'a')
    expect(values.map((value, i) => Object.is(value, trickyValues[i]))).toEqual(trickyValues.map(() => true))
    expect(await statusIn(server, 'live')).toBeUndefined()
    expect(readdirSync(before.spoolFolder).sort()).toEqual([
      `bad.${deadPid}.jsonl.refused`,
      `live.${process.pid}.jsonl`,
    ])
  })

  it('refuses a port that is in use, in one sentence, before it touches the database', async () => {
    const server = await serve()
    const second = serve({ port: portOf(server) })
    await expect(second).rejects.toMatchObject({ name: 'Refusal', code: 'cannot-start' })
    await expect(second).rejects.toThrow(/^Port \d+ is in use: [^\n]+ --port \d+\.$/)
  })

  it('refuses to be open to the network without a token', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toThrow(/set LOSSGLASS_TOKEN to a secret first/)
  })

  it('lets go of the port when the database cannot be opened', async () => {
    const server = await serve()
    const port = portOf(server)
    await server.close()
    await expect(serve({ port, database: { file: '/dev/null/x.db' } })).rejects.toMatchObject({
      code: 'cannot-start',
    })
    expect(portOf(await serve({ port }))).toBe(port)
  })
})

describe('by another method', () => {
  const statusOf = (url: string, method: string, path: string, body = '') =>
    new Promise<{ status: number | undefined; type: string | undefined }>((resolve, reject) => {
      request(new URL(path, url), { method }, (response) => {
        response.resume()
        resolve({ status: response.statusCode, type: response.headers['content-type'] })
      })
        .on('error', reject)
        .end(/^P/.test(method) ? body : '')
    })

  it('nobody gets a page, and the clients of other tools what they ask for', async () => {
    const { url } = await serve()
    const json = 'application/json'
    for (const [method, path] of [
      ['PUT', '/'],
      ['POST', '/runs/a'],
      ['DELETE', '/nope'],
      ['TRACE', '/api/nope'],
      ['TRACE', '/api/runs'],
      ['PROPFIND', '/'],
    ] as const)
      expect(await statusOf(url, method, path)).toEqual({ status: 405, type: json })
    for (const [method, path] of [
      ['POST', '/graphql'],
      ['PUT', '/wandb-upload/file'],
      ['POST', '/files/me/project/run/file_stream'],
      ['PUT', '/api/2.0/mlflow-artifacts/artifacts/x'],
      ['POST', '/api/bulk_alert'],
      ['HEAD', '/'],
      ['OPTIONS', '/'],
      ['POST', '/api/nope'],
    ] as const)
      expect(await statusOf(url, method, path, '{}')).toMatchObject({ status: 200 })
  })
})

describe('who may not talk to the server', () => {
  it.each([
    [sourceNamespace, { origin: 'https://evil.example' }],
    [pageNamespace, { origin: 'https://evil.example' }],
    [pageNamespace, { host: 'evil.example' }],
  ])('gets no socket to %s with %j', async (namespace, extraHeaders) => {
    const { url } = await serve()
    const socket = io(`${url}${namespace}`, { transports: ['websocket'], extraHeaders, reconnection: false })
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'))
      socket.once('connect_error', () => resolve('refused'))
    })
    socket.disconnect()
    expect(outcome).toBe('refused')
  })

  function answerTo(url: string, headers: Record<string, string>, path = '/') {
    return new Promise<{ status?: number | undefined; cookie: string; body: string }>((resolve, reject) => {
      request(new URL(path, url), { headers }, async (response) => {
        let body = ''
        for await (const chunk of response) body += chunk
        resolve({ status: response.statusCode, cookie: String(response.headers['set-cookie'] ?? ''), body })
      })
        .on('error', reject)
        .end()
    })
  }

  it('gets no page under another name or from another site', async () => {
    const { url } = await serve()
    expect(await answerTo(url, {})).toMatchObject({ status: 200, body: 'a page' })
    for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }] as Record<
      string,
      string
    >[]) {
      const { status, body } = await answerTo(url, headers)
      expect(status).toBe(403)
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'forbidden' } })
    }
  })

  it('gets in with the token only, and then keeps it as a cookie', async () => {
    const token = 'se cret+ü%'
    const server = await serve({ token })
    expect(await answerTo(server.url, {})).toMatchObject({ status: 401 })
    expect(await answerTo(server.url, { cookie: `lossglass-token-${portOf(server)}=%` })).toMatchObject({
      status: 401,
    })
    const first = await answerTo(server.url, {}, `/?token=${encodeURIComponent(token)}`)
    expect(first).toMatchObject({ status: 303, cookie: expect.stringContaining('HttpOnly; SameSite=Strict') })
    const cookie = first.cookie.split(';')[0] as string
    expect(await answerTo(server.url, { cookie })).toMatchObject({ status: 200 })
    const run = startRun({ id: 'a' }, clientOf(server, { token }))
    expect(await run.accepted).toEqual({ ok: true })
    expect((await run.finish()).delivered).toBe(true)
  })
})
