/** Which connected source a run belongs to: one at a time. A run whose source stays away is lost. */
import { Refusal } from '../refusal.ts'

type Claim<Connection> = {
  sourceId: string | null
  connection: Connection | null
  timer: NodeJS.Timeout | null
}

export type Claims<Connection> = {
  /** Takes a run for a source. Refuses one that another source, connected now, has; one that had it before has lost it. */
  claim(runId: string, sourceId: string, connection: Connection): void
  /** Expects the source of a run to come back, as after a restart of the server; it may be back already. */
  expect(runId: string): void
  /** The run has ended, or is gone. */
  release(runId: string): void
  /** A connection is closed: its runs are lost unless their sources come back in time. */
  disconnected(connection: Connection): void
  connectionOf(runId: string): Connection | null
  /** The runs whose sources are connected. */
  connected(): [runId: string, sourceId: string][]
  close(): void
}

export type ClaimsHeard = {
  /** The source of a run has stayed away. */
  away(runId: string): void
  /** Another source has the run now. */
  lost(runId: string): void
}

export function createClaims<Connection>(graceMs: number, { away, lost }: ClaimsHeard): Claims<Connection> {
  const claims = new Map<string, Claim<Connection>>()

  function startTimer(runId: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      claims.delete(runId)
      away(runId)
    }, graceMs)
    return timer.unref()
  }

  function release(runId: string): void {
    clearTimeout(claims.get(runId)?.timer ?? undefined)
    claims.delete(runId)
  }

  return {
    claim(runId, sourceId, connection) {
      const known = claims.get(runId)
      if (known?.connection && known.sourceId !== sourceId) refuseTaken(runId)
      release(runId)
      if (known?.sourceId != null && known.sourceId !== sourceId) lost(runId)
      claims.set(runId, { sourceId, connection, timer: null })
    },
    expect(runId) {
      if (claims.has(runId)) return
      claims.set(runId, { sourceId: null, connection: null, timer: startTimer(runId) })
    },
    release,
    disconnected(connection) {
      for (const [runId, claim] of claims)
        if (claim.connection === connection)
          claims.set(runId, { ...claim, connection: null, timer: startTimer(runId) })
    },
    connectionOf: (runId) => claims.get(runId)?.connection ?? null,
    connected: () =>
      [...claims].flatMap(([runId, { connection, sourceId }]) =>
        connection && sourceId !== null ? [[runId, sourceId]] : [],
      ),
    close() {
      for (const runId of claims.keys()) release(runId)
    },
  }
}

/** `advice`: what whoever asked may do instead. */
export function refuseTaken(runId: string, advice = 'use another run id, or stop that program.'): never {
  throw new Refusal(
    'conflict',
    `The run "${runId}" is being written by another program that is connected now: ${advice}`,
  )
}
