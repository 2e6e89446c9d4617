import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { deliver } from '../../lib/notify/deliver.ts'
import { testMessage } from '../../lib/notify/message.ts'

const message = testMessage('http://127.0.0.1:3000')
const webhook = { url: 'http://example.org/hook', form: 'json' } as const

/** Answers with a status, or fails with an error. */
const answering = (answer: number | Error) => async () => {
  if (answer instanceof Error) throw answer
  return new Response(null, { status: answer })
}
const refused = Object.assign(new Error('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
const late = Object.assign(new Error('too late'), { name: 'TimeoutError' })

describe('a message', () => {
  it.each([200, 204])('is taken by a webhook that answers %i', async (status) => {
    expect(await deliver(webhook, message, answering(status))).toBe(null)
  })

  it.each<[number | Error, string, boolean]>([
    [503, 'The webhook answered 503.', true],
    [429, 'The webhook answered 429.', true],
    [404, 'The webhook answered 404.', false],
    [refused, 'The webhook cannot be reached (ECONNREFUSED).', true],
    [late, 'The webhook did not answer within 10 seconds.', true],
  ])('fails with %s: %s Another try may help: %s', async (answer, reason, again) => {
    expect(await deliver(webhook, message, answering(answer))).toEqual({ reason, again })
  })

  it('arrives at a real server as JSON', async () => {
    const bodies: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      bodies.push(`${request.method} ${request.headers['content-type']} ${body}`)
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    expect(await deliver({ url, form: 'slack' }, message, fetch)).toBe(null)
    server.close()
    expect(bodies).toEqual([
      expect.stringMatching(/^POST application\/json \{"text":"\*Lossglass: this is a test\*/),
    ])
  })
})
