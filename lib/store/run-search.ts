/** Looks through all runs for a list, reading no more of each than the question is about. */

import { byName } from '../by-name.ts'
import { fromJson, storedValue } from '../number.ts'
import type { Params, Run, RunLoss, RunStatus } from '../run.ts'
import { type FoundRuns, foundRuns, type Need, needOf, type RunSearch } from '../search/search.ts'
import type { SearchedRun } from '../search/searched-run.ts'
import { hasBest, isBetterHigher } from '../summary/metric.ts'
import type { StepValue } from '../summary/run-summary.ts'
import type { Connection } from './connection.ts'

/**
 * All of it stands in one index: rows of runs are long. As one text, which takes half as long to read as ten thousand rows; its numbers
 * have 15 digits, which is enough for times.
 */
const runsSql = `
  SELECT json_group_array(json_array(started_at, id, name, project, "group", seed, source, status, loss, loss_params,
    loss_dialect, ended_at, main_metric, directions, pauses)) FROM runs INDEXED BY runs_search`
/** Only a value with a backslash is more than a text in quotes, or a number. */
const paramTextSql = `
  SELECT json_group_array(json_array(run_id, text)) FROM (
    SELECT run_id, group_concat(key || '=' ||
      CASE WHEN instr(value, '\\') THEN value ->> '$' ELSE trim(value, '"') END, char(10)) AS text
    FROM params GROUP BY run_id)`
type RunRow = [
  number,
  ...[string, string, string, string | null, number | null, string, RunStatus],
  ...[string | null, string, string | null, number | null, string | null, string, string],
]

type Searching = Omit<SearchedRun, 'latest' | 'best' | 'findings'> & {
  latest: Record<string, StepValue>
  best: Record<string, StepValue>
  findings: SearchedRun['findings'][number][]
}

export function searchRuns(connection: Connection, search: RunSearch): FoundRuns {
  const need = needOf(search)
  const runs = new Map<string, Searching>()
  for (const row of oneText<RunRow>(connection, runsSql)) runs.set(row[1], searchedOf(row))
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

function oneText<Row>(connection: Connection, sql: string): Row[] {
  return JSON.parse(connection.prepare(sql).all([])[0]?.[0] as string) as Row[]
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
    params: {},
    plannedSteps: null,
    stepsPerEpoch: null,
    environment: {},
    notes: '',
    reason: null,
    stopAsked: null,
    branches: [],
  }
  return { run, latest: {}, best: {}, findings: [] }
}

function lossOf(id: string, params: string, dialect: string | null): RunLoss {
  const known = params === '{}' ? {} : (fromJson(params) as Params)
  return dialect === null ? { id, params: known } : { id, params: known, dialect }
}

function addParams(connection: Connection, runs: ReadonlyMap<string, Searching>, need: Need): void {
  const named =
    need.params.length === 0
      ? []
      : connection
          .prepare('SELECT run_id, key, value FROM params WHERE key IN (SELECT value FROM json_each(?))')
          .all([JSON.stringify(need.params)])
  for (const [id, key, value] of named as [string, string, string][]) {
    const run = runs.get(id)?.run
    if (run) run.params = { ...run.params, [key]: fromJson(value) as Params[string] }
  }
  if (!need.texts) return
  for (const [id, text] of oneText<[string, string]>(connection, paramTextSql)) {
    const searched = runs.get(id)
    if (searched) searched.paramText = text
  }
}

function addSeries(connection: Connection, runs: ReadonlyMap<string, Searching>, need: Need): void {
  const columns = 'SELECT run_id, name, last_value, last_kind, min, max FROM series'
  if (!need.mainSeries && need.series.length === 0) return
  const rows = need.mainSeries
    ? connection.prepare(columns).all([])
    : connection
        .prepare(`${columns} WHERE name IN (SELECT value FROM json_each(?))`)
        .all([JSON.stringify(need.series)])
  for (const [id, name, lastValue, lastKind, min, max] of rows as [
    ...[string, string, number | null, number],
    ...[number | null, number | null],
  ][]) {
    const searched = runs.get(id)
    if (!searched) continue
    const { directions } = searched.run
    // Which step it was is asked by nobody. A name may be that of a property of every object.
    if (Object.keys(searched.latest).length === 0)
      Object.assign(searched, { latest: byName(), best: byName() })
    searched.latest[name] = { step: 0, value: storedValue(lastValue, Number(lastKind)) }
    const extreme = isBetterHigher(name, directions) ? max : min
    if (extreme !== null && hasBest(name, directions)) searched.best[name] = { step: 0, value: extreme }
  }
}
