/** A page's end of the live channel; runs in the browser. */
import { io, type Socket } from 'socket.io-client'
import type { RunEvent } from '../run.ts'
import { type FromPage, pageNamespace, type ToPage, type Watched } from './events.ts'
import { decodeEvent } from './wire.ts'

type PageSocket = Socket<ToPage, FromPage>

export type Watcher = {
  /** Every later event is sure to come: what was before must be read now. After each connect, and when the page fell behind. */
  onReady(): void
  onEvents(events: RunEvent[]): void
  onConnection(connected: boolean): void
}

let shared: PageSocket | null = null
let watchers = 0

function openSocket(): PageSocket {
  shared ??= io(pageNamespace, {
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  })
  return shared
}

/** Watches one run or all runs over the connection that all watchers of the page share. Call the answer to stop. */
export function watch(watched: Watched, { onReady, onEvents, onConnection }: Watcher): () => void {
  const socket = openSocket()
  watchers++
  const key = JSON.stringify(watched)

  function begin(): void {
    onConnection(true)
    socket.emit('watch', watched, onReady)
  }
  function receive(of: Watched, events: Parameters<ToPage['events']>[1], answer: () => void): void {
    if (JSON.stringify(of) === key) onEvents(events.map(decodeEvent))
    answer()
  }
  const lose = () => onConnection(false)

  socket.on('connect', begin)
  socket.on('disconnect', lose)
  socket.on('connect_error', lose)
  socket.on('behind', onReady)
  socket.on('events', receive)
  if (socket.connected) begin()

  return () => {
    socket.off('connect', begin)
    socket.off('disconnect', lose)
    socket.off('connect_error', lose)
    socket.off('behind', onReady)
    socket.off('events', receive)
    if (socket.connected) socket.emit('unwatch', watched)
    watchers--
    if (watchers === 0) {
      socket.disconnect()
      shared = null
    }
  }
}
