/** What the address says of the table of runs: `q=loss = mse`, `sort=-val/mae`, `columns=loss,lr`, `only=differences`. */
import type { Sorting } from '../../../lib/compare/run-order.ts'

export type TableChoice = {
  query: string
  /** `-val/mae` for the highest first; null for the order of the comparison. */
  sort: string | null
  /** Null for the usual ones. */
  columns: string[] | null
  isDifferencesOnly: boolean
}

export function readTableChoice(address: URLSearchParams): TableChoice {
  return {
    query: address.get('q') ?? '',
    sort: address.get('sort') || null,
    columns: address.get('columns')?.split(',').map(unescaped).filter(Boolean) ?? null,
    isDifferencesOnly: address.get('only') === 'differences',
  }
}

function unescaped(name: string): string {
  return name.replaceAll('%2C', ',').replaceAll('%25', '%')
}

/** Names may have commas. */
export function writeColumns(columns: readonly string[]): string {
  return columns.map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C')).join()
}

export function readSorting(sort: string | null): Sorting | null {
  return sort === null ? null : { field: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }
}

export function writeSorting({ field, isDescending }: Sorting): string {
  return `${isDescending ? '-' : ''}${field}`
}
