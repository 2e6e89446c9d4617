/** `/mcp` stands behind the same guard as all else. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeAll, portOf, serve, type TestServer } from '../live/serving.ts'

const token = 'a secret of forty letters or more, to be sure'
let open: TestServer
let shut: TestServer
beforeAll(async () => {
  ;[open, shut] = await Promise.all([serve(), serve({ token })])
})
afterAll(closeAll)

const initialize = JSON.stringify({
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
})

/** By `node:http`, as `fetch` lets nobody choose a Host. */
function asked(
  server: TestServer,
  headers: Record<string, string>,
  { method = 'POST', body = initialize } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port: portOf(server), path: '/mcp', method },
        headers: {
          ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          ...headers,
        },
      },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode ?? 0, text })
      },
    )
    sent.once('error', reject)
    sent.end(method === 'POST' ? body : undefined)
  })
}

describe('/mcp', () => {
  it('answers who comes as its owner does, in the protocol of 2025 too', async () => {
    const { status, text } = await asked(open, {})
    expect(status).toBe(200)
    expect(text).toContain('"lossglass"')
    expect((await asked(shut, { authorization: `Bearer ${token}` })).status).toBe(200)
  })

  it.each<[who: string, headers: Record<string, string>, status: number]>([
    ['by another name', { host: 'evil.example' }, 403],
    ['by a name that was rebound to this machine', { host: '127.0.0.1.evil.example:3000' }, 403],
    ['from the page of another site', { origin: 'https://evil.example' }, 403],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ])('refuses who comes %s', async (_, headers, status) => {
    expect((await asked(open, headers)).status).toBe(status)
  })

  it('refuses who has no token, or a wrong one, where one is wanted', async () => {
    expect((await asked(shut, {})).status).toBe(401)
    expect((await asked(shut, { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  it('has no sessions to open or end, and takes no more than fits', async () => {
    expect((await asked(open, {}, { method: 'GET' })).status).toBe(405)
    expect((await asked(open, {}, { method: 'DELETE' })).status).toBe(405)
    expect((await asked(open, {}, { body: ' '.repeat(2 ** 20 + 1) })).status).toBe(413)
    expect((await asked(open, {}, { body: '{' })).status).toBe(400)
  })
})
