/** What the clients of other tools send, and how they are answered. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, jsonIn } from '../http/body.ts'
import { sendJson } from '../http/exchange.ts'
import { toJson } from '../number.ts'

/** The JSON of a body; nothing for an empty one. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const bytes = await bodyOf(request)
  return bytes.length ? jsonIn(bytes) : {}
}

/** The text of a body; empty for none. */
export async function textOf(request: IncomingMessage): Promise<string> {
  return (await bodyOf(request)).toString('utf8')
}

export function send(response: ServerResponse, status: number, body: object): void {
  sendJson(response, status, toJson(body))
}
