/** `/api/drops`: files that somebody dropped on a page. Answered before Next, which would hold each file in memory. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DroppedFiles } from '../dropped/dropped-files.ts'
import { dropBody } from '../dropped/schema.ts'
import { limits } from '../limits.ts'
import { toJson } from '../number.ts'
import { parse } from '../parse.ts'
import { Refusal } from '../refusal.ts'
import { faultOf } from './answer.ts'
import { bodyOf, jsonIn } from './body.ts'
import { type Door, pathOf, sendJson } from './exchange.ts'

const address = /^\/api\/drops\/([0-9a-f]{32})(\/files)?$/

export function dropsDoor(dropped: DroppedFiles): Door {
  return (request, response) => {
    const found = address.exec(pathOf(request))
    if (!found) return false
    answer(request, response, dropped, found[1] as string, found[2] !== undefined)
    return true
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  dropped: DroppedFiles,
  drop: string,
  isFile: boolean,
): Promise<void> {
  try {
    if (request.method === 'DELETE') dropped.forget(drop)
    else if (isFile) await dropped.keep(drop, pathAsked(request), request)
    else if (request.method === 'POST') {
      const how = parse(dropBody, jsonIn(await bodyOf(request, limits.settingsBytes)))
      return sendJson(response, 200, toJson(await dropped.read(drop, how)))
    }
    response.writeHead(204).end()
  } catch (error) {
    // The rest is thrown away: else the sender would see the connection break instead of the answer.
    request.resume()
    const { status, text } = faultOf(error)
    sendJson(response, status, text)
  }
}

function pathAsked({ url }: IncomingMessage): string {
  const path = new URL(url ?? '', 'http://localhost').searchParams.get('path')
  if (path !== null) return path
  throw new Refusal('invalid', 'A file has a path: /api/drops/{id}/files?path=runs/results.csv')
}
