import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { Server as SocketServer } from 'socket.io'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressAsked } from '../../lib/http/address-asked.ts'
import { withBase, withoutBase } from '../../lib/http/base-path.ts'
import { createGuard } from '../../lib/http/guard.ts'
import { openSocket } from '../../lib/live/open-socket.ts'
import { createFront } from '../../lib/server/front.ts'

const basePath = '/lab/loss'
const guard = createGuard({ host: '127.0.0.1', token: 'the token' })
/** Says what a door and what the pages are asked for. */
const front = createFront(guard, (request, response) => response.end(`page ${request.url}`), basePath)
const live = new SocketServer(front.http, { transports: ['websocket'] })
let host = ''
beforeAll(async () => {
  live.of('/page').on('connection', (socket) => socket.emit('hello'))
  front.open([
    (request, response) => {
      if (!request.url?.startsWith('/api/')) return false
      response.end(`call ${request.url} of ${addressAsked(request.headers)}`)
      return true
    },
  ])
  await once(front.http.listen(0, '127.0.0.1'), 'listening')
  host = `127.0.0.1:${(front.http.address() as AddressInfo).port}`
})
afterAll(() => live.close())

const ask = (path: string, headers: Record<string, string> = { authorization: 'Bearer the token' }) =>
  fetch(`http://${host}${path}`, { headers, redirect: 'manual' })

describe('a server whose pages lie below a path', () => {
  it.each(['/lab/loss/api/x?y', '/lab/loss//api/x?y', '/api/x?y'])(
    'answers a call, whether or not a proxy takes the path off: %s',
    async (path) => {
      expect(await (await ask(path)).text()).toBe(`call /api/x?y of http://${host}/lab/loss`)
    },
  )

  it.each([
    ['/lab/loss', '/lab/loss'],
    ['/lab/loss/', '/lab/loss'],
    ['/lab/loss/?q=a', '/lab/loss?q=a'],
    ['/', '/lab/loss'],
    ['/lab/loss/runs/1', '/lab/loss/runs/1'],
    ['/lab/losses', '/lab/loss/lab/losses'],
  ])('asks for its pages below it: %s', async (path, page) => {
    expect(await (await ask(path)).text()).toBe(`page ${page}`)
  })

  it('sends a browser that brings a token there, and leaves the token to no other page of the host', async () => {
    const answer = await ask('/lab/loss/runs/1?token=the+token', {})
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/lab/loss/runs/1')
    expect(answer.headers.getSetCookie()).not.toEqual([])
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toContain('; Path=/lab/loss')
  })

  it('is not told its path by whoever asks', async () => {
    const headers = { authorization: 'Bearer the token', 'x-forwarded-prefix': '/elsewhere' }
    expect(await (await ask('/api/x', headers)).text()).toBe(`call /api/x of http://${host}/lab/loss`)
  })

  it.each(['/lab/loss', '/lab/loss/', ''])('has its live channel there: %s', async (path) => {
    const socket = openSocket(`http://${host}${path}`, '/page', {
      transports: ['websocket'],
      query: { token: 'the token' },
      reconnection: false,
    })
    await new Promise((resolve, reject) => socket.on('hello', resolve).on('connect_error', reject))
    socket.disconnect()
  })
})

it('puts before an address what it takes off', () => {
  const paths = fc.webPath().map((path) => path || '/')
  fc.assert(
    fc.property(paths, fc.webQueryParameters(), fc.constantFrom('', '/a', '/a/b'), (path, query, base) => {
      const address = `${path}?${query}`
      expect(withoutBase(withBase(address, base), base)).toBe(address)
    }),
  )
})
