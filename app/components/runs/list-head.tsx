'use client'
import { formatWhole } from '../../../lib/format.ts'
import type { ListQuery } from '../../../lib/search/run-filter.ts'
import type { FoundRuns } from '../../../lib/search/search.ts'
import { ColumnChooser } from '../column-chooser.tsx'
import { ListSearch } from './list-search.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useListAddress } from './use-list-address.ts'
import { useListFields } from './use-list-fields.ts'

type Props = {
  query: ListQuery
  typed: string
  found: FoundRuns
  projects: readonly string[]
  losses: readonly string[]
  columns: readonly string[] | null
  shownColumns: readonly string[]
  selected: readonly string[]
  /** Ids of the runs as they stand on the page. */
  order: readonly string[]
}

/** What stands over the table: which runs it has, what it shows of them, and what can be done with those that are selected. */
export function ListHead(props: Props) {
  const { query, typed, found, projects, losses, columns, shownColumns, selected, order } = props
  const change = useListAddress()
  const fields = useListFields({ projects, losses })
  const isFiltered = Boolean(query.q || query.project || query.status || query.loss)
  return (
    <>
      <div className="spread table-head">
        <ListSearch {...{ query, typed, projects, losses, change, fields }} />
        <span className="small soft" role="status">
          {`${formatWhole(found.total)} ended ${found.total === 1 ? 'run' : 'runs'}`}
          {isFiltered && ' like that'}
        </span>
        <ColumnChooser
          fields={fields.kinds ?? new Map()}
          onBegin={fields.read}
          chosen={shownColumns}
          isUsual={columns === null}
          change={change}
        />
        <SelectionBar selected={selected} shown={order} />
      </div>
      {found.losses > 1 && (
        <p className="notice small">
          {`These runs were trained with ${found.losses} losses, whose values are on no common scale: they are sorted within each loss. `}
          To compare losses, select runs and compare them by what they share.
        </p>
      )}
    </>
  )
}
