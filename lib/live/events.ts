/** The contract of both ends of the live channel. Two namespaces: sources send events, pages watch them. */
import type { RunEvent } from '../run.ts'

export const sourceNamespace = '/source'
export const pageNamespace = '/page'

/** Why events were not taken. With `retry` the fault is the server's, and the same events may be sent again. */
export type Refused = { ok: false; retry: boolean; code: string; message: string; at?: string }
export type Answer = { ok: true } | Refused

/** What a source is asked to do with its run; a stop says why. */
export type Command =
  | { runId: string; action: 'stop'; by: string; reason: string }
  | { runId: string; action: 'pause' | 'resume'; by: string }

export type FromSource = {
  /** Encoded events (`wire.ts`); answered after the commit. */
  events(events: unknown, answer: (answer: Answer) => void): void
}
export type ToSource = { command(command: Command): void }

/**
 * What a page watches: one run in full but for what it prints, that, or all runs with the newest point of each
 * series, twice a second.
 */
export type Watched = { run: string } | { console: string } | { runs: true }

export type FromPage = {
  /** Answered once every later event is sure to come. */
  watch(watched: Watched, answer: () => void): void
  unwatch(watched: Watched): void
}
export type ToPage = {
  /** The page answers each message, so that the server sees how fast it is. */
  events(watched: Watched, events: WireEvent[], answer: () => void): void
  /** The page was too slow and events were left out: read again. */
  behind(): void
}

/** A column as it travels: few numbers as JSON, non-finite ones by name; many as the bytes of float64. */
export type WireColumn = (number | string)[] | ArrayBufferView | ArrayBuffer
export type WireEvent =
  | Exclude<RunEvent, { type: 'points' }>
  | {
      type: 'points'
      runId: string
      series: { name: string; steps: WireColumn; values: WireColumn; times: WireColumn }[]
    }
