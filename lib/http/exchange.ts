/** Requests that are answered before Next sees them, and how. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Whether a request was one of those that a door answers. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean

export function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/** With its length, so that head and body go out as one. */
export function sendJson(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
