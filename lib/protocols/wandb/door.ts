/**
 * Weights & Biases' protocol, as wandb 0.31 speaks it: `WANDB_BASE_URL` pointed at this server is all that its client needs. One
 * refusal of its stream would silence it for the rest of the run, so only what is to be sent again is not taken.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressAsked } from '../../http/address-asked.ts'
import { basePathNoted, withBase } from '../../http/base-path.ts'
import { type Door, pathOf } from '../../http/exchange.ts'
import { Refusal } from '../../refusal.ts'
import { jsonOf, send } from '../exchange.ts'
import { runIdOf } from '../run-id.ts'
import { type GraphqlParts, graphqlAnswers, me } from './graphql.ts'
import { streamOf } from './stream.ts'

const stream = /^\/files\/[^/]+\/([^/]+)\/([^/]+)\/file_stream$/
/** Files, and what the client tells of itself: taken, not kept. */
const ignored = /^\/(wandb-upload\/|sdk\/otel\/)/
/** The pages of a project and of a run, as the client prints them in the terminal. */
const printed = new RegExp(`^/${me.name}/([^/]+)(?:/runs/([^/]+))?$`)

export const isPageOfWandb = (path: string) => printed.test(path)
export const isOfWandb = (path: string) => path === '/graphql' || stream.test(path) || ignored.test(path)

export function wandbDoor(parts: GraphqlParts): Door {
  const graphql = graphqlAnswers(parts)
  const take = streamOf(parts)
  return (request, response) => {
    const path = pathOf(request)
    if (ignored.test(path)) {
      request.resume()
      send(response, 200, {})
      return true
    }
    const page = request.method === 'GET' ? printed.exec(path) : null
    if (page) {
      response.writeHead(302, {
        location: withBase(
          placeOf(page.slice(1).map((part) => part && decodeURIComponent(part))),
          basePathNoted(request.headers),
        ),
      })
      response.end()
      return true
    }
    if (request.method !== 'POST') return false
    const [, project, name] = stream.exec(path) ?? []
    if (path === '/graphql') answer(response, async () => graphql(await jsonOf(request), addressOf(request)))
    else if (project && name)
      answer(response, async () =>
        take(decodeURIComponent(project), decodeURIComponent(name), await jsonOf(request)),
      )
    else return false
    return true
  }
}

/** The page of ours. */
function placeOf([project = '', name]: (string | undefined)[]): string {
  return name ? `/runs/${runIdOf(project, name)}` : `/?${new URLSearchParams({ project })}`
}

/** Where files are sent that are not kept. */
function addressOf({ headers }: IncomingMessage): string {
  return `${addressAsked(headers)}/wandb-upload/`
}

async function answer(response: ServerResponse, work: () => Promise<object>): Promise<void> {
  try {
    send(response, 200, await work())
  } catch (error) {
    // It is sent again with the same offsets, and nothing waits for it but the end of the program.
    if (error instanceof Refusal && error.code === 'unavailable') return send(response, 503, {})
    console.error(`What a W&B client sent could not be taken in: ${(error as Error).message}`)
    send(response, 200, {})
  }
}
