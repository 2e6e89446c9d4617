/** Reads for a search what it is about: of all runs, or of some. Pure SQL; each answer is one JSON text, which takes half as long to read as ten thousand rows. */
import { fromJson, storedValue } from '../number.ts'
import { wordsIn } from '../query/index.ts'
import type { Params, ParamValue, Run, RunLoss, RunStatus } from '../run.ts'
import type { SearchedRun } from '../search/searched-run.ts'
import type { Connection } from './connection.ts'
import { notOfSystem } from './field-list.ts'

/** Which runs are read; null for all. */
export type Ids = readonly string[] | null

const oneOf = 'IN (SELECT value FROM json_each(?))'

function oneText<Row>(connection: Connection, sql: string, params: readonly string[]): Row[] {
  return JSON.parse(connection.prepare(sql).all(params)[0]?.[0] as string) as Row[]
}

const idsOf = (ids: Ids) => (ids === null ? [] : [JSON.stringify(ids)])

/** All of it stands in one index, `runs_search`: rows of runs are long. Numbers have 15 digits, which is enough for times. */
const runsSql = (from: string) => `
  SELECT json_group_array(json_array(started_at, id, name, project, "group", seed, source, status, loss, loss_params,
    loss_dialect, ended_at, main_metric, directions, pauses)) FROM runs ${from}`
type RunRow = [
  number,
  ...[string, string, string, string | null, number | null, string, RunStatus],
  ...[string | null, string, string | null, number | null, string | null, string, string],
]

/** What is known of runs without their parameters, tags, series and findings. */
export function readHeads(connection: Connection, ids: Ids): Run[] {
  const from = ids === null ? 'INDEXED BY runs_search' : `WHERE id ${oneOf}`
  return oneText<RunRow>(connection, runsSql(from), idsOf(ids)).map(headOf)
}

/** Of runs whose parameters are not read: shared, and never written to. */
export const noParams: Params = Object.freeze({})

function headOf(row: RunRow): Run {
  const [startedAt, id, name, project, group, seed, source, status, ...rest] = row
  const [lossId, lossParams, dialect, endedAt, mainMetric, directions, pauses] = rest
  // Written out: of ten thousand runs, putting objects together of parts takes longer than reading them.
  return {
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
}

function lossOf(id: string, params: string, dialect: string | null): RunLoss {
  const known = params === '{}' ? {} : (fromJson(params) as Params)
  return dialect === null ? { id, params: known } : { id, params: known, dialect }
}

const whereRun = (ids: Ids) => (ids === null ? '' : `AND run_id ${oneOf}`)

export type NamedParam = [runId: string, key: string, value: ParamValue]

export function readParams(connection: Connection, names: readonly string[], ids: Ids): NamedParam[] {
  const sql = `
    SELECT json_group_array(json_array(run_id, key, value)) FROM params WHERE key ${oneOf} ${whereRun(ids)}`
  const rows = oneText<[string, string, string]>(connection, sql, [JSON.stringify(names), ...idsOf(ids)])
  return rows.map(([id, key, value]) => [id, key, fromJson(value) as ParamValue])
}

/** Words that SQLite finds as they are: it knows the case of ASCII only, and values are JSON, where quotes and more are written otherwise. */
const plainWord = /^[\w ./:+-]+$/

/** The runs of which a parameter has a word. */
export function runsWithParam(connection: Connection, word: string, ids: Ids): string[] {
  if (plainWord.test(word)) {
    const like = `%${word.replaceAll('_', '!_')}%`
    const sql = `
      SELECT DISTINCT run_id FROM params WHERE (value LIKE ? ESCAPE '!' OR key LIKE ? ESCAPE '!') ${whereRun(ids)}`
    const rows = connection.prepare(sql).all([like, like, ...idsOf(ids)]) as [string][]
    return rows.map(([id]) => id)
  }
  const sql = `SELECT run_id, key || '=' || (value ->> '$') FROM params WHERE true ${whereRun(ids)}`
  const rows = connection.prepare(sql).all(idsOf(ids)) as [string, string][]
  return rows.flatMap(([id, text]) => (wordsIn(() => [text])(word) ? [id] : []))
}

export function readTags(connection: Connection, ids: Ids): [runId: string, name: string][] {
  const sql = `SELECT run_id, name FROM tags WHERE true ${whereRun(ids)} ORDER BY run_id, name`
  return connection.prepare(sql).all(idsOf(ids)) as [string, string][]
}

type OpenFinding = SearchedRun['findings'][number]

/** The open ones. */
export function readFindings(connection: Connection, ids: Ids): [runId: string, finding: OpenFinding][] {
  const sql = `
    SELECT run_id, code, severity, acknowledged_at, raised_at FROM findings
    WHERE resolved_step IS NULL ${whereRun(ids)}`
  const rows = connection.prepare(sql).all(idsOf(ids)) as [string, string, 'info', number | null, number][]
  return rows.map(([id, code, severity, acknowledgedAt, raisedAt]) => [
    id,
    { code, severity, resolvedStep: null, acknowledgedAt, raisedAt },
  ])
}

/** `min` and `max` are null while no value is finite. */
export type SeriesEnds = { runId: string; name: string; last: number; min: number | null; max: number | null }
type SeriesRow = [string, string, string, number, string, string]

const numberOf = (quoted: string): number | null => (quoted === 'NULL' ? null : Number(quoted))

/**
 * Of all series but those of the machine, where no names are given. `quote` writes doubles with as many digits as it takes, where JSON
 * has 15; of 20,000 one is read back with another last bit. They are compared here and shown nowhere.
 */
export function readSeries(connection: Connection, names: readonly string[] | null, ids: Ids): SeriesEnds[] {
  const sql = `
    SELECT json_group_array(json_array(run_id, name, quote(last_value), last_kind, quote(min), quote(max)))
    FROM series WHERE ${names === null ? notOfSystem : `name ${oneOf}`} ${whereRun(ids)}`
  const params = [...(names === null ? [] : [JSON.stringify(names)]), ...idsOf(ids)]
  return oneText<SeriesRow>(connection, sql, params).map(([runId, name, lastValue, lastKind, ...ends]) => {
    const [min = null, max = null] = ends.map(numberOf)
    return { runId, name, last: storedValue(numberOf(lastValue), lastKind), min, max }
  })
}
