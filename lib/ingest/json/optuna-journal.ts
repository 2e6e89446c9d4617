/** The journal in which Optuna keeps searches: an order a line. */
import { timeIn } from '../cell.ts'
import { type Format, folderOf, nameOfPath } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { firstRows } from './lines.ts'
import { noReports, paramIn, runOfTrial, type Trial } from './optuna-trial.ts'
import type { Json } from './parse.ts'
import { type JsonObject, jsonLines, numberOf } from './values.ts'

const orders = { study: 0, trial: 4, param: 5, end: 6, report: 7 }
const states = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING']

export const optunaJournal: Format = {
  id: 'optuna-journal',
  title: 'Optuna journal',
  sniff: (head) => {
    const [first] = firstRows(head)
    return first !== undefined && 'op_code' in first && 'worker_id' in first
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles = createTroubles(file.path)
    const studies: { name: string; trials: number }[] = []
    const trials: Trial[] = []
    for (const { row, line } of jsonLines(file, troubles)) {
      const at = numberOf(row.op_code)
      if (at === orders.study) studies.push({ name: textIn(row.study_name) || 'study', trials: 0 })
      if (at === orders.trial) trials.push(begun(row, studies[numberOf(row.study_id) ?? -1]))
      if (at !== orders.param && at !== orders.end && at !== orders.report) continue
      const trial = trials[numberOf(row.trial_id) ?? -1]
      if (!trial) troubles.add(`line ${line}`, 'it is of a trial that was not begun before.')
      else if (!follow(trial, at, row)) troubles.add(`line ${line}`, 'it has no step with a number.')
    }
    const runs = trials.map((trial) => runOfTrial(trial, file)).filter((run) => run !== null)
    if (runs.length === 0) troubles.add(`in ${nameOfPath(folderOf(file.path))}`, noReports)
    return { runs, troubles: troubles.list() }
  },
}

const textIn = (value: Json | undefined) => (typeof value === 'string' ? value : '')

function begun({ datetime_start }: JsonObject, study = { name: 'study', trials: 0 }): Trial {
  return {
    ...{ study: study.name, number: study.trials++, state: 'RUNNING' },
    ...{ params: {}, reports: [], values: [], start: timeIn(datetime_start), end: null },
  }
}

/** False for a report that cannot be one. */
function follow(trial: Trial, order: number, row: JsonObject): boolean {
  if (order === orders.param) {
    const value = numberOf(row.param_value_internal)
    const name = textIn(row.param_name)
    if (name && value !== undefined) trial.params[name] = paramIn(value, textIn(row.distribution))
    return true
  }
  if (order === orders.report) {
    const step = numberOf(row.step)
    const value = numberOf(row.intermediate_value)
    if (step === undefined || value === undefined) return false
    trial.reports.push([step, value])
    return true
  }
  trial.state = states[numberOf(row.state) ?? -1] ?? trial.state
  if (Array.isArray(row.values)) trial.values = row.values.map((value) => numberOf(value) ?? Number.NaN)
  trial.end = timeIn(row.datetime_complete)
  return true
}
