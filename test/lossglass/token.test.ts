/** `lossglass token` against a real server that wants tokens. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELETE } from '../../app/api/tokens/[name]/route.ts'
import { GET, POST } from '../../app/api/tokens/route.ts'
import { answers } from '../../lib/http/answers.ts'
import { closeAll, serve, type TestServer } from '../live/serving.ts'
import { lossglass } from './running.ts'

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '' } = request
  const address = new URL(url, 'http://localhost')
  const name = decodeURIComponent(address.pathname.split('/')[3] ?? '')
  const answer =
    method === 'DELETE'
      ? await DELETE(new Request(address), { params: Promise.resolve({ name }) })
      : method === 'POST'
        ? await POST(new Request(address, { method, body: await text(request) }))
        : await GET()
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
}

const owner = 'the secret of the owner'
let server: TestServer
beforeAll(async () => {
  server = await serve({ token: owner, handle })
})
afterAll(closeAll)

const run = (...args: string[]) => lossglass(server.url, 'token', ...args, '--token', owner)

describe('lossglass token', () => {
  it('makes a token that is alone on stdout, lists it without its text, and revokes it', async () => {
    const made = await run('add', 'gpu-box', '--rights', 'log,read')
    const secret = made.stdout.trim()
    expect(secret).toMatch(/^lg_[0-9a-f]{64}$/)
    expect(made.stderr).toBe('This is shown once: only its hash is kept.\n')
    const asked = () =>
      fetch(`${server.url}/api/verbs/list_runs`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await asked()).status).toBe(200)
    const listed = await run('ls')
    expect(listed.stdout).toMatch(/^gpu-box {2}log,read {2}made \d{4}-\d\d-\d\d {2}last used just now\n$/)
    const { stdout } = await run('ls', '--json')
    expect(stdout).not.toContain(secret.slice(3))
    expect(answers.tokens.parse(JSON.parse(stdout)).tokens).toHaveLength(1)
    expect((await run('revoke', 'gpu-box')).stdout).toBe('The token gpu-box is revoked.\n')
    expect((await asked()).status).toBe(401)
    expect((await run('ls')).stdout).toBe('There is no token yet.\n')
  })

  it('answers JSON where that is asked for', async () => {
    const { token, text: secret } = answers.madeToken.parse(
      JSON.parse((await run('add', 'a', '--rights', 'control', '--rights', 'log', '--json')).stdout),
    )
    expect([token.rights, secret.length]).toEqual([['log', 'control'], 67])
    expect((await run('revoke', 'a', '--json')).stdout).toBe('{"revoked":"a"}\n')
  })

  it.each([
    [['add', 'b'], 'Say what the token may do: --rights log or --rights read'],
    [['add', 'b', '--rights', 'write'], 'A right is one of log'],
    [['add', 'a b', '--rights', 'log'], 'The name of a token has'],
    [['add'], 'Say what to do, and with which token'],
    [['remove', 'b'], 'Say what to do, and with which token'],
    [['ls', 'b'], 'lossglass token has no place for "b"'],
    [['revoke', 'nobody'], 'There is no token "nobody".'],
  ])('refuses %j in a sentence', async (args, said) => {
    const { status, stderr } = await run(...args)
    expect(status).toBe(1)
    expect(stderr).toContain(said)
  })

  it('is for the owner', async () => {
    const { text: secret } = await server.services.tokens.make({ name: 'reader', rights: ['control'] })
    const { status, stderr } = await lossglass(server.url, 'token', 'ls', '--token', secret)
    expect([status, stderr]).toEqual([
      1,
      'This needs the right "owner", and the token "reader" has "control" only.\n',
    ])
  })
})
