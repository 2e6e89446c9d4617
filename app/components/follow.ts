import { watch } from '../../lib/live/page-socket.ts'
import type { RunEvent, RunView } from '../../lib/run.ts'

/** Between two reads that events make necessary: a source that keeps correcting itself is not read at its pace. */
const rereadMs = 1000

export type Following<State extends { view: RunView | null }> = {
  runId: string
  state: State
  /** The run is known to be as it was stored until the connection has been away: it need not be read at first. */
  isFresh?: boolean
  /** What is stored now; `reads` says how often it was read before. */
  read(known: State, reads: number): Promise<State>
  apply(state: State, event: RunEvent): State
  /** Whether a state can be shown; else the run is read again first. */
  isSure?(state: State): boolean
  onChange(state: State, reads: number): void
  onConnection?(connected: boolean): void
}

export type Followed<State> = {
  /** Changes the state by what was read beside it, unless the run has been read again since `reads`. */
  amend(reads: number, change: (state: State) => State): void
  stop(): void
}

/** What is known of a run, kept true by its events; after each gap it is read again. */
export function follow<State extends { view: RunView | null }>(of: Following<State>): Followed<State> {
  const { runId, apply, onChange, onConnection, isSure = () => true } = of
  let { state } = of
  let reads = 0
  let isSkipped = of.isFresh ?? false
  let isOver = false
  let newestRead = 0
  let readAt = Number.NEGATIVE_INFINITY
  let later: ReturnType<typeof setTimeout> | null = null
  /** Events since the oldest read that is under way: applied to what is read, where they change nothing twice. */
  let waiting: RunEvent[] | null = null

  /** `isLast`: shown even if it is not sure, since the server did not answer. */
  function take(from: State, events: readonly RunEvent[], isLast = false): void {
    const next = events.reduce(apply, from)
    if (isLast || isSure(next)) {
      state = next
      if (!isOver) onChange(state, reads)
      return
    }
    // Nobody sees half of it; but what was read is shown, or a source that never rests would hold it up for ever.
    const isRead = from !== state
    state = from
    if (isRead && !isOver) onChange(state, reads)
    waiting = [...events]
    later ??= setTimeout(readAgain, Math.max(0, readAt + rereadMs - performance.now()))
  }

  async function readAgain(): Promise<void> {
    const read = ++newestRead
    if (later) clearTimeout(later)
    later = null
    readAt = performance.now()
    waiting ??= []
    const again = await of.read(state, reads).catch(() => null)
    if (read !== newestRead || isOver) return
    const missed = waiting ?? []
    waiting = null
    // The server went away in between: the next connect reads again.
    if (!again) return take(state, missed, true)
    reads++
    take(again, sinceBranch(missed, again.view))
  }

  const stop = watch(
    { run: runId },
    {
      async onReady() {
        if (!isSkipped) return readAgain()
        isSkipped = false
      },
      onEvents(events) {
        if (waiting) waiting.push(...events)
        else take(state, events)
      },
      ...(onConnection && { onConnection }),
    },
  )
  return {
    amend(since, change) {
      if (since !== reads || isOver) return
      state = change(state)
      onChange(state, reads)
    },
    stop() {
      isOver = true
      if (later) clearTimeout(later)
      stop()
    },
  }
}

/** Events without those before a branch that is known already: their points were set aside, and are not to come back. */
function sinceBranch(events: readonly RunEvent[], view: RunView | null): readonly RunEvent[] {
  const known = new Set(view?.run.branches.map(({ number }) => number))
  const at = events.findLastIndex((event) => event.type === 'run-branched' && known.has(event.branch.number))
  return events.slice(at + 1)
}
