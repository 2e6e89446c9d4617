/** Bodies of requests that Next does not see, and the answers to them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGunzip } from 'node:zlib'
import { parsedJson } from '../http/answer.ts'
import { limits } from '../limits.ts'
import { toJson } from '../number.ts'
import { Refusal } from '../refusal.ts'

/** Whether a request was one of those that a door answers. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean

/** The JSON of a body, packed or not; nothing for an empty one. Refuses what is too long or none. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = await textOf(request)
  try {
    return text ? parsedJson(text) : {}
  } catch {
    throw new Refusal('malformed', 'The body is no JSON.')
  }
}

/** The text of a body, packed or not. Refuses what is too long, or packed wrongly. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const isPacked = /\bgzip\b/i.test(String(request.headers['content-encoding'] ?? ''))
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of isPacked ? request.pipe(createGunzip()) : request) {
      bytes += (chunk as Buffer).length
      if (bytes > limits.bytes) throw new Refusal('too-large', 'A request holds at most 16 MiB.')
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('malformed', 'The body cannot be read.')
  }
}

export function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(toJson(body))
}
