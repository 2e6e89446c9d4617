/** What a list asks of all runs: which ones, in which order, which page. Pure. */
import { sortedBy } from '../compare/run-order.ts'
import { lossText } from '../compare/trained-loss.ts'
import { troubleOf, weightOf } from '../detectors/words/headline.ts'
import { matches, type Query } from '../query/index.ts'
import { isLive, type RunStatus } from '../run.ts'
import { askedOf, fieldOf, isLossField, isOwnField, type SearchedRun } from './searched-run.ts'
import { sortedField } from './sorted-field.ts'

export type RunSearch = {
  project?: string | undefined
  status?: RunStatus | undefined
  /** Id of a loss. */
  loss?: string | undefined
  /** Left out: live runs and ended ones. */
  isLive?: boolean | undefined
  query: Query | null
  /** A field, `-` before it for the highest first; or `newest`, `oldest`, `trouble`: those that need somebody first. */
  sort: string
  limit: number
  /** Whether those that need somebody are counted. */
  isWeighed?: boolean | undefined
  /** Id of the last run of the page before. */
  cursor?: string | undefined
}

/** The live ones of a search, on no pages: where they are too many, those that need somebody are among `limit`. */
export function liveSearch(search: RunSearch, limit: number): RunSearch {
  return { ...search, isLive: true, sort: '-finding', limit, cursor: undefined }
}

export type FoundRuns = {
  /** Of one page. */
  ids: string[]
  /** Runs that are like that, on all pages. */
  total: number
  /** How many of them stand before this page. */
  before: number
  /** The cursor of the next page, and that of the page before, where there are such; '' is that of the first. */
  next: string | null
  previous: string | null
  /** Different losses among them, where the order is by values of a loss: it ranks them within each loss only. */
  losses: number
  /** Of all pages those that need somebody, where they were to be counted. */
  troubled?: { critical: number; warning: number }
}

/** What of runs has to be read for a search. */
export type Need = {
  params: readonly string[]
  series: readonly string[]
  mainSeries: boolean
  tags: boolean
  findings: boolean
  /** Looked for in all texts of a run. */
  words: readonly string[]
}

export function needOf({ query, sort, isWeighed }: RunSearch): Need {
  const field = sortedField(sort)
  const fields = new Set<string>(field === null ? [] : [field])
  const words: string[] = []
  const visit = (one: Query): void => {
    if (one.kind === 'word') words.push(one.text)
    else if (one.kind === 'is') fields.add(one.field)
    else if (one.kind === 'not') visit(one.term)
    else one.terms.forEach(visit)
  }
  if (query) visit(query)
  const names = [...fields].filter((name) => !isOwnField(name))
  return {
    params: names,
    series: names.map((name) => name.replace(/@last$/, '')),
    mainSeries: fields.has('last') || fields.has('best'),
    tags: words.length > 0 || fields.has('tags'),
    findings: words.length > 0 || fields.has('finding') || sort === 'trouble' || isWeighed === true,
    words,
  }
}

/** `runs` in any order; equal ones stand newest first, then by id. */
export function foundRuns(runs: readonly SearchedRun[], search: RunSearch): FoundRuns {
  const { query, sort, limit, cursor } = search
  const like = runs.filter((run) => isLike(run, search) && (query === null || matches(query, askedOf(run))))
  const newest = newestOf(like)
  const field = sortedField(sort)
  const isOfLoss = field !== null && isLossField(field)
  const sorted = isOfLoss ? withinLosses(newest, sort) : ordered(newest, sort)
  const start = cursor ? sorted.findIndex(({ run }) => run.id === cursor) + 1 : 0
  const ids = sorted.slice(start, start + limit).map(({ run }) => run.id)
  return {
    ids,
    total: sorted.length,
    before: start,
    next: sorted.length > start + limit ? (ids.at(-1) ?? null) : null,
    previous: start === 0 ? null : (sorted[start - limit - 1]?.run.id ?? ''),
    losses: isOfLoss ? new Set(sorted.map(({ run }) => lossText(run.loss))).size : 1,
    ...(search.isWeighed && { troubled: troubledOf(sorted) }),
  }
}

function troubledOf(runs: readonly SearchedRun[]): { critical: number; warning: number } {
  const troubled = { critical: 0, warning: 0 }
  for (const { run, findings } of runs) {
    const trouble = troubleOf(run, findings)
    if (trouble) troubled[trouble]++
  }
  return troubled
}

/** The newest first; of those that began together by id. */
export function newestOf<Item extends Pick<SearchedRun, 'run'>>(items: readonly Item[]): Item[] {
  return items.toSorted(
    (a, b) => b.run.startedAt - a.run.startedAt || (a.run.id < b.run.id ? -1 : Number(a.run.id > b.run.id)),
  )
}

function isLike({ run }: SearchedRun, { project, status, loss, isLive: mayLive }: RunSearch): boolean {
  return (
    (project === undefined || run.project === project) &&
    (status === undefined || run.status === status) &&
    (loss === undefined || run.loss?.id === loss) &&
    (mayLive === undefined || mayLive === isLive(run))
  )
}

function ordered(newest: readonly SearchedRun[], sort: string): readonly SearchedRun[] {
  if (sort === 'trouble') return sortedBy(newest, urgencyOf, true)
  if (sort === 'oldest') return sortedBy(newest, ({ run }) => run.startedAt, false)
  const field = sortedField(sort)
  if (field === null) return newest
  return sortedBy(
    newest,
    field === 'finding' ? ({ findings }) => weightOf(findings) : (run) => fieldOf(run, field),
    sort.startsWith('-'),
  )
}

/** Of equal trouble those that still go on come first. */
function urgencyOf({ run, findings }: SearchedRun): number {
  const trouble = troubleOf(run, findings)
  return 2 * (trouble === 'critical' ? 2 : trouble === 'warning' ? 1 : 0) + Number(isLive(run))
}

/** Raw values of different losses are not ranked: the runs of each loss stand together. */
function withinLosses(newest: readonly SearchedRun[], sort: string): readonly SearchedRun[] {
  return sortedBy(ordered(newest, sort), ({ run }) => (run.loss ? lossText(run.loss) : null), false)
}
