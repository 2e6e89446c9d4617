/** The server's end of the live channel for sources: takes their events, hands them commands. */
import type { Namespace, Socket } from 'socket.io'
import type { Recorder } from '../recorder.ts'
import { Refusal } from '../refusal.ts'
import { type RunEvent, runIdOf } from '../run.ts'
import { parseEvents } from '../schema.ts'
import { refusedBecause } from './answer.ts'
import { createClaims } from './claims.ts'
import type { Command, FromSource, ToSource } from './events.ts'
import { createHttpPrograms, type StopRequests } from './http-programs.ts'

/** How long a source may be away before its run counts as lost. */
const defaultGraceMs = 10_000

type SourceSocket = Socket<FromSource, ToSource>

export type Sources = {
  /** Hands a command to the source of a run. Refuses when there is none that can hear it. */
  command(command: Command): void
  /** A program sends something of these runs by HTTP: which of them are to stop, and why. */
  sentByHttp(runIds: Iterable<string>): StopRequests
  /** Refuses when a connected source has the run. */
  assertFree(runId: string): void
  /** Expects the source of a run that was running before the server started. */
  expect(runId: string): void
  /** To be called with committed events. */
  committed(events: readonly RunEvent[]): void
  close(): void
}

export function serveSources(
  namespace: Namespace<FromSource, ToSource>,
  {
    recorder,
    now,
    graceMs = defaultGraceMs,
  }: { recorder: Recorder; now(): number; graceMs?: number | undefined },
): Sources {
  const claims = createClaims<SourceSocket>(graceMs, (runId) => {
    recorder.record([{ type: 'run-lost', runId, time: now() }]).catch((error) => {
      if (!(error instanceof Refusal)) console.error(error)
    })
  })

  const programs = createHttpPrograms()

  function claim(runId: string, source: string, socket: SourceSocket): void {
    claims.claim(runId, source, socket)
    // Asked while it was away and sent HTTP instead.
    const command = programs.take(runId)
    if (command) socket.emit('command', command)
  }

  namespace.on('connection', (socket: SourceSocket) => {
    const { sourceId, runId } = socket.handshake.auth as { sourceId?: unknown; runId?: unknown }
    const source = typeof sourceId === 'string' ? sourceId : socket.id
    if (typeof runId === 'string') claimAtOnce(runId, source, socket)
    socket.on('events', async (input, answer) => {
      if (typeof answer !== 'function') return
      try {
        const events = parseEvents(input, now())
        for (const runId of new Set(events.map(runIdOf))) claim(runId, source, socket)
        await recorder.record(events)
        answer({ ok: true })
      } catch (error) {
        answer(refusedBecause(error))
      }
    })
    socket.on('disconnect', () => claims.disconnected(socket))
  })

  /** A source that comes back has its run again before it has anything to send. Another's run is refused with its first events. */
  function claimAtOnce(runId: string, source: string, socket: SourceSocket): void {
    try {
      claim(runId, source, socket)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  return {
    command(command) {
      const { runId, action } = command
      const socket = claims.connectionOf(runId)
      if (socket) socket.emit('command', command)
      else if (action !== 'stop' || !programs.leave(command))
        throw new Refusal(
          'conflict',
          `No program that trains "${runId}" is connected, so nobody can ${action} it.`,
        )
    },
    sentByHttp: programs.heard,
    assertFree(runId) {
      if (claims.connectionOf(runId))
        throw new Refusal(
          'conflict',
          `The run "${runId}" is being written by another program that is connected now: use another run id.`,
        )
    },
    expect: claims.expect,
    committed(events) {
      for (const event of events)
        if (event.type === 'run-ended' || event.type === 'run-deleted') {
          claims.release(event.runId)
          programs.release(event.runId)
        }
    },
    close: claims.close,
  }
}
