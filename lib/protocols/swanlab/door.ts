/**
 * SwanLab's protocol, as swanlab 0.10 speaks it: `SWANLAB_API_HOST` pointed at this server. A batch that is refused
 * is lost to its client, so only what is to be sent again is not taken; what is not known here is answered empty.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressAsked } from '../../http/address-asked.ts'
import { basePathNoted, withBase } from '../../http/base-path.ts'
import { type Door, pathOf } from '../../http/exchange.ts'
import { sessionFor, swanlabKey } from '../../http/given-tokens.ts'
import { Refusal } from '../../refusal.ts'
import { jsonOf, send } from '../exchange.ts'
import { type Answer, type SwanlabParts, swanlabAnswers } from './answers.ts'

const ours = /^\/api\/(project$|(login|user|projects?|experiment|house|resources|swanlab-upload)\/)/
/** What its client prints as the address of a project, or of a run. */
const page = /^\/@[^/]+\/([\w+.%-]+)(?:\/runs\/([\w-]+))?$/
const version = 'x-swanlab-sdk-version'

type Called = { parts: string[]; request: IncomingMessage; body(): Promise<unknown> }
type Call = { method: string; path: RegExp; answer(called: Called): Answer | Promise<Answer> }

const textOf = (header: string | string[] | undefined) => String(header ?? '').slice(0, 100)
const taken: Answer = { status: 200, body: {} }

export const isPageOfSwanlab = (path: string) => page.test(path)
export const isOfSwanlab = (path: string) => ours.test(path)

export function swanlabDoor(parts: SwanlabParts): Door {
  const calls = callsOf(swanlabAnswers(parts))
  return (request, response) => {
    const path = pathOf(request)
    if (request.method === 'GET' && page.test(path)) {
      response.writeHead(302, { location: withBase(pageOf(path), basePathNoted(request.headers)) })
      response.end()
      return true
    }
    if (!ours.test(path)) return false
    for (const { method, path: pattern, answer } of calls) {
      const found = request.method === method ? pattern.exec(path) : null
      if (!found) continue
      respond(response, () =>
        answer({
          parts: found.slice(1).map((part) => decodeURIComponent(part)),
          request,
          body: () => jsonOf(request),
        }),
      )
      return true
    }
    request.resume()
    send(response, taken.status, taken.body)
    return true
  }
}

function callsOf(answers: ReturnType<typeof swanlabAnswers>): Call[] {
  const project = '/api/project/[^/]+/([^/]+)'
  const call = (method: string, path: string, answer: Call['answer']): Call => ({
    method,
    path: new RegExp(`^${path}$`),
    answer,
  })
  return [
    call('POST', '/api/login/api_key', ({ request }) =>
      answers.login(sessionFor(textOf(request.headers.authorization))),
    ),
    // As versions before 0.8 ask for it: their client wants to hear whose it is.
    call('POST', '/api/project(?:/[^/]+)?', async ({ body }) => answers.ownProject(await body())),
    call('GET', project, ({ parts: [name = ''] }) => answers.project(name)),
    call('POST', `${project}/experiment`, async ({ parts: [name = ''], request, body }) =>
      answers.start(name, await body(), textOf(request.headers[version])),
    ),
    call('GET', `${project}/runs/([^/]+)`, ({ parts: [name = '', id = ''] }) => answers.run(name, id)),
    call('PUT', `${project}/runs/([^/]+)/profile`, async ({ parts: [, id = ''], body }) =>
      answers.profile(id, await body()),
    ),
    call('PUT', `${project}/runs/([^/]+)/state`, async ({ parts: [, id = ''], body }) =>
      answers.end(id, await body()),
    ),
    call('GET', '/api/house/metrics/summaries/[^/]+/([^/]+)', ({ parts: [id = ''] }) => answers.summary(id)),
    call('POST', '/api/house/metrics', async ({ body }) => answers.log(await body())),
    call(
      'POST',
      '/api/(?:resources/presigned/put|experiment/[^/]+/files/prepare)',
      async ({ request, body }) => answers.uploads(await body(), (name) => uploadAddress(request, name)),
    ),
  ]
}

/** Where a file is sent that is not kept. It is sent without the session, and one that is refused would hold up the end. */
function uploadAddress({ headers }: IncomingMessage, name: number): string {
  const key = swanlabKey(headers)
  const query = key === undefined ? '' : `?token=${encodeURIComponent(key)}`
  return `${addressAsked(headers)}/api/swanlab-upload/${name}${query}`
}

function pageOf(path: string): string {
  const [, project = '', run] = page.exec(path) ?? []
  return run ? `/runs/${run}` : `/?project=${project}`
}

async function respond(response: ServerResponse, work: () => Answer | Promise<Answer>): Promise<void> {
  try {
    const { status, body } = await work()
    send(response, status, body)
  } catch (error) {
    // It is sent again a few times, and what is logged meanwhile waits behind it, not the training.
    if (error instanceof Refusal && error.code === 'unavailable') return send(response, 503, {})
    console.error(`What a SwanLab client sent could not be taken in: ${(error as Error).message}`)
    send(response, taken.status, taken.body)
  }
}
