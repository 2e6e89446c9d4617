/** Trackio's SQLite file, one a project: a row a log, its values as JSON in a blob. */

import { timeIn } from '../cell.ts'
import { createDraft, type Draft } from '../draft.ts'
import type { Cell, ForeignRun, Format } from '../foreign.ts'
import { createGlobalSteps } from '../global-steps.ts'
import { parseJson } from '../json/parse.ts'
import { isObject, numbersIn } from '../json/values.ts'
import type { Troubles } from '../troubles.ts'
import { type Database, databaseReader } from './read-database.ts'
import { bytesOf, columnsOf, hasTables, numberIn, textIn } from './rows.ts'

export const trackio: Format = {
  id: 'trackio',
  title: 'Trackio',
  sniff: (head) => hasTables(head, 'metrics', 'configs'),
  read: databaseReader(runsOf),
}

function* runsOf({ file, rows, found }: Database): Generator<ForeignRun> {
  const project = file.path.replace(/^.*\//, '').replace(/\.db$/, '')
  // Files of older versions know runs by their names only.
  const id = columnsOf(file, 'metrics').includes('run_id') ? 'run_id' : 'run_name'
  const configId = columnsOf(file, 'configs').includes('run_id') ? 'run_id' : 'run_name'
  const known = `SELECT ${bytesOf(id)}, ${bytesOf('min(run_name)')} FROM metrics GROUP BY ${id} ORDER BY min(id)`
  for (const [idBytes, name] of [...rows(known)]) {
    const key = textIn(idBytes)
    const draft = createDraft(textIn(name) || 'run', 'trackio', file.modified, key)
    draft.describe({ project })
    const configs = rows(`SELECT ${bytesOf('config')} FROM configs WHERE ${configId} = ?`, [key])
    for (const [config] of configs) readConfig(textIn(config), draft)
    const logs = `SELECT ${numberIn('step')}, ${bytesOf('metrics')}, ${bytesOf('timestamp')}, ${numberIn('id')} FROM metrics WHERE ${id} = ? ORDER BY id`
    const stepOf = createGlobalSteps(draft)
    for (const row of rows(logs, [key])) readLog(row, draft, stepOf, found)
    yield draft.run()
  }
}

function readConfig(text: string, draft: Draft): void {
  const { value } = parseJson(text)
  if (!isObject(value)) return
  const { _Username, _Created, _Group, ...params } = value
  draft.params(params)
  if (typeof _Group === 'string' && _Group) draft.describe({ group: _Group })
  const created = timeIn(_Created)
  if (created !== null) draft.started(created)
}

function readLog(
  [step, metrics, timestamp, id]: Cell[],
  draft: Draft,
  stepOf: ReturnType<typeof createGlobalSteps>,
  troubles: Troubles,
): void {
  const { value, fault } = parseJson(textIn(metrics))
  if (fault || !isObject(value)) {
    troubles.add(`row ${String(id)} of metrics`, 'its values are no JSON.')
    return
  }
  if (step === null) {
    troubles.add(`row ${String(id)} of metrics`, 'its step is no number.')
    return
  }
  const time = timeIn(textIn(timestamp)) ?? undefined
  const values = new Map(numbersIn(value))
  const at = stepOf(values, Number(step))
  for (const [name, number] of values) draft.add(name, at, number, time)
}
