/** Looks through all runs for a list, reading no more of each than the question is about. */

import { byName } from '../../by-name.ts'
import { fromJson, storedValue } from '../../number.ts'
import { wordsIn } from '../../query/index.ts'
import type { Params, Run, RunLoss, RunStatus } from '../../run.ts'
import { type FoundRuns, foundRuns, type Need, needOf, type RunSearch } from '../../search/search.ts'
import type { SearchedRun } from '../../search/searched-run.ts'
import { hasBest, isBetterHigher } from '../../summary/metric.ts'
import type { StepValue } from '../../summary/run-summary.ts'
import { notOfSystem } from '../sql/field-list.ts'
import type { Connection } from './connection.ts'

/**
 * All of it stands in one index: rows of runs are long. As one text, which takes half as long to read as ten thousand rows; its numbers
 * have 15 digits, which is enough for times.
 */
const runsSql = (isLive: boolean | undefined) => `
  SELECT json_group_array(json_array(started_at, id, name, project, "group", seed, source, status, loss, loss_params,
    loss_dialect, ended_at, main_metric, directions, pauses)) FROM runs INDEXED BY runs_search
  ${isLive === undefined ? '' : `WHERE status ${isLive ? '' : 'NOT '}IN ('running', 'paused')`}`
type RunRow = [
  number,
  ...[string, string, string, string | null, number | null, string, RunStatus],
  ...[string | null, string, string | null, number | null, string | null, string, string],
]

/** Of runs that have none of what is read: shared, and never written to. */
const noParams: Params = Object.freeze({})
const noValues: Record<string, StepValue> = Object.freeze({})

type Searching = Omit<SearchedRun, 'latest' | 'best' | 'findings'> & {
  latest: Record<string, StepValue>
  best: Record<string, StepValue>
  findings: SearchedRun['findings'][number][]
}

export function searchRuns(connection: Connection, search: RunSearch): FoundRuns {
  const need = needOf(search)
  const runs = new Map<string, Searching>()
  for (const row of oneText<RunRow>(connection, runsSql(search.isLive))) runs.set(row[1], searchedOf(row))
  addParams(connection, runs, need)
  addSeries(connection, runs, need)
  if (need.tags) {
    const rows = connection.prepare('SELECT run_id, name FROM tags ORDER BY run_id, name').all([])
    for (const [id, name] of rows as [string, string][]) runs.get(id)?.run.tags.push(name)
  }
  if (need.findings) {
    const sql =
      'SELECT run_id, code, severity, resolved_step, acknowledged_at, raised_at FROM findings WHERE resolved_step IS NULL'
    for (const [id, code, severity, , acknowledgedAt, raisedAt] of connection.prepare(sql).all([]))
      runs.get(id as string)?.findings.push({
        ...{ code: code as string, severity: severity as 'info', resolvedStep: null },
        ...{ acknowledgedAt: acknowledgedAt as number | null, raisedAt: raisedAt as number },
      })
  }
  return foundRuns([...runs.values()], search)
}

function oneText<Row>(connection: Connection, sql: string, params: readonly string[] = []): Row[] {
  return JSON.parse(connection.prepare(sql).all(params)[0]?.[0] as string) as Row[]
}

function searchedOf(row: RunRow): Searching {
  const [startedAt, id, name, project, group, seed, source, status, ...rest] = row
  const [lossId, lossParams, dialect, endedAt, mainMetric, directions, pauses] = rest
  // Written out: of ten thousand runs, putting objects together of parts takes longer than reading them.
  const run: Run = {
    id,
    name,
    project,
    group,
    seed,
    source,
    status,
    startedAt,
    endedAt,
    mainMetric,
    loss: lossId === null ? null : lossOf(lossId, lossParams, dialect),
    directions: directions === '{}' ? {} : (JSON.parse(directions) as Run['directions']),
    pauses: pauses === '[]' ? [] : (JSON.parse(pauses) as Run['pauses']),
    tags: [],
    params: noParams,
    plannedSteps: null,
    stepsPerEpoch: null,
    environment: {},
    notes: '',
    reason: null,
    stopAsked: null,
    branches: [],
  }
  return { run, latest: noValues, best: noValues, findings: [] }
}

function lossOf(id: string, params: string, dialect: string | null): RunLoss {
  const known = params === '{}' ? {} : (fromJson(params) as Params)
  return dialect === null ? { id, params: known } : { id, params: known, dialect }
}

const paramsSql = `
  SELECT json_group_array(json_array(run_id, key, value)) FROM params WHERE key IN (SELECT value FROM json_each(?))`

function addParams(connection: Connection, runs: ReadonlyMap<string, Searching>, need: Need): void {
  const named =
    need.params.length === 0
      ? []
      : oneText<[string, string, string]>(connection, paramsSql, [JSON.stringify(need.params)])
  for (const [id, key, value] of named) {
    const run = runs.get(id)?.run
    if (!run) continue
    if (run.params === noParams) run.params = byName()
    run.params[key] = fromJson(value) as Params[string]
  }
  if (need.words.length === 0) return
  const found = new Map(need.words.map((word) => [word, runsWithParam(connection, word)]))
  const paramsHave = (id: string, word: string) => found.get(word)?.has(id) ?? false
  for (const searched of runs.values()) searched.paramsHave = paramsHave
}

/** Words that SQLite finds as they are: it knows the case of ASCII only, and values are JSON, where quotes and more are written otherwise. */
const plainWord = /^[\w ./:+-]+$/

const plainSql = `
  SELECT DISTINCT run_id FROM params WHERE value LIKE ?1 ESCAPE '!' OR key LIKE ?1 ESCAPE '!'`
const textSql = `SELECT run_id, key || '=' || (value ->> '$') FROM params`

function runsWithParam(connection: Connection, word: string): ReadonlySet<string> {
  if (plainWord.test(word)) {
    const rows = connection.prepare(plainSql).all([`%${word.replaceAll('_', '!_')}%`])
    return new Set((rows as [string][]).map(([id]) => id))
  }
  const rows = connection.prepare(textSql).all([]) as [string, string][]
  return new Set(rows.flatMap(([id, text]) => (wordsIn(() => [text])(word) ? [id] : [])))
}

/**
 * `quote` writes doubles with as many digits as it takes, where JSON has 15; of 20,000 one is read back with another last bit. They are
 * compared here and shown nowhere.
 */
const seriesSql = (where: string) => `
  SELECT json_group_array(json_array(run_id, name, quote(last_value), last_kind, quote(min), quote(max)))
  FROM series WHERE ${where}`
type SeriesRow = [string, string, string, number, string, string]

const numberOf = (quoted: string): number | null => (quoted === 'NULL' ? null : Number(quoted))

function addSeries(connection: Connection, runs: ReadonlyMap<string, Searching>, need: Need): void {
  if (!need.mainSeries && need.series.length === 0) return
  const rows = need.mainSeries
    ? oneText<SeriesRow>(connection, seriesSql(notOfSystem))
    : oneText<SeriesRow>(connection, seriesSql('name IN (SELECT value FROM json_each(?))'), [
        JSON.stringify(need.series),
      ])
  for (const [id, name, lastValue, lastKind, ...ends] of rows) {
    const [min, max] = ends.map(numberOf)
    const searched = runs.get(id)
    if (!searched) continue
    const { directions } = searched.run
    // Which step it was is asked by nobody. A name may be that of a property of every object.
    if (searched.latest === noValues) searched.latest = byName()
    searched.latest[name] = { step: 0, value: storedValue(numberOf(lastValue), lastKind) }
    const extreme = isBetterHigher(name, directions) ? max : min
    if (extreme === null || extreme === undefined || !hasBest(name, directions)) continue
    if (searched.best === noValues) searched.best = byName()
    searched.best[name] = { step: 0, value: extreme }
  }
}
