/** Who may talk to the server. Other sites' pages and rebound names reach a loopback port too: they are turned away. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { cut, Refusal } from '../refusal.ts'

export type Guard = {
  /** Null when the request is welcome. */
  refusalOf(request: IncomingMessage): Refusal | null
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The cookie that a browser gets for `?token=…`. Browsers send it to every port of the host, so it holds not the token but what follows from it. */
const tokenCookie = 'lossglass-token'

const keyOf = (token: string) => createHmac('sha256', token).update(tokenCookie).digest('hex')

export function cookieFor(token: string): string {
  return `${tokenCookie}=${keyOf(token)}; HttpOnly; SameSite=Strict; Path=/`
}

/** The address without its token, or null where it has none. */
export function withoutToken(address: string): string | null {
  const [path, ...rest] = address.split('?')
  const query = new URLSearchParams(rest.join('?'))
  if (!query.has('token')) return null
  query.delete('token')
  return query.size ? `${path}?${query}` : (path as string)
}

/** Wrong tokens that one address may give in a minute. */
const guessesAMinute = 10
const addressesKept = 1000

/**
 * On loopback a request must name the server by a loopback name and come from its own pages. Elsewhere names cannot be known, so every request needs the token:
 * as `Authorization: Bearer`, as cookie, or as `token` in the address, which is how sockets bring it.
 */
export function createGuard({ host, token }: { host: string; token: string | undefined }): Guard {
  const guesses = new Map<string, { tried: Set<string>; since: number }>()

  /**
   * Counts a wrong token; whether the address has given too many of them. One that comes again is no new guess: a client with a
   * wrong key says it with each of its requests, a dozen a second, and is to be heard once its user has put it right.
   */
  function isGuessing(address: string, wrong: string | null): boolean {
    const now = performance.now()
    const known = guesses.get(address)
    const current = known && now - known.since < 60_000 ? known : { tried: new Set<string>(), since: now }
    if (current.tried.size >= guessesAMinute) return true
    if (wrong === null || current.tried.has(wrong)) return false
    current.tried.add(wrong)
    if (current.tried.size === guessesAMinute)
      console.error(`${address || 'Somebody'} has given ${guessesAMinute} wrong tokens within a minute.`)
    guesses.delete(address)
    guesses.set(address, current)
    if (guesses.size > addressesKept) guesses.delete(guesses.keys().next().value as string)
    return false
  }

  return {
    refusalOf(request) {
      const named = hostnameOf(`http://${request.headers.host ?? ''}`)
      if (isLoopback(host) && !(named && isLoopback(named)))
        return new Refusal(
          'forbidden',
          `This server answers to localhost only, not to "${cut(request.headers.host ?? '')}".`,
        )
      const { origin } = request.headers
      if (
        origin !== undefined &&
        origin !== `http://${request.headers.host}` &&
        origin !== `https://${request.headers.host}`
      )
        return new Refusal('forbidden', `Pages of other sites (${cut(origin)}) may not talk to this server.`)
      if (isFromElsewhere(request))
        return new Refusal('forbidden', 'Pages of other sites may not talk to this server.')
      if (token === undefined) return null
      const { named: given, cookie } = tokensOf(request)
      if (cookie !== undefined && isSame(cookie, keyOf(token))) return null
      const isRight = given.some((one) => isSame(one, token))
      const wrong = given.length > 0 && !isRight ? keyOf(given.join('\n')) : null
      if (isGuessing(request.socket?.remoteAddress ?? '', wrong))
        return new Refusal('too-many', 'Too many wrong tokens came from this address: wait a minute.')
      if (!isRight)
        return new Refusal(
          'unauthorized',
          'This server wants its token: add ?token=… to the address, or send Authorization: Bearer ….',
        )
      return null
    },
  }
}

/** Old browsers send no `Origin` with a form; what all newer ones say of themselves is enough. A link from elsewhere may be followed. */
function isFromElsewhere({ headers, method }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  if (site !== 'cross-site' && site !== 'same-site') return false
  const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  return !(isLink && (method ?? 'GET') === 'GET')
}

/** What nearly every request names: a URL need not be made of it. */
const plainHost = /^http:\/\/(localhost|127\.0\.0\.1)(?::\d{1,5})?$/

function hostnameOf(address: string): string | null {
  const plain = plainHost.exec(address)?.[1]
  if (plain !== undefined) return plain
  // The name must be all there is: what stands before an @ or behind a # would be read as something else.
  if (/[@#?/\\]/.test(address.slice('http://'.length))) return null
  try {
    return new URL(address).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return null
  }
}

/** What SwanLab's client is given for its key, which is the token: it sends that as the cookie `sid` from then on. */
export const sessionFor = (key: string) => `${session}${encodeURIComponent(key)}`
const session = 'lossglass-'

/** The key of SwanLab's client: bare when it logs in, in its session after that. */
export function swanlabKey({
  authorization = '',
  cookie = '',
}: IncomingMessage['headers']): string | undefined {
  const given = new RegExp(`(?:^|; )sid=${session}([^;]+)`).exec(cookie)?.[1]
  if (given === undefined) return /^[^ ]+$/.exec(authorization)?.[0]
  try {
    return decodeURIComponent(given)
  } catch {
    return undefined
  }
}

/** What ClearML's client is given for its secret, which is the token: it has to look like a JWT, whose last part nobody but we read. */
export function jwtFor(secret: string, payload: object): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64url')
  return [JSON.stringify({ alg: 'none' }), JSON.stringify(payload), secret].map(encoded).join('.')
}

function secretInJwt(bearer: string | undefined): string | undefined {
  const [, secret] = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(bearer ?? '') ?? []
  return secret && Buffer.from(secret, 'base64url').toString('utf8')
}

function tokensOf({ headers, url }: IncomingMessage): { named: string[]; cookie: string | undefined } {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? passwordOf(headers.authorization)
  const cookie = new RegExp(`(?:^|; )${tokenCookie}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
  const query = new URLSearchParams(url?.split('?').slice(1).join('?')).get('token') ?? undefined
  const trackio = headers['x-trackio-write-token']
  return {
    named: [
      bearer,
      query,
      typeof trackio === 'string' ? trackio : undefined,
      swanlabKey(headers),
      secretInJwt(bearer),
    ].filter((token) => token !== undefined),
    cookie,
  }
}

/** Clients of other tools send it as a password, with any name before it. */
export function passwordOf(authorization = ''): string | undefined {
  const basic = /^Basic ([\w+/=-]+)$/i.exec(authorization)?.[1]
  return (
    basic &&
    Buffer.from(basic, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, '')
  )
}

function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
