/** Who may talk to the server. Other sites' pages and rebound names reach a loopback port too: they are turned away. */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../refusal.ts'

export type Guard = {
  /** Null when the request is welcome. */
  refusalOf(request: IncomingMessage): Refusal | null
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The cookie that a browser gets for `?token=…`, so that it need not be in every address. */
export const tokenCookie = 'lossglass-token'

/**
 * On loopback a request must name the server by a loopback name and come from its own pages. Elsewhere names cannot be known, so every request needs the token:
 * as `Authorization: Bearer`, as cookie, or as `token` in the address, which is how sockets bring it.
 */
export function createGuard({ host, token }: { host: string; token: string | undefined }): Guard {
  return {
    refusalOf(request) {
      const named = hostnameOf(`http://${request.headers.host ?? ''}`)
      if (isLoopback(host) && !(named && isLoopback(named)))
        return new Refusal(
          'forbidden',
          `This server answers to localhost only, not to "${request.headers.host ?? ''}".`,
        )
      const { origin } = request.headers
      if (
        origin !== undefined &&
        origin !== `http://${request.headers.host}` &&
        origin !== `https://${request.headers.host}`
      )
        return new Refusal('forbidden', `Pages of other sites (${origin}) may not talk to this server.`)
      if (token !== undefined && !tokensOf(request).some((given) => isSame(given, token)))
        return new Refusal(
          'unauthorized',
          'This server wants its token: add ?token=… to the address, or send Authorization: Bearer ….',
        )
      return null
    },
  }
}

function hostnameOf(address: string): string | null {
  try {
    return new URL(address).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return null
  }
}

function tokensOf({ headers, url }: IncomingMessage): string[] {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  const cookie = new RegExp(`(?:^|; )${tokenCookie}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
  const query = new URLSearchParams(url?.split('?').slice(1).join('?')).get('token')
  return [bearer, cookie && decoded(cookie), query].filter(
    (token) => token !== undefined && token !== null,
  ) as string[]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
