/** Tells sources which of their runs are to stop, even where that was asked while they were away. */
import { isLive, type Run } from '../run.ts'
import type { Command } from './events.ts'

type Connection = { emit(event: 'command', command: Command): void }

export type Stops = {
  /** Sends what is asked of these runs and is not over, each once a connection. */
  tell(runIds: Iterable<string>, connection: Connection): Promise<void>
}

export function createStops(runOf: (id: string) => Promise<Run | null>): Stops {
  /** When what each connection was told of, by run, was asked. */
  const told = new WeakMap<Connection, Map<string, number>>()

  return {
    async tell(runIds, connection) {
      const toldHere = told.get(connection) ?? new Map<string, number>()
      told.set(connection, toldHere)
      for (const runId of runIds) {
        const run = await runOf(runId)
        // Whoever comes for a lost run may begin it anew: what it sends will say.
        if (!run?.stopAsked || !isLive(run) || toldHere.get(runId) === run.stopAsked.time) continue
        const { by, reason, time } = run.stopAsked
        toldHere.set(runId, time)
        connection.emit('command', { runId, action: 'stop', by, reason })
      }
    },
  }
}
