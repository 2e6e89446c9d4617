/** How the API answers: JSON in which NaN and ±Infinity survive, and errors of one shape. */

import { toJson } from '../number.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../refusal.ts'

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

/** What is said of an error: of a refusal its sentence, of anything else nothing of our insides. */
export function faultOf(error: unknown): { status: number; text: string } {
  if (isRefusal(error)) return { status: statusOf(error), text: errorBody(error) }
  console.error(error)
  const message = 'Something went wrong in the server; its terminal says more.'
  return { status: 500, text: JSON.stringify({ error: { code: 'internal', message } }) }
}

/** Runs a handler; a refusal becomes its 4xx, anything else a 500. */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle()
  } catch (error) {
    const { status, text } = faultOf(error)
    return jsonText(text, status)
  }
}
