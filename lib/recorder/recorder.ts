/**
 * Checks the events that sources send, lets the detectors see them, stores them and only then passes them on. One writer:
 * what arrives while a commit runs is committed together afterwards.
 */

import type { RunFacts } from '../detectors/detector.ts'
import { noSiblings } from '../detectors/memory/siblings.ts'
import { copyWatch, observing, startWatch, updateFacts } from '../detectors/memory/watch.ts'
import { followPulse } from '../detectors/rules/stalled.ts'
import { Refusal } from '../refusal.ts'
import { applyToRun, type Finding, isEnded, type Run, type RunEvent, runIdOf } from '../run.ts'
import type { Store } from '../store/store.ts'
import { withoutSystem } from '../system/system-series.ts'
import { createTurns } from '../turns.ts'
import { createConsoleNumbers } from './console-numbers.ts'
import { type Entry, endsIn, takeEntries } from './entries.ts'
import { createKnownAnnotations } from './known-annotations.ts'
import { lastOfSteps } from './last-of-steps.ts'
import { mayRepeat, repeatsWhatIsKnown, withoutRepeats } from './repeats.ts'
import { branchOf, followSteps, resumingOf } from './resume.ts'
import { watchSilence } from './silence.ts'
import { isTold } from './told-findings.ts'
import { textsOf } from './watch-texts.ts'
import { createWatchedRuns, type WatchedRun } from './watched-runs.ts'

export type Recorder = {
  /** Resolves when all the events are committed; rejects with a `Refusal`, or with the store's error, when none is. */
  record(events: readonly RunEvent[]): Promise<void>
  /** The run as of the last commit. */
  runOf(id: string): Promise<Run | null>
  /** The same of several; those that there are not are left out. */
  runsOf(ids: readonly string[]): Promise<Run[]>
  /** When its newest points arrived, by this server's clock; null while none has since the server started. */
  heardAt(id: string): number | null
  /** What is known of the runs has changed: their detectors go by it from their next points on. */
  factsChanged(): void
  /** Records that running runs have gone silent, where they have. To be asked every few seconds. */
  watchSilence(): Promise<void>
  /** The clock has jumped by so many milliseconds, or the machine has slept: silence is counted from then. */
  clockMoved(ms: number): void
  /** Resolves when everything handed in so far is committed or refused. */
  idle(): Promise<void>
  /** Refuses what the store does not have yet, so that who sent it keeps it; only a commit under way has a little time. */
  close(): Promise<void>
}

export type RecorderParts = {
  store: Store
  /** What is known of a run for its detectors: its loss's chance level, floor and bound. */
  factsOf(run: Run): RunFacts
  /** Called with committed events, in order. */
  publish(events: readonly RunEvent[]): void
  /** Milliseconds, for when points arrive. */
  now(): number
  /** Whether the run's program holds a connection, which tells when it goes; of one that does not, only a long silence tells. */
  isConnected?(run: Run): boolean
}

/** How long a commit may take that is under way when the server ends. */
const lastCommitMs = 1500

export function createRecorder({
  store,
  factsOf,
  publish,
  now,
  isConnected = () => true,
}: RecorderParts): Recorder {
  const runs = createWatchedRuns({ store, factsOf, now })
  const numbers = createConsoleNumbers(store)
  const queue: Entry[] = []
  let draining: Promise<void> | null = null
  let areFactsStale = false
  const closing = new AbortController()
  const lastCommit = new AbortController()

  /** What an entry comes to: its events without those that change nothing, the findings, the states afterwards. */
  async function prepare({ events }: Entry, pending: ReadonlyMap<string, WatchedRun | null>) {
    const after = new Map<string, WatchedRun | null>()
    const accepted: RunEvent[] = []
    const turns = createTurns(closing.signal)
    const isKnownAnnotation = createKnownAnnotations(store)
    const printed = numbers.entry()
    const others = events.map(runIdOf).filter((id) => !pending.has(id))
    const loaded = await runs.loadOthers(others, turns)
    for (const sent of events.map(lastOfSteps)) {
      await turns()
      const id = runIdOf(sent)
      const before = after.has(id)
        ? after.get(id)
        : pending.has(id)
          ? pending.get(id)
          : (loaded.get(id) ?? runs.atHand(id))
      if (!before && sent.type !== 'run-started')
        throw new Refusal('not-found', `There is no run "${id}": send run-started first.`)
      if (before && isEnded(before.run) && (await repeatsWhatIsKnown(store, before.run, sent))) continue
      if (await isKnownAnnotation(sent)) continue
      printed.follow(sent)
      if (sent.type === 'console') {
        accepted.push(...(await printed.number(sent)))
        continue
      }
      // Detectors count what they see: points that come again are none.
      const event = before && mayRepeat(before, sent) ? await withoutRepeats(store, sent) : sent
      // Only of a lost run do repeats say something: that its source is back.
      if (event.type === 'points' && event.series.length === 0 && before?.run.status !== 'lost') continue
      // The machine tells nothing of the training: it goes on beside one that hangs, and before one that is resumed.
      const told = event.type === 'points' ? withoutSystem(event.series) : []
      const lastSteps = after.has(id) && before ? before.lastSteps : new Map(before?.lastSteps)
      const branch =
        before?.resuming && event.type === 'points' ? branchOf({ ...before, lastSteps }, told, now()) : null
      const left: RunEvent[] = branch ? [{ type: 'run-branched', runId: id, branch }] : []
      const happened = [...left, event]
      const run = happened.reduce(applyToRun, before?.run ?? null)
      accepted.push(...happened)
      if (!run) {
        after.set(id, null)
        continue
      }
      const watch =
        after.has(id) && before ? before.watch : before ? copyWatch(before.watch) : startWatch(factsOf(run))
      if (event.type === 'run-started') updateFacts(watch, factsOf(run))
      const found = before?.found ?? new Set<string>()
      let siblings = before?.siblings ?? null
      if (event.type === 'points') {
        siblings = await runs.siblingsOf({ run, watch, siblings }, told)
        const findings: Finding[] = []
        for (const _ of observing(watch, id, told, siblings?.of ?? noSiblings, findings)) await turns()
        for (const finding of findings)
          if (isTold(found, finding)) accepted.push({ type: 'finding', runId: id, finding })
      }
      if (event.type === 'finding') watch.stalled = event.finding
      if (watch.stalled && isEnded(run)) {
        const { stalled } = watch
        accepted.push({ type: 'finding', runId: id, finding: { ...stalled, resolvedStep: stalled.step } })
        watch.stalled = null
      }
      let resuming = before?.resuming ?? null
      if (event.type === 'run-started' && before) resuming = resumingOf(before.run, lastSteps)
      if (event.type === 'points') {
        if (branch || told.some(({ name }) => lastSteps.has(name))) resuming = null
        followSteps(lastSteps, branch, event.series)
      }
      const pulse = before?.pulse ?? null
      after.set(id, {
        run,
        watch,
        siblings,
        found,
        resuming,
        lastSteps,
        pulse: followPulse(pulse, told, now()),
        seenAt: event.type === 'points' ? now() : (before?.seenAt ?? null),
      })
    }
    return { accepted, after, printed }
  }

  async function commit(entries: Entry[]): Promise<void> {
    const pending = new Map<string, WatchedRun | null>()
    const committed: RunEvent[] = []
    const winners: Entry[] = []
    for (const [i, entry] of entries.entries()) {
      if (entry.events.some((event) => endsIn(pending, event))) {
        queue.unshift(...entries.slice(i))
        break
      }
      try {
        const { accepted, after, printed } = await prepare(entry, pending)
        printed.accept()
        for (const [id, state] of after) pending.set(id, state)
        committed.push(...accepted)
        winners.push(entry)
      } catch (error) {
        entry.reject(error)
      }
    }
    try {
      const texts = await textsOf(pending, createTurns(closing.signal))
      closing.signal.throwIfAborted()
      if (committed.length) await store.append(committed, texts, lastCommit.signal)
    } catch (error) {
      numbers.rolledBack()
      for (const { reject } of winners) reject(error)
      return
    }
    numbers.committed()
    runs.keep(pending)
    if (areFactsStale) renewFacts()
    try {
      publish(committed)
    } catch (error) {
      // They are stored all the same: whoever watches reads them again.
      console.error(error)
    }
    for (const { resolve } of winners) resolve()
  }

  async function drain(): Promise<void> {
    while (queue.length) await commit(takeEntries(queue))
    draining = null
  }

  function record(events: readonly RunEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (closing.signal.aborted) return reject(closing.signal.reason)
      queue.push({ events, resolve, reject })
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
    heardAt: (id) => runs.pulseOf(id)?.last ?? null,
    watchSilence: () => watchSilence({ runs, record, now, isConnected }),
    clockMoved(ms) {
      for (const watched of runs.all()) {
        if (watched.pulse) watched.pulse.last += ms
        if (watched.seenAt !== null) watched.seenAt += ms
      }
    },
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
