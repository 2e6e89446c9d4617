/**
 * `/api/health`: whether runs can be stored. Answered before Next, as it is asked for every few seconds, and most of
 * all when much is to do.
 */
import type { Store } from '../store/store.ts'
import { type Door, pathOf, sendJson } from './exchange.ts'

export type HealthParts = {
  kind: Store['kind']
  version: string
  /** What is wrong with the database, in a sentence; null while all is well. */
  trouble(): string | null
}

export function healthDoor({ kind, version, trouble }: HealthParts): Door {
  return (request, response) => {
    if (pathOf(request) !== '/api/health') return false
    if (request.method === 'OPTIONS') response.writeHead(204, { allow: 'GET, HEAD, OPTIONS' }).end()
    else {
      const found = trouble()
      const told = { ok: found === null, version, store: kind, ...(found !== null && { trouble: found }) }
      sendJson(response, found === null ? 200 : 503, JSON.stringify(told))
    }
    return true
  }
}
