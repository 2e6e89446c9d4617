/** What whoever asks may do, noted where doors, pages and scripts of pages find it. */
import type { IncomingHttpHeaders } from 'node:http'
import { allows, type Right, rights } from '../tokens/right.ts'

/** Set by the front door, whatever came in it. */
const header = 'x-lossglass-rights'

export function noteRights(headers: IncomingHttpHeaders, given: readonly Right[]): void {
  headers[header] = given.join()
}

/** Of a request that has passed the front door. */
export function rightsNoted(headers: Pick<Headers, 'get'>): readonly Right[] {
  const names = (headers.get(header) ?? '').split(',')
  return rights.filter((right) => names.includes(right))
}

/** What pages show fewer buttons by; nothing is allowed by it, so scripts may read it. */
export const rightsCookie = 'lossglass-may'

/** The header that sets it, where the browser has another: cookies are those of all ports of a host. */
export function cookieOfRights(
  { cookie: kept = '' }: IncomingHttpHeaders,
  given: readonly Right[],
  basePath = '',
): string[] {
  const may = allows(given, 'owner') ? '' : allows(given, 'control') ? 'control' : 'read'
  if ((new RegExp(`(?:^|; )${rightsCookie}=(\\w*)`).exec(kept)?.[1] ?? '') === may) return []
  return [
    `${rightsCookie}=${may}; SameSite=Strict; Path=${basePath || '/'}${may === '' ? '; Max-Age=0' : ''}`,
  ]
}
