/** What a store can do. There are three, of SQLite, of PostgreSQL and in memory; one contract test for all. */
import type { Annotation } from '../annotation.ts'
import type { Averages } from '../averages.ts'
import type { ConsoleEnd, ConsolePart } from '../console/console-lines.ts'
import type { NumberArray } from '../losses/index.ts'
import type { PackedPoints } from '../packed-points.ts'
import type { PredictionHead, Predictions, Which } from '../predictions/predictions.ts'
import type { Finding, Run, RunEvent } from '../run.ts'
import type { FoundRuns, RunSearch } from '../search/search.ts'
import type { SeriesColumns } from '../series.ts'
import type { Sweep } from '../sweep/sweep.ts'
import type { StoredToken } from '../tokens/token.ts'

/** What is known of a series without reading its points; numbers of finite values are null while there is none. */
export type SeriesSummary = {
  name: string
  count: number
  first: number
  last: { step: number; value: number; time: number }
  min: { step: number; value: number } | null
  max: { step: number; value: number } | null
  nonFinite: number
  /** Points that came in the place of others with the same step. */
  replaced: number
}

export type RunRecord = { run: Run; series: SeriesSummary[]; findings: Finding[] }

export type RunStanding = Pick<Run, 'id' | 'status' | 'stopAsked'>

export type RunsQuery = {
  project?: string | undefined
  status?: Run['status'] | undefined
  /** Started from a time to another, ms since 1970, both taken, and not this one. */
  beside?: { id: string; from: number; to: number } | undefined
  limit: number
}

/** `params`: by name. */
export type ListedFields = { params: [name: string, values: string[]][]; series: string[]; tags: string[] }

export type PointsQuery = {
  /** Names; all series when left out. */
  series?: readonly string[] | undefined
  /** Steps, ends included. */
  from?: number | undefined
  to?: number | undefined
  /** Only points after this step. */
  after?: number | undefined
  /** At most about four points each: first, last, lowest, highest, and every kind of non-finite value. Left out: every point. */
  buckets?: number | undefined
  /** The number of an earlier branch; the one that goes on when left out. */
  branch?: number | undefined
  /** At most this many points of each series, the first ones. Not with `buckets`. */
  limit?: number | undefined
}

/** What is drawn of many runs: series of these names, each as of `PointsQuery` with `buckets`. */
export type DrawnQuery = {
  runs: readonly string[]
  series: readonly string[]
  buckets: number
  from?: number | undefined
  to?: number | undefined
}

/** `complete` is false where points were left out. */
export type PointsPage = { series: SeriesColumns[]; complete: boolean }

/**
 * The state of a run's detectors, as text; the version of the run that it goes by, and the one that the commit makes of it. A run that is
 * not there yet is at 0, and begins at any number: one that was deleted and made anew is not taken for the other.
 */
export type WatchSnapshots = ReadonlyMap<string, { text: string; version: number; next: number }>

/** Another server has committed to these runs: read them again, and judge anew. Nothing was stored. */
export class StaleRuns extends Error {
  constructor(readonly runIds: readonly string[]) {
    super('Another server has committed to these runs.')
  }
}

/** Runs of a project that train with the loss of this id, or with one that has none. */
export type WatchesQuery = { project: string; loss: string | null; limit: number }
export type WatchRecord = Pick<Run, 'id' | 'loss' | 'params'> & { watch: string }

export type PredictionStore = {
  /** In the place of those that the run had of the same epoch. Refuses more than `limits.predictionBytes` a run. The run must be there. */
  writePredictions(runId: string, predictions: Predictions): Promise<void>
  /** What there is of these runs, without the numbers. */
  listPredictions(runIds: readonly string[]): Promise<(PredictionHead & { runId: string })[]>
  readPredictions(runId: string, which: Which): Promise<Predictions | null>
  /** Targets that some run has, by their hash. */
  readTargets(hash: string): Promise<NumberArray | null>
}

export type ConsoleQuery = {
  /** Numbers of lines, both taken. */
  from?: number | undefined
  to?: number | undefined
  /** Only this many of the last lines. */
  last?: number | undefined
}

export type ConsoleStore = {
  /** How much a run has printed, and what is kept of it, by the numbers of its lines. */
  readConsole(runId: string, query: ConsoleQuery): Promise<{ total: number; parts: ConsolePart[] }>
  readConsoleEnd(runId: string): Promise<ConsoleEnd>
}

export type TokenStore = {
  /** By name. */
  listTokens(): Promise<StoredToken[]>
  /** Whether it was stored: not where another has its name. */
  addToken(token: StoredToken): Promise<boolean>
  /** Whether there was one. */
  deleteToken(name: string): Promise<boolean>
  /** That the token of this hash was used then, unless it was used later. */
  noteTokenUse(hash: string, time: number): Promise<void>
}

export type Store = PredictionStore &
  ConsoleStore &
  TokenStore & {
    readonly kind: 'sqlite' | 'postgresql' | 'memory'
    /**
     * Stores all the events or none; when the promise resolves they are committed, and each of their runs has its next version. A signal
     * makes it none, and is why it rejects. Throws `StaleRuns` where a snapshot goes by another version than the stored one.
     */
    append(events: readonly RunEvent[], watches: WatchSnapshots, signal?: AbortSignal): Promise<void>
    readRun(id: string): Promise<RunRecord | null>
    /** Of these runs, those that exist, in the order of the ids. As `listRuns`, without series of the machine, which are no metrics. */
    readRuns(ids: readonly string[]): Promise<RunRecord[]>
    /** Newest first. */
    listRuns(query: RunsQuery): Promise<RunRecord[]>
    /** Of all runs those that are asked for, in the order that is asked for. */
    searchRuns(search: RunSearch): Promise<FoundRuns>
    /** What may be asked for: each parameter and series of any run, with the texts that runs have there, this many of each at most. */
    listFields(most: number): Promise<ListedFields>
    listProjects(): Promise<string[]>
    readPoints(runId: string, query: PointsQuery): Promise<PointsPage>
    /** By the order of the runs and the names of their series; what is not there is left out. */
    readDrawn(query: DrawnQuery): Promise<PackedPoints>
    /** Of whole series; of all of them without names. */
    readAverages(runId: string, names?: readonly string[]): Promise<Averages[]>
    /** By the ids of those that there are; a run that no detector has seen has no text. */
    readWatches(runIds: readonly string[]): Promise<Map<string, { text: string | null; version: number }>>
    /** Newest first; runs without a state are left out. */
    listWatches(query: WatchesQuery): Promise<WatchRecord[]>
    readFinding(id: string): Promise<Finding | null>
    /** Those of a run, by time. */
    listAnnotations(runId: string): Promise<Annotation[]>
    readSetting(name: string): Promise<string | null>
    /** Resolves when it is committed. */
    writeSetting(name: string, value: string): Promise<void>
    /** Those whose names begin so, by name. */
    listSettings(prefix: string): Promise<Map<string, string>>
    /** Removes it where it still has this value; whether it did: of servers that ask at once, for one. */
    deleteSetting(name: string, value: string): Promise<boolean>
    /** How the runs stand whose ids begin so, of which nothing else is read. */
    listStandings(prefix: string): Promise<RunStanding[]>
    /** Newest first. */
    listSweeps(): Promise<Sweep[]>
    /** The sweep with this id, or else with this name. */
    readSweep(idOrName: string): Promise<Sweep | null>
    /** Stores it, in the place of the one with its id; refuses where another has its name. Resolves when it is committed. */
    writeSweep(sweep: Sweep): Promise<void>
    /** Forgets the sweep; its runs stay. */
    deleteSweep(id: string): Promise<void>
    close(): Promise<void>
  }
