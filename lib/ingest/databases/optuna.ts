/** Optuna's SQLite storage, where it keeps the trials of all studies. NaN and ±∞ are words in a column of their own. */
import type { Cell, ForeignFile, ForeignRun, Format } from '../foreign.ts'
import { noReports, paramIn, runOfTrial, type Trial } from '../json/optuna-trial.ts'
import { type Database, databaseReader } from './read-database.ts'
import { bytesOf, columnsOf, hasTables, numberIn, textIn } from './rows.ts'

export const optuna: Format = {
  id: 'optuna',
  title: 'Optuna database',
  sniff: (head) => hasTables(head, 'trials', 'trial_intermediate_values'),
  read: databaseReader(runsOf),
}

function* runsOf({ file, rows, found }: Database): Generator<ForeignRun> {
  let count = 0
  const trials = `SELECT ${numberIn('trial_id')}, ${numberIn('number')}, ${bytesOf('state')}, ${bytesOf('study_name')}
    FROM trials LEFT JOIN studies USING (study_id)
    WHERE trial_id IN (SELECT trial_id FROM trial_intermediate_values) ORDER BY trial_id`
  const reports = numbersOf(file, 'trial_intermediate_values', 'intermediate_value', 'step')
  const values = numbersOf(file, 'trial_values', 'value', 'objective')
  const params = `SELECT ${bytesOf('param_name')}, ${numberIn('param_value')}, ${bytesOf('distribution_json')}
    FROM trial_params WHERE trial_id = ? ORDER BY param_id`
  for (const [id = null, number, state, study] of [...rows(trials)]) {
    const trial: Trial = {
      ...{ study: textIn(study) || 'study', number: Number(number), state: textIn(state) },
      params: Object.fromEntries(
        Array.from(rows(params, [id]), ([name, value, distribution]) => [
          textIn(name),
          paramIn(Number(value), textIn(distribution)),
        ]),
      ),
      reports: Array.from(rows(reports, [id]), ([step, value, type]): [number, number] => [
        Number(step ?? Number.NaN),
        valueIn(value, textIn(type)),
      ]),
      values: Array.from(rows(values, [id]), ([, value, type]) => valueIn(value, textIn(type))),
      // Its times have no zone.
      ...{ start: null, end: null },
    }
    const run = runOfTrial(trial, file)
    if (run) {
      count++
      yield run
    }
  }
  if (count === 0) found.add('the table of trials', noReports)
}

/** Storages of before Optuna 3 have no column of types: NULL is NaN there. */
function numbersOf(file: ForeignFile, table: string, value: string, order: string): string {
  const type = columnsOf(file, table).includes(`${value}_type`) ? bytesOf(`${value}_type`) : 'NULL'
  return `SELECT ${numberIn(order)}, ${numberIn(value)}, ${type} FROM ${table} WHERE trial_id = ? ORDER BY ${order}`
}

function valueIn(value: Cell | undefined, type: string): number {
  if (type === 'INF_POS') return Number.POSITIVE_INFINITY
  if (type === 'INF_NEG') return Number.NEGATIVE_INFINITY
  return value === null || type === 'NAN' ? Number.NaN : Number(value)
}
