/** Runs as rows of a table: which columns tell most, and in which order the rows stand. */
import type { FieldValue } from '../query/index.ts'
import { obstaclesOf } from './comparability.ts'
import { type ComparedRun, distinct } from './compared-run.ts'
import type { MetricChoice } from './metric-choice.ts'
import { fieldOf, fieldsOf } from './run-fields.ts'

const mostMetrics = 4
const mostParams = 6

/** Facts of the data and what follows from the loss: in a table that nobody has set up they take the place of what was chosen. */
const seldomAsked = /^(constant_predictor\.|class_prior$|target_)|^(loss|seed)$|^loss\./

/** Loss, seed, the metrics that all runs share, the parameters that set them apart. */
export function usualColumns(runs: readonly ComparedRun[], { common }: MetricChoice): string[] {
  const fields = fieldsOf(runs)
  const obstacleTo = obstaclesOf(runs.map(({ run }) => run))
  const ranked = common.filter((name) => fields.get(name) === 'metric' && obstacleTo(name) === null)
  const params = [...fields].flatMap(([name, kind]) =>
    kind === 'param' && !seldomAsked.test(name) && differs(runs, name) ? [name] : [],
  )
  const own = ['loss', 'seed'].filter((name) => runs.some((run) => fieldOf(run, name) !== null))
  return [...own, ...ranked.slice(0, mostMetrics), ...params.slice(0, mostParams)]
}

/** Whether runs have different values in a field, or some have none. */
export function differs(runs: readonly ComparedRun[], name: string): boolean {
  return distinct(runs.map((run) => valueKey(fieldOf(run, name)))).length > 1
}

/** Different for 0, "0", "" and nothing. */
function valueKey(value: FieldValue): string {
  if (typeof value === 'number') return `number ${Object.is(value, -0) ? '-0' : value}`
  return JSON.stringify(value)
}

export type Sorting = { field: string; isDescending: boolean }

export function sortedRuns<Item extends { compared: ComparedRun }>(
  items: readonly Item[],
  { field, isDescending }: Sorting,
): Item[] {
  return sortedBy(items, ({ compared }) => fieldOf(compared, field), isDescending)
}

/** Numbers before texts, NaN after numbers; what has no value comes last in either order. Equal ones stay in their order. */
export function sortedBy<Item>(
  items: readonly Item[],
  read: (item: Item) => FieldValue,
  isDescending: boolean,
): Item[] {
  const sign = isDescending ? -1 : 1
  const keyed = items.map((item) => ({ item, value: read(item) }))
  return keyed
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null)
      return isNaNValue(a) || isNaNValue(b)
        ? Number(isNaNValue(a)) - Number(isNaNValue(b))
        : sign * order(a, b)
    })
    .map(({ item }) => item)
}

function isNaNValue(value: FieldValue): boolean {
  return typeof value === 'number' && Number.isNaN(value)
}

function order(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  const [one, other] = [String(a), String(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
