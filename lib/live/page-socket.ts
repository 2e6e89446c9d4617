/** A page's end of the live channel; runs in the browser. */
import { io, type Socket } from 'socket.io-client'
import { at } from '../base-path.ts'
import type { RunEvent } from '../run.ts'
import { type FromPage, pageNamespace, type ToPage, type Watched } from './events.ts'
import { whenIdle } from './when-idle.ts'
import { decodeEvent } from './wire.ts'

type PageSocket = Socket<ToPage, FromPage>

export type Watcher = {
  /** Every later event is sure to come: what was before must be read now. After each connect, and when the page fell behind. */
  onReady(): void
  onEvents(events: RunEvent[]): void
  /** Whether what is shown follows the server; by its events, or where no websocket gets through by being read anew. */
  onConnection?(isFollowing: boolean, byEvents: boolean): void
}

type Each = (tell: (watcher: Watcher) => void) => void
type Shared = {
  socket: PageSocket
  watchers: Map<string, Set<Watcher>>
  /** Whether all is read anew every few seconds, since no websocket gets through. */
  isRead: boolean
  each: Each
  close(): void
}

let shared: Shared | null = null

/** One listener for all watchers: a page may watch hundreds of runs, and each message is of one. */
function openShared(): Shared {
  const socket: PageSocket = io(pageNamespace, {
    path: at('/socket.io'),
    autoConnect: false,
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  })
  const watchers: Shared['watchers'] = new Map()
  const each: Each = (tell) => {
    for (const known of [...watchers.values()]) for (const watcher of [...known]) tell(watcher)
  }
  socket.on('connect', () => {
    opened.isRead = false
    for (const [key, known] of [...watchers]) for (const watcher of [...known]) begin(socket, key, watcher)
  })
  const sayDeaf = () => each(({ onConnection }) => onConnection?.(opened.isRead, false))
  socket.on('disconnect', sayDeaf)
  socket.on('connect_error', sayDeaf)
  socket.on('behind', () => each(({ onReady }) => onReady()))
  socket.on('events', (of, events, answer) => {
    const known = watchers.get(JSON.stringify(of))
    const decoded = known ? events.map(decodeEvent) : []
    for (const { onEvents } of [...(known ?? [])]) onEvents(decoded)
    answer()
  })
  // What the page came with stands there meanwhile.
  const callOff = whenIdle(() => socket.connect())
  function close(): void {
    callOff()
    socket.disconnect()
  }
  const opened: Shared = { socket, watchers, isRead: false, each, close }
  return opened
}

function begin(socket: PageSocket, key: string, { onConnection, onReady }: Watcher): void {
  onConnection?.(true, true)
  socket.emit('watch', JSON.parse(key) as Watched, onReady)
}

/** Watches one run or all runs over the connection that all watchers of the page share. Call the answer to stop. */
export function watch(watched: Watched, watcher: Watcher): () => void {
  shared ??= openShared()
  const { socket, watchers, close } = shared
  const key = JSON.stringify(watched)
  const known = watchers.get(key) ?? new Set()
  watchers.set(key, known.add(watcher))
  if (socket.connected) begin(socket, key, watcher)
  return () => {
    if (!known.delete(watcher)) return
    if (known.size === 0) watchers.delete(key)
    if (known.size === 0 && socket.connected) socket.emit('unwatch', watched)
    if (watchers.size > 0) return
    close()
    shared = null
  }
}

/**
 * While no websocket gets through: whether the server answers all the same. All that is watched is then read, as
 * after a gap.
 */
export function readInstead(answers: boolean): void {
  if (!shared || shared.socket.connected) return
  shared.isRead = answers
  shared.each(({ onReady, onConnection }) => {
    onConnection?.(answers, false)
    if (answers) onReady()
  })
}
