'use client'
import { sortedField } from '../../../lib/search/sorted-field.ts'
import { useListAddress } from './use-list-address.ts'

/** A map: a field may be called `__proto__`. */
const titles = new Map(
  Object.entries({
    ...{ loss: 'Loss', last: 'Last', best: 'Best', minutes: 'Duration', seed: 'Seed', project: 'Project' },
    ...{ started: 'Started', sweep: 'Sweep', tags: 'Tags', id: 'Id' },
  }),
)

/** What stands before the columns that can be chosen; null for what is nothing to sort by. */
const fixed: readonly (readonly [title: string, field: string | null])[] = [
  ['Status', 'status'],
  ['Name', 'name'],
  ['Finding', 'finding'],
  ['Curve', null],
]

/** Of these the most comes first. */
const mostFirst: ReadonlySet<string> = new Set(['finding', 'started', 'minutes'])

type Props = {
  columns: readonly string[]
  /** Those of them that have numbers. */
  numbers: ReadonlySet<string>
  sort: string
}

/** Names of columns, each a button that sorts all runs: one way, the other way, not at all. */
export function RunTableHead({ columns, numbers, sort }: Props) {
  const change = useListAddress()
  const sorted = sortedField(sort)
  const isDown = sort.startsWith('-')
  function press(field: string): void {
    // A parameter that is called as an order is: only one way is not that order.
    const hasOneWay = sortedField(field) === null
    const begins = mostFirst.has(field) || hasOneWay
    const next = sorted !== field ? begins : isDown === begins && !hasOneWay ? !begins : null
    change({ sort: next === null ? null : `${next ? '-' : ''}${field}` })
  }
  const all = [...fixed, ...columns.map((name) => [titles.get(name) ?? name, name] as const)]
  return (
    <thead>
      <tr>
        <td aria-hidden />
        {all.map(([title, field]) => (
          <th
            key={field ?? ''}
            scope="col"
            className={field !== null && numbers.has(field) ? 'number' : undefined}
            aria-sort={field !== null && field === sorted ? (isDown ? 'descending' : 'ascending') : undefined}
          >
            {field === null ? (
              title
            ) : (
              <button type="button" className="plain small" onClick={() => press(field)}>
                {title}
                {field === sorted && (isDown ? ' ↓' : ' ↑')}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}
