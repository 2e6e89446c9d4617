/** What the address says of the table of runs: `q=loss = mse`, `sort=-val/mae`, `columns=loss,lr`, `only=differences`. */
import type { Sorting } from '../../../lib/compare/run-order.ts'
import { readColumns } from '../../../lib/search/columns.ts'

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
    columns: readColumns(address.get('columns')),
    isDifferencesOnly: address.get('only') === 'differences',
  }
}

export function readSorting(sort: string | null): Sorting | null {
  return sort === null ? null : { field: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }
}

export function writeSorting({ field, isDescending }: Sorting): string {
  return `${isDescending ? '-' : ''}${field}`
}
