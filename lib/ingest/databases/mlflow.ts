/** MLflow's SQLite store (`mlflow.db`), where it keeps all runs of all experiments. */
import { numberInCell } from '../cell.ts'
import { createDraft, type Draft } from '../draft.ts'
import type { ForeignRun, Format } from '../foreign.ts'
import { mlflowStatuses } from '../lines/mlflow-files.ts'
import { type Database, databaseReader, type Rows } from './read-database.ts'
import { bytesOf, hasTables, numberIn, textIn } from './rows.ts'

/** What the store holds for ∞, which its column of numbers cannot: the largest double. NaN is a column of its own. */
const infinite = Number.MAX_VALUE

export const mlflow: Format = {
  id: 'mlflow',
  title: 'MLflow database',
  sniff: (head) => hasTables(head, 'metrics', 'latest_metrics'),
  read: databaseReader(runsOf),
}

function* runsOf({ file, rows, found }: Database): Generator<ForeignRun> {
  const tables = new Set(
    [...rows(`SELECT ${bytesOf('name')} FROM sqlite_master WHERE type = 'table'`)].map(([name]) =>
      textIn(name),
    ),
  )
  const ids = [
    ...rows(`SELECT ${bytesOf('run_uuid')} FROM metrics GROUP BY run_uuid ORDER BY min(timestamp)`),
  ].map(([id]) => textIn(id))
  for (const id of ids) {
    const draft = createDraft(id, 'mlflow', file.modified, id)
    if (tables.has('runs') && !describe(rows, id, tables, draft)) continue
    const columns = [bytesOf('"key"'), ...['value', 'timestamp', 'step', 'is_nan'].map(numberIn)]
    const points = `SELECT ${columns.join(', ')} FROM metrics WHERE run_uuid = ? ORDER BY timestamp, rowid`
    for (const [key, value, time, step, nan] of rows(points, [id])) {
      if (step === null || (value === null && !nan))
        found.add('the table of metrics', 'a row of it is damaged.')
      else draft.add(textIn(key), Number(step), valueIn(Number(value), Number(nan)), Number(time))
    }
    yield draft.run()
  }
}

function valueIn(value: number, nan: number): number {
  if (nan) return Number.NaN
  if (value >= infinite) return Number.POSITIVE_INFINITY
  return value <= -infinite ? Number.NEGATIVE_INFINITY : value
}

/** Takes over what the store says of a run; false when it was deleted. */
function describe(rows: Rows, id: string, tables: ReadonlySet<string>, draft: Draft): boolean {
  const texts = ['name', 'status', 'lifecycle_stage'].map(bytesOf)
  const numbers = ['start_time', 'end_time', 'experiment_id'].map(numberIn)
  const said = `SELECT ${[...texts, ...numbers].join(', ')} FROM runs WHERE run_uuid = ?`
  for (const [name, status, stage, start, end, experiment] of rows(said, [id])) {
    if (textIn(stage) === 'deleted') return false
    if (textIn(name)) draft.describe({ name: textIn(name) })
    if (start) draft.started(Number(start))
    const ended = mlflowStatuses[textIn(status)]
    if (ended) draft.ended(ended, end ? Number(end) : undefined)
    if (!tables.has('experiments')) continue
    for (const [project] of rows(`SELECT ${bytesOf('name')} FROM experiments WHERE experiment_id = ?`, [
      experiment ?? null,
    ]))
      if (textIn(project) && textIn(project) !== 'Default') draft.describe({ project: textIn(project) })
  }
  if (tables.has('tags'))
    for (const [note] of rows(
      `SELECT ${bytesOf('value')} FROM tags WHERE run_uuid = ? AND "key" = 'mlflow.note.content'`,
      [id],
    ))
      draft.note(textIn(note))
  if (tables.has('params'))
    for (const [key, value] of rows(
      `SELECT ${bytesOf('"key"')}, ${bytesOf('value')} FROM params WHERE run_uuid = ?`,
      [id],
    )) {
      const number = numberInCell(textIn(value))
      draft.params({
        [textIn(key)]: typeof number === 'number' && Number.isFinite(number) ? number : textIn(value),
      })
    }
  return true
}
