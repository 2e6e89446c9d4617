import Link from 'next/link'
import { formatWhole } from '../../../lib/format.ts'
import { writeColumns } from '../../../lib/search/columns.ts'
import type { ListQuery } from '../../../lib/search/run-filter.ts'
import type { FoundRuns } from '../../../lib/search/search.ts'
import { useAddress } from '../use-address.ts'
import { pageHref } from './list-address.ts'

type Props = { query: ListQuery; columns: readonly string[] | null; found: FoundRuns; shown: number }

/** The pages before and after this one. */
export function ListPages({ query, columns, found: { before, total, next, previous }, shown }: Props) {
  const [address] = useAddress()
  if (next === null && previous === null) return null
  const href = (cursor: string) =>
    pageHref(query, columns && writeColumns(columns), cursor, address.get('live'))
  return (
    <nav className="row small" aria-label="Pages of runs">
      {previous !== null && (
        <Link className="button" href={href(previous)}>
          Page before
        </Link>
      )}
      <span className="soft">
        {formatWhole(before + 1)} to {formatWhole(before + shown)} of {formatWhole(total)}
      </span>
      {next !== null && (
        <Link className="button" href={href(next)}>
          Next page
        </Link>
      )}
    </nav>
  )
}
