import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createGuard } from '../../lib/http/guard.ts'
import { clientAddressOf, trustedProxies } from '../../lib/http/proxies.ts'
import { Refusal } from '../../lib/refusal.ts'

type Headers = Record<string, string>
const request = (remoteAddress: string, headers: Headers, url = '/') =>
  ({ headers: { ...headers }, url, socket: { remoteAddress } }) as unknown as IncomingMessage

const told = {
  host: '127.0.0.1:3000',
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'loss.example.org',
  'x-forwarded-prefix': '/lossglass',
  forwarded: 'for=1.2.3.4',
}

describe('what is said of a request by who sends it', () => {
  it.each([
    ['127.0.0.1', ['127.0.0.1'], true],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['fd00::7', ['192.168.1.1', 'fd00::/8'], true],
    ['11.0.0.1', ['10.0.0.0/8'], false],
    ['127.0.0.1', [], false],
  ])('from %s is believed where %j are trusted: %s', (address, trusted, expected) => {
    const sent = request(address, told)
    expect(trustedProxies(trusted).heed(sent)).toBe(expected)
    expect(sent.headers).toEqual(
      expected
        ? {
            host: 'loss.example.org',
            'x-forwarded-for': '203.0.113.9',
            'x-forwarded-proto': 'https',
            'x-forwarded-host': 'loss.example.org',
          }
        : { host: '127.0.0.1:3000' },
    )
    expect(clientAddressOf(sent)).toBe(expected ? '203.0.113.9' : address)
  })

  it.each([
    ['what the client made up stands in front', '6.6.6.6, 203.0.113.9', '203.0.113.9'],
    ['behind two of our own', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['from the network of the proxies', '10.0.0.7', '10.0.0.7'],
  ])('names the client by the last address that is no proxy: %s', (_what, path, expected) => {
    const sent = request('10.0.0.1', { host: 'a', 'x-forwarded-for': path })
    const proxies = trustedProxies(['10.0.0.0/8'])
    for (let times = 0; times < 2; times++) {
      proxies.heed(sent)
      expect(clientAddressOf(sent)).toBe(expected)
    }
  })

  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'fd00::/129', '10.0.0'])(
    'a proxy is an address or a network, not %s',
    (text) => {
      expect(() => trustedProxies([text])).toThrow(Refusal)
    },
  )
})

describe('a guard behind a proxy', () => {
  const guard = () =>
    createGuard({ host: '127.0.0.1', token: 'right', proxies: trustedProxies(['127.0.0.1']) })
  const codeOf = (sent: IncomingMessage, its = guard()) => its.refusalOf(sent, 'read')?.code ?? 'welcome'
  const authorization = 'Bearer right'

  it('on loopback takes the name that the proxy says, with a token, and pages of that name by its protocol', () => {
    expect(codeOf(request('127.0.0.1', { ...told, authorization }))).toBe('welcome')
    expect(codeOf(request('127.0.0.1', told))).toBe('unauthorized')
    const from = (origin: string) => codeOf(request('127.0.0.1', { ...told, authorization, origin }))
    expect(from('https://loss.example.org')).toBe('welcome')
    expect(from('http://loss.example.org')).toBe('forbidden')
    expect(from('https://evil.example')).toBe('forbidden')
  })

  it('counts wrong tokens by the address of the client, and not by that of the proxy', () => {
    const its = guard()
    const guess = (client: string, token: string) =>
      codeOf(
        request('127.0.0.1', { ...told, 'x-forwarded-for': client, authorization: `Bearer ${token}` }),
        its,
      )
    for (let i = 0; i < 10; i++) expect(guess('203.0.113.1', `wrong-${i}`)).toBe('unauthorized')
    expect(guess('203.0.113.1', 'right')).toBe('too-many')
    expect(guess('203.0.113.2', 'right')).toBe('welcome')
  })

  it('believes nobody else', () => {
    expect(codeOf(request('127.0.0.2', { ...told, host: 'loss.example.org', authorization }))).toBe(
      'forbidden',
    )
  })
})
