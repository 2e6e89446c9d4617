/** Reads for a search what it is about: of all runs, or of some. */
import { fromJson, storedValue } from '../../number.ts'
import { wordsIn } from '../../query/index.ts'
import type { Params, ParamValue, Run, RunLoss, RunStatus } from '../../run.ts'
import type { SearchedRun } from '../../search/searched-run.ts'
import { type Asking, packedRows, rows } from './asking.ts'
import { notOfSystem } from './field-list.ts'

/** Which runs are read; null for all. */
export type Ids = readonly string[] | null

const idsOf = (ids: Ids) => (ids === null ? [] : [ids])

/** All of it stands in one index, `runs_search`: rows of runs are long. */
const runColumns = [
  ...['started_at', 'id', 'name', 'project', '"group"', 'seed', 'source', 'status', 'loss', 'loss_params'],
  ...['loss_dialect', 'ended_at', 'main_metric', 'directions', 'pauses'],
]
type RunRow = [
  number,
  ...[string, string, string, string | null, number | null, string, RunStatus],
  ...[string | null, string, string | null, number | null, string | null, string, string],
]

/** What is known of runs without their parameters, tags, series and findings. */
export function* readHeads(ids: Ids): Asking<Run[]> {
  const from = ids === null ? 'FROM runs' : 'FROM runs WHERE id IN ?*'
  return ((yield* packedRows(runColumns, from, idsOf(ids))) as RunRow[]).map(headOf)
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
    edited: [],
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

const whereRun = (ids: Ids) => (ids === null ? '' : 'AND run_id IN ?*')

export type NamedParam = [runId: string, key: string, value: ParamValue]

export function* readParams(names: readonly string[], ids: Ids): Asking<NamedParam[]> {
  const from = `FROM params WHERE key IN ?* ${whereRun(ids)}`
  const found = yield* packedRows(['run_id', 'key', 'value'], from, [names, ...idsOf(ids)])
  return (found as [string, string, string][]).map(([id, key, value]) => [
    id,
    key,
    fromJson(value) as ParamValue,
  ])
}

/**
 * Words that a database finds as they are: it knows the case of ASCII only, and values are JSON, where quotes and
 * more are written otherwise.
 */
const plainWord = /^[\w ./:+-]+$/

/** The runs of which a parameter has a word. */
export function* runsWithParam(word: string, ids: Ids): Asking<string[]> {
  if (plainWord.test(word)) {
    const like = `%${word.replaceAll('_', '!_')}%`
    const sql = `
      SELECT DISTINCT run_id FROM params WHERE (value LIKE ? ESCAPE '!' OR key LIKE ? ESCAPE '!') ${whereRun(ids)}`
    return ((yield* rows(sql, [like, like, ...idsOf(ids)])) as [string][]).map(([id]) => id)
  }
  const sql = `SELECT run_id, key, value FROM params WHERE true ${whereRun(ids)}`
  const found = (yield* rows(sql, idsOf(ids))) as [string, string, string][]
  return found.flatMap(([id, key, value]) => (wordsIn(() => [`${key}=${fromJson(value)}`])(word) ? [id] : []))
}

export function* readTags(ids: Ids): Asking<[runId: string, name: string][]> {
  const sql = `SELECT run_id, name FROM tags WHERE true ${whereRun(ids)} ORDER BY run_id, name`
  return (yield* rows(sql, idsOf(ids))) as [string, string][]
}

type OpenFinding = SearchedRun['findings'][number]

/** The open ones. */
export function* readFindings(ids: Ids): Asking<[runId: string, finding: OpenFinding][]> {
  const sql = `
    SELECT run_id, code, severity, acknowledged_at, raised_at FROM findings
    WHERE resolved_step IS NULL ${whereRun(ids)}`
  const found = (yield* rows(sql, idsOf(ids))) as [string, string, 'info', number | null, number][]
  return found.map(([id, code, severity, acknowledgedAt, raisedAt]) => [
    id,
    { code, severity, resolvedStep: null, acknowledgedAt, raisedAt },
  ])
}

/** `min` and `max` are null while no value is finite. */
export type SeriesEnds = { runId: string; name: string; last: number; min: number | null; max: number | null }
type SeriesRow = [string, string, number | null, number, number | null, number | null]

/** Of the series of these names, of all without; the machine's are no fields of a run. */
export function* readSeries(names: readonly string[] | null, ids: Ids): Asking<SeriesEnds[]> {
  const columns = ['run_id', 'name', 'last_value', 'last_kind', 'min', 'max']
  const from = `FROM series WHERE ${notOfSystem} ${names === null ? '' : 'AND name IN ?*'} ${whereRun(ids)}`
  const found = yield* packedRows(
    columns,
    from,
    [...(names === null ? [] : [names]), ...idsOf(ids)],
    [2, 4, 5],
  )
  return (found as SeriesRow[]).map(([runId, name, lastValue, lastKind, min, max]) => ({
    ...{ runId, name, last: storedValue(lastValue, lastKind) },
    ...{ min, max },
  }))
}
