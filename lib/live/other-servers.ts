/**
 * What servers on one database tell each other, and ask: through Redis, or PostgreSQL itself. Nothing that is stored
 * hangs on it.
 */
import { setTimeout } from 'node:timers/promises'
import type { Server } from 'socket.io'
import type { RunEvent } from '../run.ts'
import type { Command, WireEvent } from './events.ts'
import { lightened } from './lightened.ts'
import { decodeEvent, encodeEvents } from './wire.ts'

/**
 * What a server has to do with that others must not do too: runs whose programs are connected to it, by their
 * sources; sweeps.
 */
export type Busy = { runs: [runId: string, sourceId: string][]; sweeps: string[] }

export type OtherServers = {
  /** Once another server has been met, or none is there. Before, nothing that is asked reaches one. */
  met: Promise<void>
  /** That these were committed by this server. */
  committed(events: readonly RunEvent[]): void
  settingsChanged(): void
  tokensChanged(): void
  /** Hands a command to the program of a run, wherever it is connected; whether it is. */
  command(command: Command): Promise<boolean>
  /** As of a moment ago at most. */
  busy(ageMs?: number): Promise<Busy>
}

/** What others tell and ask of this server. */
export type Hearing = {
  committed(events: readonly RunEvent[]): void
  settingsChanged(): void
  tokensChanged(): void
  command(command: Command): boolean
  busy(): Busy
}

export const noOtherServers: OtherServers = {
  met: Promise.resolve(),
  committed() {},
  settingsChanged() {},
  tokensChanged() {},
  command: async () => false,
  busy: async () => ({ runs: [], sweeps: [] }),
}

const namespaceOfServers = '/servers'

/** Milliseconds for which an answer to each greeting is waited for. A channel that opens later than all is met by heartbeats. */
const patience = [25, 50, 100, 200, 400, 800]

type ToServers = {
  hello(): void
  here(): void
  committed(events: WireEvent[]): void
  settings(): void
  tokens(): void
  command(command: Command, answer: (isTaken: boolean) => void): void
  busy(answer: (busy: Busy) => void): void
}

/** Through the adapter that `io` has. */
export function hearOtherServers(io: Server, hearing: Hearing): OtherServers {
  const namespace = io.of(namespaceOfServers)
  // Servers come by the adapter, not as clients.
  namespace.use((_socket, next) => next(new Error('This is for servers only.')))
  const listen = <Name extends keyof ToServers>(name: Name, heard: ToServers[Name]) =>
    namespace.on(name as 'connection', heard as () => void)
  listen('committed', (events) => hearing.committed(events.map(decodeEvent)))
  listen('settings', hearing.settingsChanged)
  listen('tokens', hearing.tokensChanged)
  listen('command', (command, answer) => answer(hearing.command(command)))
  listen('busy', (answer) => answer(hearing.busy()))

  /**
   * An adapter asks those whom it has heard, and hears nothing before its channel is open, which it does not tell:
   * so one who comes greets the others until somebody answers.
   */
  async function meet(): Promise<void> {
    let isMet = false
    listen('here', () => {
      isMet = true
    })
    for (const ms of patience) {
      if (isMet) return
      namespace.serverSideEmit('hello')
      await setTimeout(ms)
    }
  }

  /** What those said that answered in time: one that has just died does not. */
  function ask<T>(name: keyof ToServers, ...args: unknown[]): Promise<T[]> {
    return new Promise((resolve) =>
      namespace.serverSideEmit(name, ...args, (_error: Error | null, answers: T[] = []) => resolve(answers)),
    )
  }

  async function askBusy(): Promise<Busy> {
    const all = await ask<Busy>('busy')
    return { runs: all.flatMap(({ runs }) => runs), sweeps: all.flatMap(({ sweeps }) => sweeps) }
  }
  listen('hello', () => void namespace.serverSideEmit('here'))
  let last = { at: Number.NEGATIVE_INFINITY, busy: noOtherServers.busy() }

  return {
    met: meet(),
    committed(events) {
      namespace.serverSideEmit('committed', encodeEvents(events.map(lightened)).map(asBuffers))
    },
    settingsChanged: () => void namespace.serverSideEmit('settings'),
    tokensChanged: () => void namespace.serverSideEmit('tokens'),
    command: async (command) => (await ask<boolean>('command', command)).includes(true),
    busy(ageMs = 0) {
      if (performance.now() - last.at > ageMs) last = { at: performance.now(), busy: askBusy() }
      return last.busy
    },
  }
}

/** Adapters know buffers, and no other typed arrays. */
function asBuffers(event: WireEvent): WireEvent {
  if (event.type !== 'points') return event
  const plain = <Column>(column: Column) =>
    ArrayBuffer.isView(column) ? Buffer.from(column.buffer, column.byteOffset, column.byteLength) : column
  const series = event.series.map(({ name, steps, values, times }) => ({
    ...{ name, steps: plain(steps), values: plain(values), times: plain(times) },
  }))
  return { ...event, series }
}
