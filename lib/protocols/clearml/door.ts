/**
 * ClearML's protocol, as clearml 2.1 speaks it: `CLEARML_API_HOST` pointed at this server. Its client asks with GET
 * and a body, and every two seconds how its task stands, which is the way back: a task that is told as stopped is
 * ended by it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Door, pathOf } from '../../http/exchange.ts'
import { jwtFor, passwordOf } from '../../http/given-tokens.ts'
import { Refusal } from '../../refusal.ts'
import { jsonOf, send, textOf } from '../exchange.ts'
import { type ClearmlParts, clearmlAnswers } from './answers.ts'

const service =
  /^\/(?:v\d+(?:\.\d+)?\/)?((?:auth|projects|tasks|events|models|queues|workers|server|users|organization)\.\w+)$/
/** Where files are sent that are not kept. */
const files = /^\/clearml-files(\/|$)/
/** Seconds that a session is said to hold, which is renewed before its end. */
const sessionSeconds = 30 * 24 * 3600

export const isOfClearml = (path: string) => service.test(path) || files.test(path)

export function clearmlDoor(parts: ClearmlParts): Door {
  const answers = clearmlAnswers(parts)

  async function answerTo(call: string, request: IncomingMessage): Promise<unknown> {
    if (call === 'auth.login') return { token: sessionOf(request, parts.now()) }
    if (call === 'events.add_batch' || call === 'events.add') return answers.add(await textOf(request))
    const answer = answers.json.get(call)
    if (answer) return answer(await jsonOf(request), clientOf(request))
    request.resume()
    return { updated: 1, fields: {} }
  }

  return (request, response) => {
    const path = pathOf(request)
    if (files.test(path)) {
      request.resume()
      send(response, 200, [])
      return true
    }
    const [, call] = service.exec(path) ?? []
    if (call === undefined) return false
    respond(response, call, () => answerTo(call, request))
    return true
  }
}

function sessionOf({ headers }: IncomingMessage, now: number): string {
  const secret = passwordOf(headers.authorization) ?? ''
  const exp = Math.floor(now / 1000) + sessionSeconds
  return jwtFor(secret, { exp, api_version: '2.23', server_version: '1.16.0', feature_set: 'basic' })
}

const clientOf = ({ headers }: IncomingMessage) => ({
  name: String(headers['x-clearml-client'] ?? ''),
  host: String(headers['x-clearml-worker'] ?? ''),
})

async function respond(response: ServerResponse, call: string, work: () => Promise<unknown>): Promise<void> {
  const meta = (code: number, message: string) => ({
    ...{ id: '', trx: '', endpoint: { name: call, requested_version: '2.23', actual_version: '2.23' } },
    ...{ result_code: code, result_subcode: 0, result_msg: message, error_data: {} },
  })
  try {
    const data = await work()
    send(response, 200, { meta: meta(200, 'OK'), data })
  } catch (error) {
    const { message } = error as Error
    const isUnavailable = error instanceof Refusal && error.code === 'unavailable'
    // What is logged is sent again in the background, and a task that cannot begin is better told at once.
    if (isUnavailable && /^events\.|^tasks\.create$/.test(call))
      return send(response, 503, { meta: meta(503, message), data: {} })
    if (error instanceof Refusal && error.code === 'not-found' && call === 'tasks.get_by_id')
      return send(response, 400, { meta: meta(400, message), data: {} })
    console.error(`What a ClearML client sent could not be taken in: ${message}`)
    send(response, 200, { meta: meta(200, 'OK'), data: { updated: 0, fields: {} } })
  }
}
