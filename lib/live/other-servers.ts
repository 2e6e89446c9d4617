/** What servers on one database tell each other, and ask: through Redis, or PostgreSQL itself. Nothing that is stored hangs on it. */
import type { Server } from 'socket.io'
import type { RunEvent } from '../run.ts'
import type { Command, WireEvent } from './events.ts'
import { lightened } from './lightened.ts'
import { decodeEvent, encodeEvents } from './wire.ts'

/** What a server has to do with that others must not do too: runs whose programs are connected to it, by their sources; sweeps. */
export type Busy = { runs: [runId: string, sourceId: string][]; sweeps: string[] }

export type OtherServers = {
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
  committed() {},
  settingsChanged() {},
  tokensChanged() {},
  command: async () => false,
  busy: async () => ({ runs: [], sweeps: [] }),
}

const namespaceOfServers = '/servers'

type ToServers = {
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
  let last = { at: Number.NEGATIVE_INFINITY, busy: noOtherServers.busy() }

  return {
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
