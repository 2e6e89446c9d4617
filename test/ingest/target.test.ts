import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { answerOf } from '../../scripts/import/target.ts'

/** Knows one token. */
const server = createServer(({ headers }, response) => {
  const isKnown = headers.authorization === 'Bearer right'
  response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify(isKnown ? { ok: true } : { error: { message: 'Add ?token=… to the address.' } }),
  )
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => server.close())

it.each([
  ['', 'wants a token: set LOSSGLASS_TOKEN.'],
  ['wrong', "does not know the token of LOSSGLASS_TOKEN: it is another one's, or was revoked."],
])('a command with the token %j is told what a terminal can do', async (token, words) => {
  vi.stubEnv('LOSSGLASS_TOKEN', token)
  await expect(answerOf(url, '/', {})).rejects.toThrow(`${url} ${words}`)
})

it('a command with the right token has its answer', async () => {
  vi.stubEnv('LOSSGLASS_TOKEN', 'right')
  expect(await answerOf(url, '/', {})).toEqual({ ok: true })
})
