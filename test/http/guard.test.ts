import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { jwtFor, sessionFor } from '../../lib/http/given-tokens.ts'
import { cookieFor, createGuard, isLoopback, withoutToken } from '../../lib/http/guard.ts'

type Headers = Record<string, string | undefined>
const request = (headers: Headers, url = '/') => ({ headers, url }) as unknown as IncomingMessage
const codeOf = (options: { host: string; token?: string }, headers: Headers, url?: string) =>
  createGuard({ host: options.host, token: options.token }).refusalOf(request(headers, url), 'read')?.code ??
  'welcome'

describe('loopback names', () => {
  it.each<[string, boolean]>([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['192.168.0.1', false],
  ])('%s: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})

describe('on loopback', () => {
  it.each<[string, Headers, string]>([
    ['its address', { host: '127.0.0.1:3000' }, 'welcome'],
    ['localhost', { host: 'localhost:3000' }, 'welcome'],
    ['the address of IPv6', { host: '[::1]:3000' }, 'welcome'],
    ['its own page', { host: 'localhost:3000', origin: 'http://localhost:3000' }, 'welcome'],
    [
      'a page behind a proxy with TLS',
      { host: 'localhost:3000', origin: 'https://localhost:3000' },
      'welcome',
    ],
    ['a rebound name', { host: 'evil.example:3000' }, 'forbidden'],
    ['a name that only begins right', { host: 'localhost.evil.example' }, 'forbidden'],
    ['a name behind an at', { host: 'localhost@evil.example' }, 'forbidden'],
    ['no name', {}, 'forbidden'],
    ['no name that can be read', { host: ':::' }, 'forbidden'],
    ['the page of another site', { host: 'localhost:3000', origin: 'https://evil.example' }, 'forbidden'],
    ['the page of another port', { host: 'localhost:3000', origin: 'http://localhost:4000' }, 'forbidden'],
    ['a page of no origin', { host: 'localhost:3000', origin: 'null' }, 'forbidden'],
  ])('%s', (_what, headers, expected) => {
    expect(codeOf({ host: '127.0.0.1' }, headers)).toBe(expected)
  })
})

describe('what browsers say of a request without an origin', () => {
  const host = 'localhost:3000'
  it.each<[string, Headers, string]>([
    [
      'a form of another site',
      { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'forbidden',
    ],
    ['another port of this machine', { host, 'sec-fetch-site': 'same-site' }, 'forbidden'],
    [
      'a frame of another site',
      { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      'forbidden',
    ],
    [
      'a link of another site',
      { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      'welcome',
    ],
    ['its own page', { host, 'sec-fetch-site': 'same-origin' }, 'welcome'],
    ['an address typed in', { host, 'sec-fetch-site': 'none' }, 'welcome'],
    ['more than a name', { host: 'evil.example@localhost:3000' }, 'forbidden'],
    ['a path for a name', { host: 'localhost:3000/x' }, 'forbidden'],
  ])('%s', (_what, headers, expected) => {
    expect(codeOf({ host: '127.0.0.1' }, headers)).toBe(expected)
  })
})

describe('wrong tokens', () => {
  const host = 'gpu.example:3000'
  const from = (remoteAddress: string, authorization: string) =>
    ({ headers: { host, authorization }, url: '/', socket: { remoteAddress } }) as unknown as IncomingMessage

  it('are taken ten times a minute from one address, and from others all the same', () => {
    const guard = createGuard({ host: '0.0.0.0', token: 'right' })
    const codes = Array.from(
      { length: 12 },
      (_, i) => guard.refusalOf(from('10.0.0.1', `Bearer wrong-${i}`), 'read')?.code,
    )
    expect(codes).toEqual([...Array(10).fill('unauthorized'), 'too-many', 'too-many'])
    expect(guard.refusalOf(from('10.0.0.2', 'Bearer right'), 'read')).toBeNull()
  })

  it('are one guess as long as they are the same: a client sends its key with each request', () => {
    const guard = createGuard({ host: '0.0.0.0', token: 'right' })
    for (let i = 0; i < 50; i++)
      expect(guard.refusalOf(from('10.0.0.1', 'Bearer wrong'), 'read')?.code).toBe('unauthorized')
    expect(guard.refusalOf(from('10.0.0.1', 'Bearer right'), 'read')).toBeNull()
  })
})

describe('an address without its token', () => {
  it.each([
    ['/?token=a', '/'],
    ['/runs/x?zoom=1&token=a%20b', '/runs/x?zoom=1'],
    ['/?zoom=1', null],
    ['/', null],
  ])('%s', (address, expected) => {
    expect(withoutToken(address)).toBe(expected)
  })
})

describe('with a token', () => {
  const host = 'gpu.example:3000'
  const token = 'gr\u00fcn; 1=2'
  const cookie = `a=b; ${cookieFor(token, { host }).split(';')[0]}`
  const elsewhere = cookieFor('of the server beside it', { host: 'gpu.example:3001' }).split(';')[0]
  it.each<[string, Headers, string, string]>([
    ['none given', { host }, '/', 'unauthorized'],
    ['the right one as bearer', { host, authorization: `Bearer ${token}` }, '/', 'welcome'],
    ['another as bearer', { host, authorization: 'Bearer nonsense' }, '/', 'unauthorized'],
    ['the right one in another scheme', { host, authorization: `Basic ${token}` }, '/', 'unauthorized'],
    ['the right one as cookie', { host, cookie }, '/', 'welcome'],
    ['the token itself as cookie', { host, cookie: `lossglass-token-3000=${token}` }, '/', 'unauthorized'],
    ['the right one as bearer in small letters', { host, authorization: `bearer ${token}` }, '/', 'welcome'],
    ['another as cookie', { host, cookie: 'lossglass-token-3000=x' }, '/', 'unauthorized'],
    [
      'the right one beside that of another port',
      { host, cookie: `${elsewhere}; ${cookie}` },
      '/',
      'welcome',
    ],
    [
      'the right one on the usual port',
      { host: 'gpu.example', cookie: cookieFor(token, { host: 'gpu.example' }) },
      '/',
      'welcome',
    ],
    ['a cookie of a longer name', { host, cookie: `x${cookie.slice(5)}` }, '/', 'unauthorized'],
    ['a cookie that cannot be read', { host, cookie: 'lossglass-token-3000=%' }, '/', 'unauthorized'],
    ['the right one in the address', { host }, `/x?a=1&token=${encodeURIComponent(token)}`, 'welcome'],
    [
      'the right one with what was pasted around it',
      { host },
      `/?token=%20${encodeURIComponent(token)}%20`,
      'welcome',
    ],
    ['an empty one in the address', { host }, '/?token=', 'unauthorized'],
    ['an address that cannot be read', { host }, '//', 'unauthorized'],
    [
      'the right one, but from another site',
      { host, cookie, origin: 'http://evil.example' },
      '/',
      'forbidden',
    ],
    ['the right one, from its own page', { host, cookie, origin: `http://${host}` }, '/', 'welcome'],
  ])('%s', (_what, headers, url, expected) => {
    expect(codeOf({ host: '0.0.0.0', token }, headers, url)).toBe(expected)
  })

  it('lets a browser into two servers of one host, which share its cookies', () => {
    const names = [host, 'gpu.example:3001', 'gpu.example'].map(
      (one) => cookieFor(token, { host: one }).split('=')[0],
    )
    expect(new Set(names).size).toBe(3)
  })

  it('says in one sentence what to send', () => {
    const refusal = createGuard({ host: '0.0.0.0', token }).refusalOf(request({ host }), 'read')
    expect(refusal?.message).toMatch(/^This server wants its token: [^\n]+\.$/)
    expect(refusal?.message).not.toContain(token)
  })
})

describe('the client of SwanLab', () => {
  const guarded = { host: '0.0.0.0', token: 'a secret' }
  const session = sessionFor('a secret')

  it('brings the token bare as its key, and then in the session that it is given for it', () => {
    expect(codeOf({ ...guarded, token: 'secret' }, { authorization: 'secret' })).toBe('welcome')
    expect(codeOf({ ...guarded, token: 'secret' }, { authorization: 'other' })).toBe('unauthorized')
    expect(codeOf(guarded, { cookie: `a=b; sid=${session}` })).toBe('welcome')
    expect(codeOf(guarded, { cookie: 'sid=lossglass-%E0%A4%A' })).toBe('unauthorized')
  })

  it('is not guessed at by the sessions that browsers have of other programs', () => {
    const guard = createGuard(guarded)
    const ask = (headers: Headers) => guard.refusalOf(request(headers), 'read')?.code ?? 'welcome'
    for (let i = 0; i < 50; i++) expect(ask({ cookie: `sid=${i}` })).toBe('unauthorized')
    expect(ask({ cookie: `sid=${session}` })).toBe('welcome')
  })
})

describe('the client of ClearML', () => {
  it('brings the token as the secret of its login, and then in the session that it is given for it', () => {
    const guarded = { host: '0.0.0.0', token: 'a secret' }
    const jwt = (secret: string) => ({ authorization: `Bearer ${jwtFor(secret, { exp: 1 })}` })
    expect(codeOf(guarded, jwt('a secret'))).toBe('welcome')
    expect(codeOf(guarded, jwt('another'))).toBe('unauthorized')
    expect(codeOf(guarded, jwt(''))).toBe('unauthorized')
    expect(codeOf(guarded, { authorization: `Basic ${btoa('any:a secret')}` })).toBe('welcome')
  })
})
