/** How the API answers: JSON in which NaN and ±Infinity survive, and errors of one shape. */

import { limits } from '../limits.ts'
import { toJson } from '../number.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'

const statuses: Record<RefusalCode, number> = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
  invalid: 422,
  'cannot-start': 500,
}

export function statusOf({ code }: Refusal): number {
  return statuses[code]
}

export function errorBody({ code, message, at }: Refusal): string {
  return JSON.stringify({ error: { code, message, ...(at === undefined ? {} : { at }) } })
}

export function json(body: unknown, status = 200): Response {
  return jsonText(toJson(body), status)
}

export function jsonText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } })
}

/** Runs a handler; a refusal becomes its 4xx, anything else a 500 that shows nothing of our insides. */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle()
  } catch (error) {
    if (error instanceof Refusal || (error as Error)?.name === 'Refusal')
      return jsonText(errorBody(error as Refusal), statusOf(error as Refusal))
    console.error(error)
    const message = 'Something went wrong in the server; its terminal says more.'
    return jsonText(JSON.stringify({ error: { code: 'internal', message } }), 500)
  }
}

/** The body of a request as JSON. Refuses one that is too large, before it is read to its end, or no JSON. */
export async function readJson(request: Request, most: number = limits.bytes): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > most)
      throw new Refusal(
        'too-large',
        `A request holds at most ${most < 2 ** 20 ? `${most / 2 ** 10} KiB` : `${most / 2 ** 20} MiB`} here: send less, or several smaller ones.`,
      )
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  try {
    return parsedJson(text)
  } catch {
    throw new Refusal(
      'malformed',
      'The body is no JSON; NaN and Infinity are written as the strings "NaN" and "Infinity".',
    )
  }
}

/** JSON, or what Python's `json.dumps` makes of it: bare NaN, Infinity and -Infinity, read as the texts that stand for them. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const bare = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g
    return JSON.parse(text.replace(bare, (found) => (found.startsWith('"') ? found : `"${found}"`)))
  }
}
