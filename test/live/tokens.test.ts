import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { pageNamespace, sourceNamespace } from '../../lib/live/events.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'
import { clientOf, closeAll, json, serve, type TestServer } from './serving.ts'

let one: TestServer
let other: TestServer
const owner = 'the secret of the owner'
beforeAll(async () => {
  const database = { url: await createDatabase(inject('postgresql')) }
  const shared = { database, token: owner, trustedProxies: ['127.0.0.1'] }
  one = await serve({
    ...shared,
    mcpMayWrite: true,
    handle: (request, response) => response.end(request.url),
  })
  other = await serve(shared)
})
afterAll(closeAll)

async function asked(path: string, token: string | null, request: RequestInit & { headers?: object } = {}) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...request.headers }
  const response = await fetch(one.url + path, { redirect: 'manual', ...request, headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const start = { type: 'run-started', run: { id: 'a', name: 'a' } }
const ingest = (token: string) =>
  asked('/api/ingest', token, { method: 'POST', body: JSON.stringify({ events: [start, json('a', 1, 1)] }) })

function socketTo(server: TestServer, namespace: string, token: string): Socket {
  return io(`${server.url}${namespace}`, { transports: ['websocket'], forceNew: true, query: { token } })
}
const opened = (socket: Socket) =>
  new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'))
    socket.once('connect_error', ({ message }) => resolve(message))
  })

describe('a server with tokens', () => {
  it('lets each do what its rights say, and says which right is missing', async () => {
    const { tokens } = one.services
    const log = (await tokens.make({ name: 'gpu', rights: ['log'] })).text
    const read = (await tokens.make({ name: 'eye', rights: ['read'] })).text
    expect((await ingest(log)).status).toBe(200)
    expect(await ingest(read)).toMatchObject({
      status: 403,
      text: expect.stringContaining(
        'This needs the right \\"log\\", and the token \\"eye\\" has \\"read\\" only.',
      ),
    })
    expect((await asked('/runs/a', read)).status).toBe(200)
    expect((await asked('/runs/a', log)).status).toBe(403)
    expect((await asked('/settings', read)).status).toBe(403)
    expect((await asked('/settings', owner)).status).toBe(200)
    expect((await asked('/runs/a', `${read}x`)).status).toBe(401)
    expect((await asked('/runs/a', null)).status).toBe(401)
    const listed = (await tokens.list()).map(({ name, lastUsedAt }) => [name, typeof lastUsedAt])
    expect(listed).toEqual([
      ['eye', 'number'],
      ['gpu', 'number'],
    ])
  })

  it('gives a browser a cookie for it that is not the token, and a hint of what its pages may show', async () => {
    const { text } = await one.services.tokens.make({ name: 'browser', rights: ['read'] })
    const headers = { 'x-forwarded-proto': 'https' }
    const first = await asked(`/runs/a?token=${text}`, null, { headers })
    expect(first).toMatchObject({ status: 303 })
    expect(first.headers.get('location')).toBe('/runs/a')
    const cookies = first.headers.getSetCookie()
    expect(cookies[0]).toBe('lossglass-may=read; SameSite=Strict; Path=/')
    expect(cookies[1]).toMatch(
      /^lossglass-token-\d+=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/; Secure$/,
    )
    expect(cookies[1]).not.toContain(text)
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
    const page = await asked('/runs/a', null, { headers: { cookie } })
    expect([page.status, page.headers.getSetCookie()]).toEqual([200, []])
    expect((await asked('/settings', null, { headers: { cookie } })).status).toBe(403)
    const higher = await asked(`/runs/a?token=${encodeURIComponent(owner)}`, null, { headers: { cookie } })
    expect(higher.headers.getSetCookie()[0]).toContain('lossglass-may=; ')
  })

  it('takes of the live channel what a token may have, until it is revoked, by whichever server', async () => {
    const { text } = await one.services.tokens.make({ name: 'program', rights: ['log'] })
    const reader = await one.services.tokens.make({ name: 'page', rights: ['read'] })
    await vi.waitFor(() => expect(other.services.tokens.list().map(({ name }) => name)).toContain('page'))
    const sockets = [socketTo(other, sourceNamespace, text), socketTo(other, pageNamespace, reader.text)]
    expect(await Promise.all(sockets.map(opened))).toEqual(['connected', 'connected'])
    const wrong = [socketTo(one, pageNamespace, text), socketTo(one, sourceNamespace, reader.text)]
    expect(await Promise.all(wrong.map(opened))).toEqual([
      'This needs the right "read", and the token "program" has "log" only.',
      'This needs the right "log", and the token "page" has "read" only.',
    ])
    await one.services.tokens.revoke('program')
    await vi.waitFor(() => expect(sockets[0]?.connected).toBe(false), 2000)
    expect(sockets[1]?.connected).toBe(true)
    const headers = { authorization: `Bearer ${text}` }
    expect((await fetch(`${other.url}/api/health`, { headers })).status).toBe(401)
    for (const socket of [...sockets, ...wrong]) socket.disconnect()
  })

  it('tells a program of ours why it is turned away, which keeps what it has', async () => {
    const { text: token } = await one.services.tokens.make({ name: 'no-log', rights: ['control'] })
    const said: string[] = []
    const run = startRun({ id: 'b' }, clientOf(one, { token, onRefused: (why: string) => said.push(why) }))
    run.log(1, { 'train/loss': 1 })
    const { delivered, refused } = await run.end({ status: 'finished', timeoutMs: 1000 })
    expect([delivered, refused]).toEqual([false, 0])
    expect(said[0]).toBe('This needs the right "log", and the token "no-log" has "control" only.')
  })

  it.each([
    [undefined, 'The server wants a token: set LOSSGLASS_TOKEN.'],
    ['lossglass_wrong', 'The server does not know the token that it is given.'],
  ])(
    'tells a program why no door opens to the token %s, once, and keeps what it logs',
    async (token, why) => {
      const said: string[] = []
      const run = startRun({ id: 'c' }, clientOf(one, { token, onRefused: (one: string) => said.push(one) }))
      run.log(1, { 'train/loss': 1 })
      const { delivered, refused } = await run.end({ status: 'finished', timeoutMs: 2500 })
      expect([delivered, refused, said]).toEqual([false, 0, [why]])
    },
  )

  it('shows agents no tools that write, where their token may only read', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    const toolsFor = async (name: string, right: string) => {
      const { text } = await one.services.tokens.make({ name, rights: [right] })
      return (await asked('/mcp', text, { method: 'POST', body, headers })).text
    }
    const [seen, all] = [await toolsFor('agent', 'read'), await toolsFor('trusted-agent', 'control')]
    expect([seen.includes('list_runs'), seen.includes('stop_run')]).toEqual([true, false])
    expect([all.includes('list_runs'), all.includes('stop_run')]).toEqual([true, true])
  })
})

it('a server that a proxy opens to others wants the token of its owner', async () => {
  await expect(serve({ trustedProxies: ['127.0.0.1'] })).rejects.toThrow(
    'A proxy opens this server to others: set LOSSGLASS_TOKEN',
  )
})
