/** `/api/verbs/NAME`: verbs over HTTP. Those that only read take their input in the address, the others as JSON. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { limits } from '../limits.ts'
import { ask } from '../verbs/ask.ts'
import { inputOfSearch } from '../verbs/from-texts.ts'
import { verbs } from '../verbs/index.ts'
import { type Caller, callers, type Verb, type VerbParts } from '../verbs/verb.ts'
import { addressAsked } from './address-asked.ts'
import { faultOf } from './answer.ts'
import { bodyOf, jsonIn } from './body.ts'
import { type Door, pathOf, sendJson } from './exchange.ts'

/** The header in which our own command, and an agent that it serves, say who they are. */
export const callerHeader = 'x-lossglass-caller'

export function verbsDoor(parts: VerbParts): Door {
  return (request, response) => {
    const verb = verbs.find(({ name }) => pathOf(request) === `/api/verbs/${name}`)
    if (!verb) return false
    if (request.method === 'OPTIONS')
      response.writeHead(204, { allow: `${verb.isReadOnly ? 'GET, HEAD' : 'POST'}, OPTIONS` }).end()
    else answer(verb, parts, request, response)
    return true
  }
}

async function answer(
  verb: Verb,
  parts: VerbParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const asking = { ...parts, by: callerOf(request), address: addressAsked(request.headers) }
    sendJson(response, 200, await ask(verb, await inputOf(verb, request), asking))
  } catch (error) {
    const { status, text } = faultOf(error)
    sendJson(response, status, text)
  }
}

async function inputOf(verb: Verb, request: IncomingMessage): Promise<unknown> {
  if (!verb.isReadOnly) return jsonIn(await bodyOf(request, limits.smallBytes))
  const search = new URL(request.url ?? '', 'http://localhost').searchParams
  // It was for the guard.
  search.delete('token')
  return inputOfSearch(verb, search)
}

function callerOf({ headers }: IncomingMessage): Caller {
  return callers.find((caller) => caller === headers[callerHeader]) ?? 'api'
}
