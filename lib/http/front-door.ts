/** What every request passes before a page or route sees it: the guard, an address that can be read, a token left at the door. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../refusal.ts'
import { errorBody, statusOf } from './answer.ts'
import { noteBasePath, withBase } from './base-path.ts'
import { cookieFor, type Guard, refusalFor, withoutToken } from './guard.ts'
import { faultOfMethod, faultOfOtherMethod, faultOfParameters } from './methods.ts'
import { type NeedOf, needOf } from './needs.ts'
import { cookieOfRights, noteRights } from './noted-rights.ts'
import { refusedPage } from './refused-page.ts'

/** Nobody may frame a page (a click on a framed button would act), guess types, or load answers from elsewhere. */
const headers = {
  'content-security-policy': [
    "default-src 'self'",
    // Next writes the data of a page into scripts of the page, and React styles into attributes.
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' ws: wss:",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Whether the request may go on; otherwise it has been answered. */
export function passes(
  { guard, foreign, basePath = '' }: { guard: Guard; foreign: NeedOf; basePath?: string | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  // Whose address of this server ends in a slash means the same path.
  const address = (request.url ?? '').replace(/^\/{2,}/, '/')
  request.url = address
  const visitor = guard.admit(request)
  noteBasePath(request.headers, basePath)
  if (visitor instanceof Refusal) {
    if (visitor.code === 'unauthorized') askForToken(request, response, visitor)
    else refuse(response, visitor, pathOf(address))
    return false
  }
  const method = request.method ?? 'GET'
  const path = pathOf(address)
  const lacking = refusalFor(visitor, needOf(method, address, foreign))
  const refusal =
    faultOfAddress(address) ??
    lacking ??
    faultOfMethod(method, path) ??
    faultOfParameters(method, path, address.slice(path.length + 1))
  if (refusal) {
    if (refusal === lacking) askForToken(request, response, refusal)
    else refuse(response, refusal, path)
    return false
  }
  noteRights(request.headers, visitor.rights)
  const isPage = method === 'GET' && !/^\/(api|_next)\//.test(address)
  const cookies = isPage ? cookieOfRights(request.headers, visitor.rights, basePath) : []
  const bare = visitor.named === null ? null : withoutToken(address)
  if (visitor.named !== null && bare !== null) {
    const { host, 'x-forwarded-proto': protocol } = request.headers
    cookies.push(cookieFor(visitor.named, { host, isSecure: protocol === 'https', basePath }))
  }
  if (cookies.length) response.setHeader('set-cookie', cookies)
  if (bare === null) return true
  if (!isPage) {
    request.url = bare
    return true
  }
  // The token stays neither in the address nor in what the page is made of.
  response.writeHead(303, { location: withBase(bare.replace(/^[/\\]+/, '/'), basePath) })
  response.end()
  return false
}

/** Whether what no protocol's door took may go on to the pages and the API; otherwise it has been answered. */
export function passesToPages(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = faultOfOtherMethod(request.method ?? 'GET', pathOf(request.url ?? ''))
  if (refusal) refuse(response, refusal)
  return refusal === null
}

/** For who comes before the database is open. */
export function sayStarting(response: ServerResponse): void {
  refuse(response, new Refusal('unavailable', 'This server is starting: try again in a moment.'))
}

function refuse(response: ServerResponse, refusal: Refusal, path = ''): void {
  response.writeHead(statusOf(refusal), { 'content-type': 'application/json' })
  // W&B's client tells its user nothing but what GraphQL calls errors.
  response.end(path === '/graphql' ? graphqlErrors(refusal) : errorBody(refusal))
}

/** A person, whose browser wants a page, is asked for a token; a program is told why it is refused. */
function askForToken(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { method, headers, url = '' } = request
  const isPage = method === 'GET' && headers.accept?.includes('text/html') && !url.startsWith('/api/')
  if (isPage) {
    response.writeHead(statusOf(refusal), { 'content-type': 'text/html; charset=utf-8' })
    response.end(refusedPage(refusal, url))
  } else refuse(response, refusal, pathOf(url))
}

function graphqlErrors({ message }: Refusal): string {
  return JSON.stringify({ errors: [{ message }] })
}

function pathOf(address: string): string {
  return address.split('?')[0] as string
}

/** Nothing in it that would have to be decoded. */
const plainAddress = /^(?:\/[\w.-]+)+$/

/** Addresses that Next answers with a stack trace, or with a page that is for its own use. */
function faultOfAddress(address: string): Refusal | null {
  if (pathOf(address).startsWith('/_global-error')) return new Refusal('not-found', 'There is no such page.')
  if (plainAddress.test(address)) return null
  if (!address.startsWith('/'))
    return new Refusal(
      'malformed',
      'A request names a path that begins with "/", such as /api/health, not a whole address: this server is no proxy.',
    )
  // No name has one, and PostgreSQL takes none in a question.
  if (address.includes('%00')) return new Refusal('malformed', 'An address holds no NUL ("%00").')
  try {
    decodeURIComponent(pathOf(address))
    if (URL.canParse(address, 'http://localhost')) return null
  } catch {
    // Said below.
  }
  return new Refusal('malformed', 'This address cannot be read: write "%" as "%25".')
}
