/** Looks through all runs for a list. What searches have read of them is kept, and read again of the runs that have changed. */
import { byName } from '../../by-name.ts'
import type { Run } from '../../run.ts'
import {
  type FoundRuns,
  foundRuns,
  type Need,
  needOf,
  newestOf,
  type RunSearch,
} from '../../search/search.ts'
import { type SearchedRun, textsHave } from '../../search/searched-run.ts'
import { mainMetric } from '../../summary/main-metric.ts'
import { hasBest, isBetterHigher } from '../../summary/metric.ts'
import type { StepValue } from '../../summary/run-summary.ts'
import type { Asking } from './asking.ts'
import {
  type Ids,
  noParams,
  readFindings,
  readHeads,
  readParams,
  readSeries,
  readTags,
  runsWithParam,
  type SeriesEnds,
} from './searched-rows.ts'

export type RunSearcher = {
  /** `changed`: runs that have begun, changed or gone since the search before. */
  search(search: RunSearch, changed: readonly string[]): Asking<FoundRuns>
}

/** This many parameters and values of series are kept, some 60 MB of them; with more it begins anew with what is asked for. */
const mostKept = 500_000
const mostWords = 20

const noValues: Record<string, StepValue> = Object.freeze({})

type Searching = Omit<SearchedRun, 'latest' | 'best' | 'findings'> & {
  latest: Record<string, StepValue>
  best: Record<string, StepValue>
  findings: SearchedRun['findings'][number][]
}

/** What has been read: of each run in `runs` the same. */
type Kept = {
  runs: Map<string, Searching>
  /** Newest first. */
  newest: Searching[]
  params: Set<string>
  series: Set<string>
  main: boolean
  tags: boolean
  findings: boolean
  /** By word the runs that have it among their parameters. */
  words: Map<string, Set<string>>
}

export function createRunSearcher(): RunSearcher {
  let kept: Kept | null = null

  function* search(search: RunSearch, changed: readonly string[]): Asking<FoundRuns> {
    const need = needOf(search)
    const known = kept
    // What fails half-way is not kept.
    kept = null
    const now =
      known && known.runs.size * (known.params.size + known.series.size) <= mostKept
        ? known
        : yield* everything()
    if (now === known && changed.length > 0) yield* readAgain(now, changed)
    yield* readMissing(now, need)
    kept = now
    return foundRuns(now.newest, search)
  }
  return { search }
}

function* everything(): Asking<Kept> {
  const nothing = {
    params: new Set<string>(),
    series: new Set<string>(),
    main: false,
    tags: false,
    findings: false,
  }
  const kept: Kept = { ...nothing, runs: new Map(), newest: [], words: new Map() }
  yield* addHeads(kept, null)
  return kept
}

function* addHeads(kept: Kept, ids: Ids): Asking<void> {
  const paramsHave = (id: string, word: string) => kept.words.get(word)?.has(id) ?? false
  for (const run of yield* readHeads(ids)) {
    const searching: Searching = { run, latest: noValues, best: noValues, findings: [], paramsHave }
    searching.textsHave = textsHave(searching)
    kept.runs.set(run.id, searching)
  }
  kept.newest = newestOf([...kept.runs.values()])
}

/** The changed runs as they are now, with all that is kept of the others. */
function* readAgain(kept: Kept, changed: readonly string[]): Asking<void> {
  for (const id of changed) kept.runs.delete(id)
  for (const runs of kept.words.values()) for (const id of changed) runs.delete(id)
  yield* addHeads(kept, changed)
  yield* addParams(kept, [...kept.params], changed)
  yield* addSeries(kept, [...kept.series], changed)
  if (kept.main) yield* addMain(kept, changed)
  if (kept.tags) yield* addTags(kept, changed)
  if (kept.findings) yield* addFindings(kept, changed)
  for (const [word, runs] of kept.words) for (const id of yield* runsWithParam(word, changed)) runs.add(id)
}

function* readMissing(kept: Kept, need: Need): Asking<void> {
  const missing = (names: readonly string[], known: ReadonlySet<string>) =>
    names.filter((name) => !known.has(name))
  yield* addParams(kept, missing(need.params, kept.params), null)
  yield* addSeries(kept, missing(need.series, kept.series), null)
  if (need.mainSeries && !kept.main) yield* addMain(kept, null)
  if (need.tags && !kept.tags) yield* addTags(kept, null)
  if (need.findings && !kept.findings) yield* addFindings(kept, null)
  for (const word of need.words) {
    const runs = kept.words.get(word) ?? new Set(yield* runsWithParam(word, null))
    // Those that were asked for last stay.
    kept.words.delete(word)
    kept.words.set(word, runs)
  }
  for (const word of kept.words.keys()) {
    if (kept.words.size <= Math.max(mostWords, need.words.length)) break
    kept.words.delete(word)
  }
}

function* addParams(kept: Kept, names: readonly string[], ids: Ids): Asking<void> {
  if (names.length === 0) return
  for (const name of names) kept.params.add(name)
  for (const [id, key, value] of yield* readParams(names, ids)) {
    const run = kept.runs.get(id)?.run
    if (!run) continue
    if (run.params === noParams) run.params = byName()
    run.params[key] = value
  }
}

function* addSeries(kept: Kept, names: readonly string[], ids: Ids): Asking<void> {
  if (names.length === 0) return
  for (const name of names) kept.series.add(name)
  for (const ends of yield* readSeries(names, ids)) {
    const searching = kept.runs.get(ends.runId)
    if (!searching) continue
    // Which step it was is asked by nobody. A name may be that of a property of every object.
    if (searching.latest === noValues) searching.latest = byName()
    searching.latest[ends.name] = { step: 0, value: ends.last }
    const value = bestOf(ends, searching.run)
    if (value === null) continue
    if (searching.best === noValues) searching.best = byName()
    searching.best[ends.name] = { step: 0, value }
  }
}

function bestOf({ name, min, max }: SeriesEnds, { directions }: Run): number | null {
  if (!hasBest(name, directions)) return null
  return isBetterHigher(name, directions) ? max : min
}

/** Which metric speaks for a run is told by all that it has, of which only that one is kept. */
function* addMain(kept: Kept, ids: Ids): Asking<void> {
  kept.main = true
  const all = new Map<string, Map<string, SeriesEnds>>()
  for (const ends of yield* readSeries(null, ids)) {
    const own = all.get(ends.runId) ?? new Map<string, SeriesEnds>()
    all.set(ends.runId, own.set(ends.name, ends))
  }
  for (const [id, own] of all) {
    const searching = kept.runs.get(id)
    // In the order in which the list has them.
    const name = searching && mainMetric([...own.keys()].sort(), searching.run)
    const ends = name ? own.get(name) : undefined
    if (searching && ends) searching.main = { latest: ends.last, best: bestOf(ends, searching.run) }
  }
}

function* addTags(kept: Kept, ids: Ids): Asking<void> {
  kept.tags = true
  for (const [id, name] of yield* readTags(ids)) kept.runs.get(id)?.run.tags.push(name)
}

function* addFindings(kept: Kept, ids: Ids): Asking<void> {
  kept.findings = true
  for (const [id, finding] of yield* readFindings(ids)) kept.runs.get(id)?.findings.push(finding)
}
