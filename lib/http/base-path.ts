/** The base path of a server: taken off what comes in, put before what it sends browsers to. */
import type { IncomingHttpHeaders } from 'node:http'

/** Set by the front door, whatever came in it. */
const header = 'x-forwarded-prefix'

export function noteBasePath(headers: IncomingHttpHeaders, basePath: string): void {
  if (basePath) headers[header] = basePath
}

/** Of a request that has passed the front door. */
export function basePathNoted(headers: IncomingHttpHeaders): string {
  return String(headers[header] ?? '')
}

/** `/base/runs?x` as `/runs?x`. An address without it stays: a proxy may have taken it off, or none is between. */
export function withoutBase(address: string, basePath: string): string {
  if (!basePath || !address.startsWith(basePath)) return address
  const rest = address.slice(basePath.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : address
}

/** `/runs?x` as `/base/runs?x`, and `/` as `/base`, which is how Next knows its first page. */
export function withBase(address: string, basePath: string): string {
  return basePath ? basePath + address.replace(/^\/(?=\?|$)/, '') : address
}
