import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { deliver } from '../../lib/notify/deliver.ts'
import { testMessage } from '../../lib/notify/message.ts'

const message = testMessage('http://127.0.0.1:3000')
const webhook = { url: 'http://example.org/hook', form: 'json' } as const

/** Answers one after the other: a status, or an error. */
function web(...answers: (number | Error)[]) {
  const waits: number[] = []
  let tries = 0
  return {
    waits,
    tries: () => tries,
    async fetch() {
      const answer = answers[Math.min(tries++, answers.length - 1)] as number | Error
      if (answer instanceof Error) throw answer
      return new Response(null, { status: answer })
    },
    async wait(ms: number) {
      waits.push(ms)
    },
  }
}

describe('a message', () => {
  it('is sent once where the webhook takes it', async () => {
    const fake = web(204)
    expect(await deliver(webhook, message, fake)).toBe(null)
    expect([fake.tries(), fake.waits]).toEqual([1, []])
  })

  it('is sent again, with longer and longer pauses, while the webhook fails', async () => {
    const fake = web(503, new Error('fetch failed'), 429, 200)
    expect(await deliver(webhook, message, fake)).toBe(null)
    expect(fake.waits).toEqual([1000, 5000, 30_000])
  })

  it('is not sent again where it was refused', async () => {
    const fake = web(404)
    expect(await deliver(webhook, message, fake)).toBe('The webhook answered 404.')
    expect(fake.tries()).toBe(1)
  })

  it('is given up after seven tries', async () => {
    const fake = web(Object.assign(new Error('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
    expect(await deliver(webhook, message, fake)).toBe('The webhook cannot be reached (ECONNREFUSED).')
    expect(fake.tries()).toBe(7)
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
    expect(await deliver({ url, form: 'slack' }, message, { fetch, wait: async () => {} })).toBe(null)
    server.close()
    expect(bodies).toEqual([
      expect.stringMatching(/^POST application\/json \{"text":"\*Lossglass: this is a test\*/),
    ])
  })
})
