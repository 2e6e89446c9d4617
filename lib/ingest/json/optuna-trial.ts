/** A trial of a search by Optuna as a run: the values that it reported on its way are the curve. */
import { createDraft } from '../draft.ts'
import type { ForeignFile, ForeignRun } from '../foreign.ts'
import { type Json, parseJson } from './parse.ts'
import { isObject } from './values.ts'

export type Trial = {
  study: string
  number: number
  state: string
  params: Record<string, unknown>
  /** In the order in which they were reported. */
  reports: [step: number, value: number][]
  /** What it ended with, one an objective. */
  values: number[]
  start: number | null
  end: number | null
}

const endings = { COMPLETE: 'finished', PRUNED: 'stopped', FAIL: 'failed' } as const

export const noReports =
  'none of its trials reports values on its way (trial.report): there is no curve to read.'

/** Null for a trial that reported nothing. */
export function runOfTrial(trial: Trial, { modified }: ForeignFile): ForeignRun | null {
  const { study, number, state, params, reports, values, start, end } = trial
  if (reports.length === 0) return null
  const draft = createDraft(`${study}: trial ${number}`, 'optuna', modified, `${study}/${number}`)
  draft.describe({ project: study })
  draft.params(params)
  for (const [step, value] of reports) draft.add('intermediate_value', step, value, end ?? start ?? undefined)
  const last = Math.max(...reports.map(([step]) => step))
  for (const [i, value] of values.entries())
    draft.add(values.length === 1 ? 'value' : `value_${i}`, last, value, end ?? undefined)
  if (start !== null) draft.started(start)
  if (Object.hasOwn(endings, state)) draft.ended(endings[state as keyof typeof endings], end ?? undefined)
  draft.note('Reports have no times of their own.')
  if (values.length) draft.note('What the trial ended with stands at its last step.')
  return draft.run()
}

/** A parameter of a trial as its user sees it: a choice is kept as its place among the choices. */
export function paramIn(internal: number, distribution: string): unknown {
  const { value } = parseJson(distribution)
  const attributes: Json | undefined = isObject(value) ? value.attributes : undefined
  const choices = isObject(attributes) ? attributes.choices : undefined
  return Array.isArray(choices) ? choices[internal] : internal
}
