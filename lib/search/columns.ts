/** Columns of a table of runs as an address has them: `columns=loss,lr`. Names may have commas. Pure. */
import type { FieldKind } from '../compare/run-fields.ts'
import type { ListedFields } from '../store/store.ts'

/** Null for the usual ones. */
export function readColumns(text: string | null | undefined): string[] | null {
  return text === null || text === undefined
    ? null
    : [...new Set(text.split(',').map(unescaped).filter(Boolean))]
}

export function writeColumns(columns: readonly string[]): string {
  return columns.map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C')).join()
}

function unescaped(name: string): string {
  return name.replaceAll('%2C', ',').replaceAll('%25', '%')
}

/** What the list shows of a run where nobody has chosen. */
export const usualListColumns: readonly string[] = [
  'loss',
  'last',
  'best',
  'minutes',
  'seed',
  'project',
  'started',
]

/** Fields of all runs by their kinds, as a chooser of columns and a query have them. */
export function fieldKinds({ params, series }: ListedFields): Map<string, FieldKind> {
  return new Map([
    ...series.flatMap((name): [string, FieldKind][] => [
      [name, 'metric'],
      [`${name}@last`, 'metric'],
    ]),
    ...params.map(([name]): [string, FieldKind] => [name, 'param']),
    ...ownFieldNames.map((name): [string, FieldKind] => [name, 'own']),
  ])
}

const ownFieldNames = [
  ...['name', 'loss', 'last', 'best', 'finding', 'status', 'tags', 'project', 'sweep', 'seed', 'minutes'],
  ...['started', 'id'],
]
