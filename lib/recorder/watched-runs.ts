/** The runs that the recorder has at hand, each with its detectors; others are read again when an event comes. */
import type { RunFacts } from '../detectors/detector.ts'
import { watchFromText } from '../detectors/memory/stored-watch.ts'
import { startWatch, updateFacts, type Watch } from '../detectors/memory/watch.ts'
import type { Run } from '../run.ts'
import type { RunRecord, Store, WatchSnapshots } from '../store/store.ts'
import { createTurns, type Turns } from '../turns.ts'
import type { LastSteps, Resuming } from './resume.ts'
import { createRunSiblings, type ReadSiblings, type RunSiblings } from './run-siblings.ts'
import type { Found } from './told-findings.ts'

/** Siblings are known from when they were first asked for. */
export type WatchedRun = {
  run: Run
  /** Of the stored run that this goes by; 0 where it is not stored yet. */
  version: number
  watch: Watch
  siblings: ReadSiblings | null
  found: Found
  resuming: Resuming
  lastSteps: LastSteps
}

export type WatchedRuns = {
  load(id: string): Promise<WatchedRun | null>
  /** The run if it was used lately. */
  atHand(id: string): WatchedRun | null
  /** Those of these runs that are not at hand, read together; null for those that there are not. */
  loadOthers(ids: readonly string[], turns?: Turns): Promise<Map<string, WatchedRun | null>>
  /** What runs came to by a commit of these snapshots; null for those that were deleted. */
  keep(after: ReadonlyMap<string, WatchedRun | null>, snapshots: WatchSnapshots): void
  /** Another server has committed to these: they are read again when an event comes. */
  forget(ids: Iterable<string>): void
  siblingsOf: RunSiblings['of']
  all(): WatchedRun[]
}

const runsKept = 500
/** Runs that are read in one question. */
const readAtOnce = 100

export type WatchedRunsParts = { store: Store; factsOf(run: Run): RunFacts; now(): number }

export function createWatchedRuns({ store, factsOf, now }: WatchedRunsParts): WatchedRuns {
  const kept = new Map<string, WatchedRun>()
  const siblings = createRunSiblings(store, now)

  function watched(record: RunRecord, snapshots: Awaited<ReturnType<Store['readWatches']>>): WatchedRun {
    const { text, version } = snapshots.get(record.run.id) ?? { text: null, version: 0 }
    const facts = factsOf(record.run)
    const watch = (text === null ? null : watchFromText(text)) ?? startWatch(facts)
    // From the run itself: the way through JSON makes numbers of texts such as "NaN".
    updateFacts(watch, facts)
    const found = new Map(record.findings.map(({ id, severity }) => [id, severity]))
    const lastSteps = new Map(record.series.map(({ name, last }) => [name, last.step]))
    return {
      run: record.run,
      version,
      watch,
      siblings: null,
      found,
      resuming: null,
      lastSteps,
    }
  }

  return {
    async load(id) {
      const known = kept.get(id)
      if (known) return known
      // Versions first: where another server commits in between, this one is found to be the older.
      const snapshots = await store.readWatches([id])
      const record = await store.readRun(id)
      return record && watched(record, snapshots)
    },

    atHand: (id) => kept.get(id) ?? null,

    async loadOthers(ids, turns = createTurns()) {
      const others = [...new Set(ids)].filter((id) => !kept.has(id))
      const loaded = new Map<string, WatchedRun | null>(others.map((id) => [id, null]))
      for (let from = 0; from < others.length; from += readAtOnce) {
        const ids = others.slice(from, from + readAtOnce)
        const snapshots = await store.readWatches(ids)
        for (const record of await store.readRuns(ids)) {
          loaded.set(record.run.id, watched(record, snapshots))
          await turns()
        }
      }
      return loaded
    },

    keep(after, snapshots) {
      siblings.changed()
      for (const [id, state] of after) {
        kept.delete(id)
        const version = snapshots.get(id)?.next
        if (state && version !== undefined) kept.set(id, { ...state, version })
      }
      for (const id of kept.keys()) {
        if (kept.size <= runsKept) break
        kept.delete(id)
      }
    },

    forget(ids) {
      siblings.changed()
      for (const id of ids) kept.delete(id)
    },

    siblingsOf: siblings.of,

    all: () => [...kept.values()],
  }
}
