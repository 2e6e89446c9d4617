/**
 * Checks the events that sources send, lets the detectors see them, stores them and only then passes them on. One writer:
 * what arrives while a commit runs is committed together afterwards.
 */

import type { RunFacts } from '../detectors/detector.ts'
import { updateFacts } from '../detectors/memory/watch.ts'
import { Refusal } from '../refusal.ts'
import { type Run, type RunEvent, runIdOf } from '../run.ts'
import { StaleRuns, type Store, type WatchSnapshots } from '../store/store.ts'
import { createTurns } from '../turns.ts'
import { createArrivals } from './arrivals.ts'
import { createConsoleNumbers } from './console-numbers.ts'
import { type Entry, endsIn, takeEntries } from './entries.ts'
import { createPreparer } from './prepare.ts'
import { watchSilence } from './silence.ts'
import { snapshotsOf } from './watch-snapshots.ts'
import { createWatchedRuns, type WatchedRun } from './watched-runs.ts'

export type Recorder = {
  /** Resolves when all the events are committed; rejects with a `Refusal`, or with the store's error, when none is. */
  record(events: readonly RunEvent[]): Promise<void>
  /** Another server has committed these events. */
  committedElsewhere(events: readonly RunEvent[]): void
  /** Another server may have committed to these runs. */
  changedElsewhere(runIds: readonly string[]): void
  /** Ids of the runs that are held in memory. */
  atHand(): string[]
  /** The run as of the last commit. */
  runOf(id: string): Promise<Run | null>
  /** The same of several; those that do not exist are left out. */
  runsOf(ids: readonly string[]): Promise<Run[]>
  /** When its newest points arrived, by this server's clock; null if none has since the server started. */
  heardAt(id: string): number | null
  /** What `factsOf` says has changed: the detectors of all runs go by it from the next points on. */
  factsChanged(): void
  /** Records which running runs have gone silent. To be called every few seconds. */
  watchSilence(): Promise<void>
  /** The clock has jumped by this many milliseconds, or the machine has slept: silence is counted from then. */
  clockMoved(ms: number): void
  /** Resolves when everything handed in so far is committed or refused. */
  idle(): Promise<void>
  /** Refuses what is not stored yet, so that its sender keeps it; only a commit under way is given a little time. */
  close(): Promise<void>
}

/** Ids of findings. */
export type News = ReadonlySet<string>

export type RecorderParts = {
  store: Store
  /** What is known of a run for its detectors: its loss's chance level, floor and bound. */
  factsOf(run: Run): RunFacts
  /** Called with committed events, in order. `news`: ids of findings that are new, or more severe than before. */
  publish(events: readonly RunEvent[], news: News): void
  /** Keeps, before a commit, what is to be told of it; null where nothing is. */
  announce?(events: readonly RunEvent[], news: News): Promise<void> | null
  /** What was announced was not committed; perhaps not, where `isSure` is false. */
  recant?(events: readonly RunEvent[], isSure: boolean): void
  /** Milliseconds, for when points arrive. */
  now(): number
  /** Whether the run's program holds a connection, whose end says that it is gone. Without one only a long silence does. */
  isConnected?(run: Run): boolean
}

/** What is committed together: the entries, their events, the runs after them, and ids of findings that are news. */
type Batch = {
  takenIn: Entry[]
  events: RunEvent[]
  pending: ReadonlyMap<string, WatchedRun | null>
  news: Set<string>
}

/** How long a commit may take that is under way when the server ends. */
const lastCommitMs = 1500
/** How often other servers may be first before a message is given back. */
const mostOvertaken = 20

export function createRecorder({
  store,
  factsOf,
  publish,
  announce = () => null,
  recant = () => {},
  now,
  isConnected = () => true,
}: RecorderParts): Recorder {
  const runs = createWatchedRuns({ store, factsOf, now })
  const arrivals = createArrivals(now)
  const numbers = createConsoleNumbers(store)
  const queue: Entry[] = []
  let draining: Promise<void> | null = null
  let areFactsStale = false
  const closing = new AbortController()
  const lastCommit = new AbortController()
  const prepare = createPreparer({ store, runs, numbers, factsOf, now, signal: closing.signal })

  /** Those of the entries that can be committed together; others are refused, or wait for the next commit. */
  async function together(entries: Entry[]): Promise<Batch> {
    const pending = new Map<string, WatchedRun | null>()
    const events: RunEvent[] = []
    const news = new Set<string>()
    const takenIn: Entry[] = []
    for (const [i, entry] of entries.entries()) {
      if (entry.events.some((event) => endsIn(pending, event))) {
        queue.unshift(...entries.slice(i))
        break
      }
      try {
        const { accepted, after, printed, news: ofEntry } = await prepare(entry, pending)
        printed.accept()
        for (const [id, state] of after) pending.set(id, state)
        events.push(...accepted)
        for (const id of ofEntry) news.add(id)
        takenIn.push(entry)
      } catch (error) {
        entry.reject(error)
      }
    }
    return { pending, events, news, takenIn }
  }

  async function commit(entries: Entry[]): Promise<void> {
    const { pending, events, news, takenIn } = await together(entries)
    let snapshots: WatchSnapshots
    try {
      snapshots = await snapshotsOf(pending, createTurns(closing.signal))
      closing.signal.throwIfAborted()
      await announce(events, news)
      if (events.length) await store.append(events, snapshots, lastCommit.signal)
    } catch (error) {
      numbers.rolledBack()
      recant(events, error instanceof StaleRuns)
      if (error instanceof StaleRuns) judgeAnew(takenIn, error.runIds)
      else for (const { reject } of takenIn) reject(error)
      return
    }
    numbers.committed()
    runs.keep(pending, snapshots)
    arrivals.follow(events)
    if (areFactsStale) renewFacts()
    try {
      publish(events, news)
    } catch (error) {
      // They are stored all the same: whoever watches reads them again.
      console.error(error)
    }
    for (const { resolve } of takenIn) resolve()
  }

  /** Another server was first: what it stored is read, and these are judged by it. */
  function judgeAnew(entries: readonly Entry[], staleIds: readonly string[]): void {
    changedElsewhere(staleIds)
    const again = entries.filter((entry) => ++entry.overtaken <= mostOvertaken)
    queue.unshift(...again)
    const busy = new Refusal('unavailable', 'Other servers keep writing to the same run: send this again.')
    for (const entry of entries) if (!again.includes(entry)) entry.reject(busy)
  }

  function changedElsewhere(runIds: readonly string[]): void {
    runs.forget(runIds)
    numbers.forget(runIds)
  }

  async function drain(): Promise<void> {
    while (queue.length) await commit(takeEntries(queue))
    draining = null
  }

  function record(events: readonly RunEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (closing.signal.aborted) return reject(closing.signal.reason)
      queue.push({ events, resolve, reject, overtaken: 0 })
      // What arrives in the same turn of the event loop is committed together.
      draining ??= new Promise((resolve) => setImmediate(resolve)).then(drain)
    })
  }

  function renewFacts(): void {
    areFactsStale = false
    for (const { run, watch } of runs.all()) updateFacts(watch, factsOf(run))
  }

  return {
    record,
    committedElsewhere(events) {
      changedElsewhere(events.map(runIdOf))
      arrivals.follow(events)
    },
    changedElsewhere,
    atHand: () => runs.all().map(({ run }) => run.id),
    runOf: async (id) => (await runs.load(id))?.run ?? null,
    async runsOf(ids) {
      const others = await runs.loadOthers(ids)
      return ids.flatMap((id) => (runs.atHand(id) ?? others.get(id))?.run ?? [])
    },
    factsChanged() {
      renewFacts()
      // What is under way goes by the old ones until it is committed.
      areFactsStale = draining !== null
    },
    heardAt: (id) => arrivals.of(id)?.pulse?.last ?? null,
    watchSilence: () => watchSilence({ runs, arrivals, record, now, isConnected }),
    clockMoved: arrivals.clockMoved,
    async idle() {
      await draining
    },
    async close() {
      const ended = new Refusal('unavailable', 'The server is ending: send this again when it is back.')
      closing.abort(ended)
      for (const { reject } of queue.splice(0)) reject(ended)
      const cutOff = setTimeout(() => lastCommit.abort(ended), lastCommitMs)
      await draining
      clearTimeout(cutOff)
    },
  }
}
