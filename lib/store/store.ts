/** What a store can do. There are three, on SQLite, on PostgreSQL and in memory, and one contract test for all of them. */
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

/** What is known of a series without reading its points. `min` and `max` are of finite values, null while there is none. */
export type SeriesSummary = {
  name: string
  count: number
  first: number
  last: { step: number; value: number; time: number }
  min: { step: number; value: number } | null
  max: { step: number; value: number } | null
  nonFinite: number
  /** How many points replaced others of the same step. */
  replaced: number
}

export type RunRecord = { run: Run; series: SeriesSummary[]; findings: Finding[] }

export type RunStanding = Pick<Run, 'id' | 'status' | 'stopAsked'>

export type RunsQuery = {
  project?: string | undefined
  status?: Run['status'] | undefined
  /** Other runs than this one that started between two times, both included (ms since 1970). */
  beside?: { id: string; from: number; to: number } | undefined
  limit: number
}

/** What runs can be asked for: their parameters by name with some of their values, their series, their tags. */
export type ListedFields = { params: [name: string, values: string[]][]; series: string[]; tags: string[] }

export type PointsQuery = {
  /** Names; all series when left out. */
  series?: readonly string[] | undefined
  /** Steps, ends included. */
  from?: number | undefined
  to?: number | undefined
  /** Only points after this step. */
  after?: number | undefined
  /**
   * Into how many ranges of steps each series is thinned, of about four points each: first, last, lowest, highest,
   * and every kind of non-finite value. Every point when left out.
   */
  buckets?: number | undefined
  /** The number of an earlier branch; the current one when left out. */
  branch?: number | undefined
  /** Only the first so many points of each series. Not with `buckets`. */
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
 * By run: the state of its detectors as text, the version of the run that it was judged by, and the version that the
 * commit gives it. A run that does not exist yet has version 0 and begins at a random one, so that a run made anew is
 * not taken for the deleted one.
 */
export type WatchSnapshots = ReadonlyMap<string, { text: string; version: number; next: number }>

/** Another server has committed to these runs first. Nothing was stored: read them again and judge anew. */
export class StaleRuns extends Error {
  constructor(readonly runIds: readonly string[]) {
    super('Another server has committed to these runs.')
  }
}

/** Runs of a project that train with the loss of this id, or with one that has none. */
export type WatchesQuery = { project: string; loss: string | null; limit: number }
export type WatchRecord = Pick<Run, 'id' | 'loss' | 'params'> & { watch: string }

export type PredictionStore = {
  /** Replaces those of the same epoch. The run must exist; refuses more than `limits.predictionBytes` a run. */
  writePredictions(runId: string, predictions: Predictions): Promise<void>
  /** The predictions of these runs, without their numbers. */
  listPredictions(runIds: readonly string[]): Promise<(PredictionHead & { runId: string })[]>
  readPredictions(runId: string, which: Which): Promise<Predictions | null>
  /** The targets with this hash; null where no run has them. */
  readTargets(hash: string): Promise<NumberArray | null>
}

export type ConsoleQuery = {
  /** Numbers of lines, both included. */
  from?: number | undefined
  to?: number | undefined
  /** Only the last so many lines. */
  last?: number | undefined
}

export type ConsoleStore = {
  /** `total`: how many lines the run has printed; `parts`: those of them that are kept. */
  readConsole(runId: string, query: ConsoleQuery): Promise<{ total: number; parts: ConsolePart[] }>
  readConsoleEnd(runId: string): Promise<ConsoleEnd>
}

export type TokenStore = {
  /** In the order of their names. */
  listTokens(): Promise<StoredToken[]>
  /** False where another token has its name: then nothing is stored. */
  addToken(token: StoredToken): Promise<boolean>
  /** False where there was none. */
  deleteToken(name: string): Promise<boolean>
  /** Notes when a token was last used; an earlier time than the known one changes nothing. */
  noteTokenUse(hash: string, time: number): Promise<void>
}

export type Store = PredictionStore &
  ConsoleStore &
  TokenStore & {
    readonly kind: 'sqlite' | 'postgresql' | 'memory'
    /**
     * Stores all of the events or none. When it resolves they are committed, and each of their runs has its next
     * version. An aborted `signal` stores none and is the reason of the rejection. Throws `StaleRuns` where a run is
     * stored at another version than its snapshot's.
     */
    append(events: readonly RunEvent[], watches: WatchSnapshots, signal?: AbortSignal): Promise<void>
    readRun(id: string): Promise<RunRecord | null>
    /**
     * Those of these runs that exist, in the order of the ids. Like `listRuns` without series of the machine, which
     * are no metrics.
     */
    readRuns(ids: readonly string[]): Promise<RunRecord[]>
    /** Newest first. */
    listRuns(query: RunsQuery): Promise<RunRecord[]>
    /** The runs that a search asks for, in the order that it asks for. */
    searchRuns(search: RunSearch): Promise<FoundRuns>
    /** What searches may ask for: parameters of all runs, with at most `most` values each, series and tags. */
    listFields(most: number): Promise<ListedFields>
    listProjects(): Promise<string[]>
    readPoints(runId: string, query: PointsQuery): Promise<PointsPage>
    /** In the order of the runs, and of the names of their series; what does not exist is left out. */
    readDrawn(query: DrawnQuery): Promise<PackedPoints>
    /** Of whole series, with these names; of all series when left out. */
    readAverages(runId: string, names?: readonly string[]): Promise<Averages[]>
    /** By id, of the runs that exist; a run that no detector has seen has no text. */
    readWatches(runIds: readonly string[]): Promise<Map<string, { text: string | null; version: number }>>
    /** Newest first; runs without a state are left out. */
    listWatches(query: WatchesQuery): Promise<WatchRecord[]>
    readFinding(id: string): Promise<Finding | null>
    /** Those of a run, oldest first. */
    listAnnotations(runId: string): Promise<Annotation[]>
    readSetting(name: string): Promise<string | null>
    /** Resolves when it is committed. */
    writeSetting(name: string, value: string): Promise<void>
    /** Those whose names begin with `prefix`, by name. */
    listSettings(prefix: string): Promise<Map<string, string>>
    /** Removes it if it still has this value. True for one only of several servers that ask at once. */
    deleteSetting(name: string, value: string): Promise<boolean>
    /** Of the runs whose ids begin with `prefix`; nothing else of them is read. */
    listStandings(prefix: string): Promise<RunStanding[]>
    /** Newest first. */
    listSweeps(): Promise<Sweep[]>
    /** The sweep with this id, or else with this name. */
    readSweep(idOrName: string): Promise<Sweep | null>
    /** Stores it, or replaces the one with its id. Refuses where another has its name. Resolves when it is committed. */
    writeSweep(sweep: Sweep): Promise<void>
    /** Forgets the sweep; its runs stay. */
    deleteSweep(id: string): Promise<void>
    close(): Promise<void>
  }
