/** A source's end of the live channel; runs in Node. */
import { io, type Socket } from 'socket.io-client'
import type { RunEvent } from '../run.ts'
import { type Answer, type Command, type FromSource, sourceNamespace, type ToSource } from './events.ts'
import { encodeEvents } from './wire.ts'

/** How long the server may take to answer before the events are sent again. */
const answerMs = 15_000

export type SourceSocket = {
  connected(): boolean
  /** Null when no answer came: the events may or may not be stored, and may be sent again. */
  send(events: readonly RunEvent[]): Promise<Answer | null>
  close(): void
}

export type SourceSocketOptions = {
  url: string
  token?: string | undefined
  sourceId: string
  /** The run it writes, so that it has it again after a break in the connection before it sends anything. */
  runId?: string | undefined
  onConnect(): void
  onCommand(command: Command): void
}

export function openSourceSocket(options: SourceSocketOptions): SourceSocket {
  const { url, token, sourceId, runId, onConnect, onCommand } = options
  const socket: Socket<ToSource, FromSource> = io(new URL(sourceNamespace, url).href, {
    transports: ['websocket'],
    // The token in the address: the server turns away a request without it before it hears of `auth`.
    ...(token === undefined ? {} : { query: { token } }),
    auth: { sourceId, runId },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  })
  socket.on('connect', onConnect)
  socket.on('command', onCommand)
  return {
    connected: () => socket.connected,
    async send(events) {
      try {
        return await socket.timeout(answerMs).emitWithAck('events', encodeEvents(events))
      } catch {
        return null
      }
    },
    close: () => void socket.disconnect(),
  }
}
