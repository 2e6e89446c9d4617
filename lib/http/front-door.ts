/** What every request passes before a page or route sees it: the guard, an address that can be read, a token left at the door. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../refusal.ts'
import { errorBody, statusOf } from './answer.ts'
import { cookieFor, type Guard, withoutToken } from './guard.ts'

/** Nobody may frame a page (a click on a framed button would act), guess types, or load answers from elsewhere. */
const headers = {
  'content-security-policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Whether the request may go on; otherwise it has been answered. */
export function passes(
  { guard, token }: { guard: Guard; token: string | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  const refusal = guard.refusalOf(request) ?? faultOfAddress(request.url ?? '')
  if (refusal) {
    response.writeHead(statusOf(refusal), { 'content-type': 'application/json' })
    response.end(errorBody(refusal))
    return false
  }
  const bare = token === undefined ? null : withoutToken(request.url ?? '')
  if (token === undefined || bare === null) return true
  response.setHeader('set-cookie', cookieFor(token))
  const isPage = request.method === 'GET' && !bare.startsWith('/api/')
  if (!isPage) {
    request.url = bare
    return true
  }
  // The token stays neither in the address nor in what the page is made of.
  response.writeHead(303, { location: bare.replace(/^[/\\]+/, '/') })
  response.end()
  return false
}

/** Addresses that Next answers with a stack trace. */
function faultOfAddress(address: string): Refusal | null {
  try {
    decodeURIComponent(address.split('?')[0] as string)
    if (address.startsWith('/') && URL.canParse(address, 'http://localhost')) return null
  } catch {
    // Said below.
  }
  return new Refusal('malformed', 'This address cannot be read: write "%" as "%25".')
}
