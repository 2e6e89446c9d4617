'use client'
import { obstacleRemarks } from '../../../lib/compare/comparability.ts'
import type { Sorting } from '../../../lib/compare/run-order.ts'
import type { ScoreRow } from '../../../lib/compare/score-rows.ts'
import type { ChangeAddress } from '../picture.ts'
import { BreakableName } from './run-columns.tsx'
import { writeSorting } from './table-choice.ts'

type Props = {
  columns: readonly string[]
  scores: ReadonlyMap<string, ScoreRow>
  sorting: Sorting | null
  isAlone: boolean
  change: ChangeAddress
}

/** Names of columns, each a button that sorts: best first for metrics, then the other way, then not at all. */
export function RunTableHead({ columns, scores, sorting, isAlone, change }: Props) {
  function sort(field: string): void {
    const begins = scores.get(field.replace(/@last$/, ''))?.direction === 'higher'
    const isOn = sorting?.field === field
    const next = !isOn ? begins : sorting.isDescending === begins ? !begins : null
    change({ sort: next === null ? null : writeSorting({ field, isDescending: next }) })
  }
  return (
    <thead>
      <tr>
        {['name', ...columns].map((field) => {
          const score = scores.get(field.replace(/@last$/, ''))
          const isOn = sorting?.field === field
          return (
            <th
              key={field}
              scope="col"
              className={field === 'name' ? 'cmp-first' : undefined}
              aria-sort={isOn ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}
            >
              <button type="button" className="plain cmp-sort" aria-label={field} onClick={() => sort(field)}>
                <BreakableName name={field} />
                {isOn && <span aria-hidden>{sorting.isDescending ? ' ↓' : ' ↑'}</span>}
              </button>
              {score?.direction && (
                <span className="cmp-remark">
                  {score.obstacle !== null && !isAlone
                    ? obstacleRemarks[score.obstacle]
                    : `${score.direction} is better`}
                </span>
              )}
            </th>
          )
        })}
        <th className="cmp-rest" aria-label="Baseline" />
      </tr>
    </thead>
  )
}
