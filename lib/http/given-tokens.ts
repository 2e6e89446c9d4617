/** Where requests have their tokens: each tool's client sends it in a way of its own. */
import type { IncomingMessage } from 'node:http'
import { tokenCookieOf } from '../tokens/token.ts'

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

/**
 * What ClearML's client is given for its secret, which is the token: it has to look like a JWT, whose last part
 * nobody but we read.
 */
export function jwtFor(secret: string, payload: object): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64url')
  return [JSON.stringify({ alg: 'none' }), JSON.stringify(payload), secret].map(encoded).join('.')
}

function secretInJwt(bearer: string | undefined): string | undefined {
  const [, secret] = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(bearer ?? '') ?? []
  return secret && Buffer.from(secret, 'base64url').toString('utf8')
}

/** The tokens that a request names, however clients of other tools do it, and what its browser keeps. */
export function tokensOf({ headers, url }: IncomingMessage): { named: string[]; cookie: string | undefined } {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? passwordOf(headers.authorization)
  const cookie = new RegExp(`(?:^|; )${tokenCookieOf(headers.host)}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
  // Spaces around it came along when it was pasted, and can be part of no token, as no header keeps them.
  const query = new URLSearchParams(url?.split('?').slice(1).join('?')).get('token')?.trim()
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
