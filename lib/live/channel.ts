/** The live channel of a server: socket.io on the port that the pages have. */
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import { limits } from '../limits.ts'

export type Channel = Server

/** Who may not come is turned away before a connection is made, and tries again. */
export function openChannel(http: HttpServer, mayCome: (request: IncomingMessage) => boolean): Channel {
  return new Server(http, {
    transports: ['websocket'],
    maxHttpBufferSize: limits.bytes,
    serveClient: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    allowRequest: (request, decide) => decide(null, mayCome(request)),
  })
}
