/** Addresses of the list. Pure. */
import { type ListQuery, newestFirst } from '../../../lib/search/run-filter.ts'

/** Of another page of the same list; '' is the first. */
export function pageHref(
  { project, status, loss, q, sort }: ListQuery,
  columns: string | null,
  cursor: string,
  /** How live runs are drawn; null as usual. */
  live: string | null,
): string {
  const given = {
    project,
    status,
    loss,
    q,
    sort: sort === newestFirst ? undefined : sort,
    columns,
    live,
    cursor,
  }
  const params = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return params.length ? `/?${new URLSearchParams(params)}` : '/'
}
