/** What runs were trained with, side by side. */
import type { Run } from '../run.ts'
import { distinct } from './compared-run.ts'
import { paramOf, paramTexts } from './param-text.ts'
import { lossText } from './trained-loss.ts'

/** One value for each run, null where it has none. */
export type ParameterRow = { name: string; values: (string | null)[]; differs: boolean }

/** What a run says of its data. Some say less than others: that alone is no difference. */
const facts = new Set(['classes', 'class_prior', 'target_variance', 'target_mean_absolute_deviation'])

/** Loss, seed, project, group and tags, then all parameters by name. What a run says twice stands once. */
export function parameterRows(runs: readonly Run[]): ParameterRow[] {
  const row = (name: string, values: (string | null)[]): ParameterRow => {
    const said = facts.has(name) ? values.filter((value) => value !== null) : values
    return { name, values, differs: distinct(said).length > 1 }
  }
  const own = [
    row(
      'loss',
      runs.map(({ loss }) => (loss ? lossText(loss) : null)),
    ),
    row(
      'seed',
      runs.map(({ seed }) => (seed === null ? null : String(seed))),
    ),
    row(
      'project',
      runs.map(({ project }) => project),
    ),
    row(
      'group',
      runs.map(({ group }) => group),
    ),
    row(
      'tags',
      runs.map(({ tags }) => tags.toSorted().join(', ') || null),
    ),
  ].filter(({ values }) => values.some((value) => value !== null))
  const names = distinct(runs.flatMap(({ params }) => Object.keys(params))).filter(
    (name) => !runs.every((run) => isSaidAlready(name, run)),
  )
  const params = names.sort().map((name) => row(name, paramTexts(runs.map((run) => paramOf(run, name)))))
  return [...own, ...params]
}

/** Whether a parameter is missing or only repeats the run's loss or seed. */
function isSaidAlready(name: string, { params, seed, loss }: Run): boolean {
  if (!Object.hasOwn(params, name)) return true
  if (name === 'seed') return params.seed === seed
  if (name === 'loss') return params.loss === loss?.id
  return name.startsWith('loss.') && params[name] === loss?.params[name.slice('loss.'.length)]
}
