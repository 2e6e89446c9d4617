/** The HTTP server: what passes the guard goes to a door, or else to the pages. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { withBase, withoutBase } from '../http/base-path.ts'
import type { Door } from '../http/exchange.ts'
import { passes, passesToPages, sayStarting } from '../http/front-door.ts'
import type { Guard } from '../http/guard.ts'
import { foreignNeed } from '../protocols/needs.ts'

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown

export type Front = {
  http: Server
  /** Until then everybody hears that the server is starting. */
  open(doors: readonly Door[]): void
  isOpen(): boolean
  /** Answers what is under way, and cuts off who takes too long; `closing` is what closes the server meanwhile. */
  close(closing: () => Promise<void>): Promise<void>
}

/** Bytes of a request's head: an address may name as many runs as are compared at once, in 64 letters each. */
const longestHead = 64 * 1024

/** What is under way when the server is to end has so long to come to an end. */
const lastAnswersMs = 2500

/** `basePath`: below which pages are, so that `handle` is asked for them there; all else sees addresses without it. */
export function createFront(guard: Guard, handle: RequestHandler, basePath = ''): Front {
  let isClosing = false
  let doors: readonly Door[] | null = null
  const http = createServer({ maxHeaderSize: longestHead }, (request, response) => {
    request.url = withoutBase(request.url ?? '', basePath)
    if (isClosing) response.setHeader('connection', 'close')
    // Before the tokens are read nobody can be told from a stranger.
    if (!doors) return sayStarting(response)
    if (!passes({ guard, foreign: foreignNeed, basePath }, request, response)) return
    if (doors.some((isAnswered) => isAnswered(request, response))) return
    if (!passesToPages(request, response)) return
    request.url = withBase(request.url, basePath)
    return handle(request, response)
  })
  // Before the live channel hears of it, which is attached later.
  http.on('upgrade', (request) => {
    request.url = withoutBase(request.url ?? '', basePath)
  })
  const connections = new Set<Socket>()
  http.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return {
    http,
    open(opened) {
      doors = opened
    },
    isOpen: () => doors !== null,
    async close(closing) {
      isClosing = true
      const cutOff = setTimeout(() => {
        for (const socket of connections) socket.destroy()
      }, lastAnswersMs)
      const closed = closing()
      http.closeIdleConnections()
      await closed
      clearTimeout(cutOff)
    },
  }
}
