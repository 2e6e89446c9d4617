import { at } from '../../lib/base-path.ts'

/** `fetch` of this server: `path` begins with a slash, wherever its pages are served. */
export function ask(path: string, request?: RequestInit): Promise<Response> {
  return fetch(at(path), request)
}
