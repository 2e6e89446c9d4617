import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passes } from '../../lib/http/front-door.ts'
import { createGuard } from '../../lib/http/guard.ts'

const token = 'the token'
let isGuarded = false
const open = createGuard({ host: '127.0.0.1', token: undefined })
const guarded = createGuard({ host: '127.0.0.1', token })
/** Says which address went on. */
const server = createServer((request, response) => {
  if (passes({ guard: isGuarded ? guarded : open, foreign: () => null }, request, response))
    response.end(`on to ${request.url}`)
})
beforeAll(async () => void (await once(server.listen(0, '127.0.0.1'), 'listening')))
afterAll(() => void server.close())

/** The answer to a request whose first line is written as it is. */
async function answerTo(line: string): Promise<string> {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.end(`${line} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  return text(socket)
}

describe('an address', () => {
  it.each(['GET /api/runs/%00', 'GET /compare?runs=a%00'])('holds no NUL: %s', async (line) => {
    expect(await answerTo(line)).toMatch(/^HTTP\/1.1 400 .*An address holds no NUL/s)
  })

  it.each([
    ['POST //api/ingest', '/api/ingest'],
    ['GET ///version', '/version'],
    ['GET //example.com/x?y=%20', '/example.com/x?y=%20'],
  ])('with more than one slash in front is one with one: %s', async (line, path) => {
    expect(await answerTo(line)).toContain(`on to ${path}`)
  })

  it.each(['GET http://127.0.0.1/api/health', 'POST https://example.com', 'OPTIONS *'])(
    'that is none of a path is refused with what to ask for: %s',
    async (line) => {
      const answer = await answerTo(line)
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
      expect(answer).toContain('A request names a path that begins with')
      expect(answer).toContain('this server is no proxy.')
    },
  )
})

it("tells W&B's client that it has no token where that looks for it", async () => {
  isGuarded = true
  const answer = await answerTo('POST /graphql')
  isGuarded = false
  expect(answer).toMatch(/^HTTP\/1.1 401 /)
  expect(answer).toContain('{"errors":[{"message":"This server wants its token: ')
})
