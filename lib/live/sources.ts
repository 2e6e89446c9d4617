/** The server's end of the live channel for sources: takes their events, hands them commands. */
import type { Namespace, Socket } from 'socket.io'
import type { Recorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import { isLive, type Run, type RunEvent, runIdOf } from '../run.ts'
import { parseEvents } from '../schema.ts'
import { refusedBecause } from './answer.ts'
import { createClaims, refuseTaken } from './claims.ts'
import type { Command, FromSource, ToSource } from './events.ts'
import type { OtherServers } from './other-servers.ts'
import { createStops } from './stops.ts'

/** How long a source may be away before its run counts as lost. */
const defaultGraceMs = 10_000
/** How old it may be what other servers said, where each message would ask them. */
const usualAgeMs = 2000

type SourceSocket = Socket<FromSource, ToSource>

export type Sources = {
  /** Hands a command to the source of a run. Refuses when none is connected, to no server. Stops are recorded instead. */
  command(command: Exclude<Command, { action: 'stop' }>): Promise<void>
  /** Refuses when nobody will hear that the run is to stop. */
  assertStoppable(run: Run): Promise<void>
  /** Refuses when a connected source has the run; `advice` says what to do then. */
  assertFree(runId: string, advice?: string): Promise<void>
  /** Hands on what another server was asked; whether the source of the run is connected here. */
  commandFromElsewhere(command: Command): boolean
  /** The runs whose sources are connected here. */
  connected(): [runId: string, sourceId: string][]
  /** Expects the source of a run that was running before the server started. */
  expect(runId: string): void
  /** To be called with committed events. */
  committed(events: readonly RunEvent[]): void
  close(): void
}

export type SourcesParts = {
  recorder: Recorder
  now(): number
  others: Pick<OtherServers, 'busy' | 'command'>
  graceMs?: number | undefined
}

export function serveSources(
  namespace: Namespace<FromSource, ToSource>,
  { recorder, now, others, graceMs = defaultGraceMs }: SourcesParts,
): Sources {
  const claims = createClaims<SourceSocket>(graceMs, { away, lost })
  const stops = createStops(recorder.runOf)

  function lost(runId: string): void {
    recorder.record([{ type: 'run-lost', runId, time: now() }]).catch(sayUnlessRefused)
  }

  /** It may have moved to another server. */
  function away(runId: string): void {
    sourceElsewhere(runId, 0)
      .then((source) => source === null && lost(runId))
      .catch(sayUnlessRefused)
  }

  /** Who trains the run and is connected to another server. */
  async function sourceElsewhere(runId: string, ageMs = usualAgeMs): Promise<string | null> {
    return (await others.busy(ageMs)).runs.find(([id]) => id === runId)?.[1] ?? null
  }

  function handOn(command: Command): boolean {
    const socket = claims.connectionOf(command.runId)
    socket?.emit('command', command)
    return socket !== null
  }

  function refuseUnheard(runId: string, action: string): never {
    throw new Refusal(
      'conflict',
      `No program that trains "${runId}" is connected, so nobody can ${action} it.`,
    )
  }

  namespace.on('connection', (socket: SourceSocket) => {
    const { sourceId, runId } = socket.handshake.auth as { sourceId?: unknown; runId?: unknown }
    const source = typeof sourceId === 'string' ? sourceId : socket.id
    if (typeof runId === 'string') claimAtOnce(runId, source, socket)
    socket.on('events', async (input, answer) => {
      if (typeof answer !== 'function') return
      try {
        const events = parseEvents(input, now())
        const runIds = new Set(events.map(runIdOf))
        for (const runId of runIds) {
          await refuseElsewhere(runId, source)
          claims.claim(runId, source, socket)
        }
        await recorder.record(events)
        await stops.tell(runIds, socket)
        answer({ ok: true })
      } catch (error) {
        answer(refusedBecause(error))
      }
    })
    socket.on('disconnect', () => claims.disconnected(socket))
  })

  /** Refuses a run that this server does not know to be written, and another one does. */
  async function refuseElsewhere(runId: string, source: string): Promise<void> {
    if (claims.connectionOf(runId)) return
    const elsewhere = await sourceElsewhere(runId)
    if (elsewhere !== null && elsewhere !== source) refuseTaken(runId)
  }

  /**
   * A source that comes back has its run again before it has anything to send. Another's run is refused with its
   * first events.
   */
  async function claimAtOnce(runId: string, source: string, socket: SourceSocket): Promise<void> {
    try {
      claims.claim(runId, source, socket)
      // The program before it may have lost the run by this.
      await recorder.idle()
      await stops.tell([runId], socket)
    } catch (error) {
      sayUnlessRefused(error)
    }
  }

  return {
    async command(command) {
      const { runId, action } = command
      if (!handOn(command) && !(await others.command(command))) refuseUnheard(runId, action)
    },
    async assertStoppable(run) {
      // One that is away comes back, and one that only sends HTTP hears it with an answer.
      if (isLive(run) || claims.connectionOf(run.id)) return
      if ((await sourceElsewhere(run.id)) === null) refuseUnheard(run.id, 'stop')
    },
    async assertFree(runId, advice) {
      if (claims.connectionOf(runId) || (await sourceElsewhere(runId)) !== null) refuseTaken(runId, advice)
    },
    commandFromElsewhere: handOn,
    connected: claims.connected,
    expect: claims.expect,
    committed(events) {
      for (const event of events) {
        if (event.type === 'run-ended' || event.type === 'run-deleted') claims.release(event.runId)
        if (event.type !== 'control' || event.done) continue
        const socket = claims.connectionOf(event.runId)
        if (socket) stops.tell([event.runId], socket).catch((error) => console.error(error))
      }
    },
    close: claims.close,
  }
}

function sayUnlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) console.error(error)
}
