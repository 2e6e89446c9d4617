/** The runs that the recorder has at hand, each with its detectors; others are read again when an event comes. */
import { dataOf } from '../compare/comparability.ts'
import { lossAgreement } from '../compare/trained-loss.ts'
import type { RunFacts } from '../detectors/detector.ts'
import { noSiblings, type Siblings, siblingsOf } from '../detectors/memory/siblings.ts'
import { watchFromText } from '../detectors/memory/stored-watch.ts'
import { startWatch, updateFacts, type Watch } from '../detectors/memory/watch.ts'
import type { Pulse } from '../detectors/rules/stalled.ts'
import type { Run } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { createTurns, type Turns } from '../turns.ts'
import type { LastSteps, Resuming } from './resume.ts'

/** The pulse is known from the first points on that this recorder saw; siblings when they were first asked for. */
export type WatchedRun = {
  run: Run
  watch: Watch
  pulse: Pulse | null
  /** When anything of it arrived, be it of its machine: its program is there. */
  seenAt: number | null
  siblings: { of: Siblings; readAt: number } | null
  /** Ids of its findings. Grows only: an id of a commit that failed is found again. */
  found: Set<string>
  resuming: Resuming
  lastSteps: LastSteps
}

export type WatchedRuns = {
  load(id: string): Promise<WatchedRun | null>
  /** The run if it was used lately. */
  atHand(id: string): WatchedRun | null
  /** Those of these runs that are not at hand, read together; null for those that there are not. */
  loadOthers(ids: readonly string[], turns?: Turns): Promise<Map<string, WatchedRun | null>>
  /** What runs came to after a commit; null for those that were deleted. */
  keep(after: ReadonlyMap<string, WatchedRun | null>): void
  /** Where other runs like this one got, for points that arrive. A minute old at most; none for a run that has only begun. */
  siblingsOf(
    watched: Pick<WatchedRun, 'run' | 'watch' | 'siblings'>,
    arriving: readonly SeriesColumns[],
  ): Promise<WatchedRun['siblings']>
  all(): WatchedRun[]
  pulseOf(id: string): Pulse | null
}

const runsKept = 500
const siblingsRead = 20
/** Runs that are read in one question. */
const readAtOnce = 100
const siblingsAgeMs = 60_000
/** Before this row no detector asks for siblings: most of the cost of a short run is saved. */
const siblingsFromRow = 20

export type WatchedRunsParts = { store: Store; factsOf(run: Run): RunFacts; now(): number }

export function createWatchedRuns({ store, factsOf, now }: WatchedRunsParts): WatchedRuns {
  const kept = new Map<string, WatchedRun>()

  async function watched(record: RunRecord | null): Promise<WatchedRun | null> {
    if (!record) return null
    const snapshot = await store.readWatch(record.run.id)
    const facts = factsOf(record.run)
    const watch = (snapshot === null ? null : watchFromText(snapshot)) ?? startWatch(facts)
    // From the run itself: the way through JSON makes numbers of texts such as "NaN".
    updateFacts(watch, facts)
    const found = new Set(record.findings.map((finding) => finding.id))
    const lastSteps = new Map(record.series.map(({ name, last }) => [name, last.step]))
    return {
      run: record.run,
      watch,
      pulse: null,
      seenAt: null,
      siblings: null,
      found,
      resuming: null,
      lastSteps,
    }
  }

  return {
    async load(id) {
      return kept.get(id) ?? watched(await store.readRun(id))
    },

    atHand: (id) => kept.get(id) ?? null,

    async loadOthers(ids, turns = createTurns()) {
      const others = [...new Set(ids)].filter((id) => !kept.has(id))
      const loaded = new Map<string, WatchedRun | null>(others.map((id) => [id, null]))
      for (let from = 0; from < others.length; from += readAtOnce)
        for (const record of await store.readRuns(others.slice(from, from + readAtOnce))) {
          loaded.set(record.run.id, await watched(record))
          await turns()
        }
      return loaded
    },

    keep(after) {
      for (const [id, state] of after) {
        kept.delete(id)
        if (state) kept.set(id, state)
      }
      for (const id of kept.keys()) {
        if (kept.size <= runsKept) break
        kept.delete(id)
      }
    },

    async siblingsOf({ run, watch, siblings }, arriving) {
      if (siblings && now() - siblings.readAt < siblingsAgeMs) return siblings
      const rows = arriving.map(({ name, steps }) => {
        const entry = watch.series[name]
        return steps.length + (entry && 'level' in entry ? entry.rows.count : 0)
      })
      // In a project of everything, a loss without a name could be any loss.
      const isAnybodys = run.loss === null && run.project === 'default'
      if (isAnybodys || Math.max(0, ...rows) < siblingsFromRow) return siblings
      const others = await store.listWatches({
        project: run.project,
        loss: run.loss?.id ?? null,
        limit: siblingsRead,
      })
      const watches = others
        .filter((other) => other.id !== run.id && trainsTheSame(run, other))
        .flatMap((other) => watchFromText(other.watch) ?? [])
      return { of: watches.length ? siblingsOf(watches) : noSiblings, readAt: now() }
    },

    all: () => [...kept.values()],
    pulseOf: (id) => kept.get(id)?.pulse ?? null,
  }
}

/** Whether raw losses of the two are on one scale, as far as both say. */
function trainsTheSame(...both: Pick<Run, 'loss' | 'params'>[]): boolean {
  return lossAgreement(both) !== 'different' && dataOf(both).length === 0
}
