/** `/mcp`: MCP over streamable HTTP, each request by itself, without sessions. It stands behind the same guard as all else. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { McpHttpHandler } from '@modelcontextprotocol/server'
import { addressAsked } from '../http/address-asked.ts'
import { faultOf } from '../http/answer.ts'
import { bodyOf } from '../http/body.ts'
import { type Door, pathOf, sendJson } from '../http/exchange.ts'
import { rightsNoted } from '../http/noted-rights.ts'
import { limits } from '../limits.ts'
import { allows } from '../tokens/right.ts'
import { ask } from '../verbs/ask.ts'
import type { VerbParts } from '../verbs/verb.ts'

export type McpParts = VerbParts & { version: string; mayWrite: boolean }

/** Agents that may wait at a time for tools to change. */
const mostListening = 64

export function mcpDoor(parts: McpParts): Door {
  let handler: Promise<McpHttpHandler> | null = null
  return (request, response) => {
    if (pathOf(request) !== '/mcp') return false
    // Loaded once somebody comes: most servers never need it.
    handler ??= openHandler(parts)
    answer(handler, request, response)
    return true
  }
}

async function openHandler(parts: McpParts): Promise<McpHttpHandler> {
  const [{ createMcpHandler }, { mcpServer }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('./tools.ts'),
  ])
  return createMcpHandler(
    ({ requestInfo }) => {
      const headers = requestInfo?.headers ?? new Headers()
      const address = addressAsked(Object.fromEntries(headers))
      const mayWrite = parts.mayWrite && allows(rightsNoted(headers), 'control')
      const asking = { ...parts, by: 'agent' as const, address }
      return mcpServer({ ...parts, mayWrite, ask: (verb, input) => ask(verb, input, asking) })
    },
    { maxSubscriptions: mostListening },
  )
}

async function answer(
  handler: Promise<McpHttpHandler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = request.method === 'POST' ? await bodyOf(request, limits.settingsBytes) : null
    const { fetch } = await handler
    // What the guard left of them, and noted.
    const headers = Object.entries(request.headers).flatMap(([name, values = []]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    )
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const asked = new Request('http://localhost/mcp', {
      ...{ method: request.method ?? 'GET', headers, signal: gone.signal },
      ...(body && { body: body as BodyInit }),
    })
    const answered = await fetch(asked)
    response.writeHead(answered.status, Object.fromEntries(answered.headers))
    // Who listens for changes is answered piece by piece, until one of the two leaves.
    if (answered.body) await pipeline(Readable.fromWeb(answered.body as ReadableStream), response)
    else response.end()
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    const { status, text } = faultOf(error)
    sendJson(response, status, text)
  }
}
