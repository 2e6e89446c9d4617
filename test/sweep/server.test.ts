/** What a terminal that trains a sweep makes of a server that is shut, and of one that is away. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { patiently, type SweepServer, sweepServer } from '../../scripts/sweep/server.ts'

let status = 200
const message = 'This needs the right "log", and the token "x" has "control" only.'
const http = createServer((_, answer) => {
  answer.writeHead(status, { 'content-type': 'application/json' })
  answer.end(JSON.stringify({ error: { code: 'x', message } }))
})
let server: SweepServer
beforeAll(async () => {
  await once(http.listen(0, '127.0.0.1'), 'listening')
  server = sweepServer(`http://127.0.0.1:${(http.address() as AddressInfo).port}`)
})
afterAll(() => http.close())

const asks: [string, () => Promise<unknown>][] = [
  ['may log', () => server.requireLogging()],
  ['is told of a run', () => server.record([{ type: 'run-ended', runId: 'a', status: 'failed', time: 0 }])],
  ['is to forget a run', () => server.record([{ type: 'run-deleted', runId: 'a' }])],
  ['hears that it goes on', () => server.beat('a', 'me')],
]

it.each(asks)(
  'who is not let in where the server %s hears why, and waits for nothing',
  async (_what, ask) => {
    status = 403
    await expect(patiently(ask, () => false, undefined)).rejects.toThrow(message)
    status = 401
    await expect(patiently(ask, () => false, undefined)).rejects.toMatchObject({ code: 'unauthorized' })
  },
)

it('waits for a server that is away', async () => {
  status = 502
  expect(
    await patiently(
      () => server.requireLogging(),
      () => true,
      'over',
    ),
  ).toBe('over')
})
