/** Who may talk to the server. Other sites' pages and rebound names reach a loopback port too: they are turned away. */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { cut, Refusal } from '../refusal.ts'
import type { TokenKeeper } from '../tokens/keeper.ts'
import { allows, type Need, type Right } from '../tokens/right.ts'
import { cookieValueOf, tokenCookieOf } from '../tokens/token.ts'
import { tokensOf } from './given-tokens.ts'
import { createGuesses } from './guesses.ts'
import { clientAddressOf, type Proxies, trustedProxies } from './proxies.ts'

export type Visitor = {
  rights: readonly Right[]
  /** The token that the request names, which a browser may keep as a cookie; null where it names none. */
  named: string | null
  /** Of its token; null for the owner's, and where none is wanted. */
  tokenName: string | null
}

export type Guard = {
  /** Who sends it, or why they are not welcome. Its headers are afterwards those that are to be believed. */
  admit(request: IncomingMessage): Visitor | Refusal
  /** Null when who sends it has the right. */
  refusalOf(request: IncomingMessage, need: Need): Refusal | null
}

export type GuardParts = {
  host: string
  /** The owner's; without one everybody who reaches the server is the owner. */
  token: string | undefined
  findToken?: TokenKeeper['find'] | undefined
  proxies?: Proxies | undefined
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** What a browser is given for `?token=…`: for no other pages of the host than those below the base path. */
export function cookieFor(token: string, { host = '', isSecure = false, basePath = '' } = {}): string {
  const secure = isSecure ? '; Secure' : ''
  return `${tokenCookieOf(host)}=${cookieValueOf(token)}; HttpOnly; SameSite=Strict; Path=${basePath || '/'}${secure}`
}

/** The address without its token, or null where it has none. */
export function withoutToken(address: string): string | null {
  const [path, ...rest] = address.split('?')
  const query = new URLSearchParams(rest.join('?'))
  if (!query.has('token')) return null
  query.delete('token')
  return query.size ? `${path}?${query}` : (path as string)
}

/** Why these rights are not enough; null when they are. */
export function refusalFor({ rights, tokenName }: Visitor, need: Need): Refusal | null {
  if (allows(rights, need)) return null
  const has = rights.map((right) => `"${right}"`).join(' and ')
  return new Refusal(
    'forbidden',
    `This needs the right "${need}", and the token "${tokenName}" has ${has} only.`,
  )
}

/**
 * On loopback a request must name the server by a loopback name, unless a trusted proxy sends it, and come from its own pages.
 * Elsewhere names cannot be known, so every request needs a token: as `Authorization: Bearer`, as cookie, or as `token` in the
 * address, which is how sockets bring it.
 */
export function createGuard({ host, token, findToken, proxies = trustedProxies([]) }: GuardParts): Guard {
  const { isGuessing } = createGuesses()
  const owner: Visitor = { rights: ['owner'], named: null, tokenName: null }
  const ownCookie = token === undefined ? '' : cookieValueOf(token)

  function holderOf(text: string): Visitor | null {
    if (token !== undefined && isSame(text, token)) return { ...owner, named: text }
    const found = findToken?.({ text })
    return found ? { rights: found.rights, named: text, tokenName: found.name } : null
  }

  function holderOfCookie(cookie: string): Visitor | null {
    if (isSame(cookie, ownCookie)) return owner
    const found = findToken?.({ cookie })
    return found ? { rights: found.rights, named: null, tokenName: found.name } : null
  }

  function admit(request: IncomingMessage): Visitor | Refusal {
    const isProxied = proxies.heed(request)
    const fault = faultOfNames(request, isLoopback(host) && !isProxied)
    if (fault) return fault
    if (token === undefined) return owner
    const { named, cookie } = tokensOf(request)
    const address = clientAddressOf(request)
    const known = named.map(holderOf).find((visitor) => visitor !== null)
    // What a browser keeps cannot be guessed, and must not be shut out by others who guess beside it.
    const kept = known || cookie === undefined ? null : holderOfCookie(cookie)
    if (kept) return kept
    if (isGuessing(address, known ? [] : named))
      return new Refusal('too-many', 'Too many wrong tokens came from this address: wait a minute.')
    if (known) return known
    return new Refusal(
      'unauthorized',
      'This server wants its token: add ?token=… to the address, or send Authorization: Bearer ….',
    )
  }

  return {
    admit,
    refusalOf(request, need) {
      const visitor = admit(request)
      return visitor instanceof Refusal ? visitor : refusalFor(visitor, need)
    },
  }
}

/** Why a request is refused for the name by which it calls the server, or for the page that it comes from. */
function faultOfNames(request: IncomingMessage, isLocal: boolean): Refusal | null {
  const { host = '', origin, 'x-forwarded-proto': protocol } = request.headers
  const named = hostnameOf(`http://${host}`)
  if (isLocal && !(named && isLoopback(named)))
    return new Refusal('forbidden', `This server answers to localhost only, not to "${cut(host)}".`)
  const schemes = protocol === undefined ? ['http', 'https'] : [protocol]
  if (origin !== undefined && !schemes.some((scheme) => origin === `${scheme}://${host}`))
    return new Refusal('forbidden', `Pages of other sites (${cut(origin)}) may not talk to this server.`)
  if (isFromElsewhere(request))
    return new Refusal('forbidden', 'Pages of other sites may not talk to this server.')
  return null
}

/**
 * Old browsers send no `Origin` with a form; what all newer ones say of themselves is enough. A link from elsewhere
 * may be followed.
 */
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

function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
