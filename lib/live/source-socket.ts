/** A source's end of the live channel; runs in Node. */
import type { Socket } from 'socket.io-client'
import type { RunEvent } from '../run.ts'
import { type Answer, type Command, type FromSource, sourceNamespace, type ToSource } from './events.ts'
import { openSocket } from './open-socket.ts'
import { noWebsocket, whyTurnedAway } from './turned-away.ts'
import { encodeEvents } from './wire.ts'

/** How long the server may take to answer before the events are sent again. */
const answerMs = 15_000
const longestDelayMs = 2000

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
  /** The server does not want it, and says why: a wrong token, or one without the right to log. It comes again by itself. */
  onTurnedAway(why: string): void
  onCommand(command: Command): void
}

export function openSourceSocket(options: SourceSocketOptions): SourceSocket {
  const { url, token, sourceId, runId, onConnect, onTurnedAway, onCommand } = options
  const socket: Socket<ToSource, FromSource> = openSocket(url, sourceNamespace, {
    transports: ['websocket'],
    // The token in the address: the server turns away a request without it before it hears of `auth`.
    ...(token === undefined ? {} : { query: { token } }),
    auth: { sourceId, runId },
    reconnectionDelay: 300,
    reconnectionDelayMax: longestDelayMs,
  })
  socket.on('connect', () => {
    before = null
    onConnect()
  })
  let again: NodeJS.Timeout | undefined
  let before: string | null = null
  socket.on('connect_error', async ({ message }) => {
    if (socket.active) {
      // No server answers, or it opens no door: socket.io tries again without us.
      const why = await whyTurnedAway(url, token)
      if (why && (why !== noWebsocket || before === why)) onTurnedAway(why)
      before = why
      return
    }
    onTurnedAway(message)
    again = setTimeout(() => socket.connect(), longestDelayMs)
  })
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
    close() {
      clearTimeout(again)
      socket.disconnect()
    },
  }
}
