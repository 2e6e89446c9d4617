/** What a table says of the column that is to be predicted. */
import { countValues, kindOf, numberOf } from './column-kind.ts'
import { type NumberFacts, numberFactsOf } from './number-facts.ts'
import { columnNamed, isMissing, type Table } from './table.ts'
import { inferTask, type TargetTask } from './target-task.ts'

export type ClassFacts = {
  /** In the order of the task's classes. */
  counts: readonly { name: string; count: number }[]
  /** Rows of the largest class for each row of the smallest. */
  imbalance: number
}

export type TargetFacts = {
  column: string
  task: TargetTask
  /** Rows that have a value, and rows that lack it. */
  rows: number
  missing: number
  /** Null for a column of texts. Small whole numbers have both: they may be classes or counts. */
  numbers: NumberFacts | null
  /** Null for a regression. */
  classes: ClassFacts | null
}

/**
 * The task that a column makes as a target, and how its values are distributed. Pure: it may run in a browser.
 * Refuses, in one sentence, a name that is no column and a column that nothing can be learnt about.
 */
export function describeTarget(table: Table, name: string, as?: 'regression'): TargetFacts {
  const column = columnNamed(table, name)
  const task = inferTask(column, as)
  const present = column.values.filter((value) => !isMissing(value))
  const byValue = countValues(column)
  const counts =
    task.kind === 'regression'
      ? []
      : task.classes.map((value) => ({ name: value, count: byValue.get(value) ?? 0 }))
  const sizes = counts.map(({ count }) => count)
  return {
    column: name,
    task,
    rows: present.length,
    missing: table.rows - present.length,
    numbers: kindOf(column) === 'number' ? numberFactsOf(Float64Array.from(present, numberOf)) : null,
    classes: counts.length ? { counts, imbalance: Math.max(...sizes) / Math.min(...sizes) } : null,
  }
}
