/** Tables from CSV files and what can be learnt from them: `describeTarget(parseCsv(text), 'price')`. */
export { type ColumnKind, canonicalCell, daysOf, kindOf, mostCategories, numberOf } from './column-kind.ts'
export { parseCsv } from './csv.ts'
export { type ClassFacts, describeTarget, type TargetFacts } from './describe-target.ts'
export { medianOf, type NumberFacts } from './number-facts.ts'
export { type RowNames, rowNamesIn } from './row-names.ts'
export { type Column, columnNamed, isMissing, type Table } from './table.ts'
export { inferTask, type TargetTask } from './target-task.ts'
