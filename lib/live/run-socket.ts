/** A program's end of the live channel, by which it watches one run. */
import type { Socket } from 'socket.io-client'
import { type FromPage, pageNamespace, type ToPage } from './events.ts'
import { openSocket } from './open-socket.ts'
import type { Watcher } from './page-socket.ts'
import { whyTurnedAway } from './turned-away.ts'
import { decodeEvent } from './wire.ts'

export type WatchedServer = { url: string; token: string | undefined }

/** Comes again by itself while the server is away. Call the answer to stop. */
export function watchRun(
  { url, token }: WatchedServer,
  run: string,
  { onReady, onEvents, onConnection }: Watcher,
): () => void {
  const socket: Socket<ToPage, FromPage> = openSocket(url, pageNamespace, {
    transports: ['websocket'],
    // Each run by a connection of its own: who turns to another leaves the first.
    forceNew: true,
    ...{ reconnectionDelay: 300, reconnectionDelayMax: 2000 },
    ...(token && { query: { token } }),
  })
  socket.on('connect', () => {
    onConnection?.(true, true)
    socket.emit('watch', { run }, onReady)
  })
  socket.on('disconnect', () => onConnection?.(false, false))
  socket.on('connect_error', async () => {
    onConnection?.(false, false)
    // Reading tells why no door opens, or does without one where no websocket gets through.
    if (await whyTurnedAway(url, token)) onReady()
  })
  socket.on('behind', onReady)
  socket.on('events', (_watched, events, answer) => {
    onEvents(events.map(decodeEvent))
    answer()
  })
  return () => void socket.disconnect()
}
