'use client'
import { useMemo, useState } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { exportedFields } from '../../../lib/compare/exported.ts'
import type { MetricChoice } from '../../../lib/compare/metric-choice.ts'
import { askedOf, fieldsOf, hasMistakable, offeredValues } from '../../../lib/compare/run-fields.ts'
import { differs, sortedRuns, usualColumns } from '../../../lib/compare/run-order.ts'
import { scoreRows } from '../../../lib/compare/score-rows.ts'
import { plural } from '../../../lib/format.ts'
import { matches, parseQuery } from '../../../lib/query/index.ts'
import { ColumnChooser } from '../../components/column-chooser.tsx'
import { TableExport } from '../../components/export/table-export.tsx'
import { QueryField } from '../../components/query-field.tsx'
import { Sideways } from '../../components/sideways.tsx'
import type { DrawnRun } from '../drawn-run.ts'
import type { ChangeAddress } from '../picture.ts'
import { RunTableHead } from './run-table-head.tsx'
import { RunTableRow } from './run-table-row.tsx'
import { readSorting, type TableChoice } from './table-choice.ts'

type Props = {
  runs: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  metrics: MetricChoice
  choice: TableChoice
  baseline: string | null
  pointedAt: string | null
  onPoint(id: string | null): void
  change: ChangeAddress
}

const rowsAtOnce = 100

/** The compared runs as rows: filtered by a query, sorted by any column, held against a baseline. */
export function RunTable({ runs, compared, metrics, choice, baseline, pointedAt, onPoint, change }: Props) {
  const [shownRows, setShownRows] = useState(rowsAtOnce)
  const items = useMemo(
    () => runs.flatMap((drawn, at) => (compared[at] ? [{ drawn, compared: compared[at] }] : [])),
    [runs, compared],
  )
  const fields = useMemo(() => fieldsOf(compared), [compared])
  const offered = useMemo(() => offeredValues(compared), [compared])
  const usual = useMemo(() => usualColumns(compared, metrics), [compared, metrics])
  const chosen = (choice.columns ?? usual).filter((name) => fields.has(name))
  const columns = choice.isDifferencesOnly ? chosen.filter((name) => differs(compared, name)) : chosen
  const names = columns.join('\n')
  const scores = useMemo(() => {
    const metrics = names.split('\n').filter((name) => fields.get(name) === 'metric')
    const rows = scoreRows(
      compared,
      metrics.map((name) => name.replace(/@last$/, '')),
    )
    return new Map(rows.map((row) => [row.name, row]))
  }, [compared, names, fields])
  const mistakable = useMemo(
    () => new Set(names.split('\n').filter((name) => hasMistakable(compared, name))),
    [compared, names],
  )
  const rows = useMemo(() => {
    const parsed = parseQuery(choice.query)
    const query = 'query' in parsed ? parsed.query : null
    const found = query ? items.filter((item) => matches(query, askedOf(item.compared))) : items
    const sorting = readSorting(choice.sort)
    return sorting ? sortedRuns(found, sorting) : found
  }, [items, choice.query, choice.sort])
  const given = items.find(({ drawn }) => drawn.id === baseline)?.compared ?? null

  return (
    <section className="cmp-section" aria-label="Table of runs">
      <h2>Runs</h2>
      <div className="row small cmp-table-controls">
        <QueryField
          known={choice.query}
          fields={offered}
          label="Filter runs"
          placeholder="loss = mse and lr < 0.01"
          onChange={(text) => change({ q: text || null })}
        />
        <span className="soft" role="status">
          {rows.length === items.length
            ? plural(items.length, 'run')
            : `${rows.length} of ${plural(items.length, 'run')}`}
        </span>
        {rows.length > 0 && rows.length < items.length && (
          <button
            type="button"
            onClick={() => change({ runs: rows.map(({ drawn }) => drawn.id).join(), q: null, hidden: null })}
          >
            Compare only these
          </button>
        )}
        <label className="row">
          <input
            type="checkbox"
            checked={choice.isDifferencesOnly}
            onChange={({ target }) => change({ only: target.checked ? 'differences' : null })}
          />
          Only columns that differ
        </label>
        <ColumnChooser fields={fields} chosen={chosen} isUsual={choice.columns === null} change={change} />
        <TableExport
          name="runs"
          what="Shown runs"
          rows={() =>
            exportedFields(
              rows.map((row) => row.compared),
              ['name', ...columns],
            )
          }
        />
      </div>
      <Sideways what="Runs" className="scroll cmp-scroll">
        <table className="cmp-table cmp-run-table" aria-label="Runs" onPointerLeave={() => onPoint(null)}>
          <RunTableHead
            columns={columns}
            scores={scores}
            sorting={readSorting(choice.sort)}
            isAlone={items.length < 2}
            change={change}
          />
          <tbody>
            {rows.slice(0, shownRows).map(({ drawn, compared: one }) => (
              <RunTableRow
                key={drawn.id}
                {...{ drawn, columns, scores, mistakable, given }}
                compared={one}
                place={compared.indexOf(one)}
                isPointed={drawn.id === pointedAt}
                onPoint={onPoint}
                change={change}
              />
            ))}
          </tbody>
        </table>
      </Sideways>
      {rows.length > shownRows && (
        <button type="button" className="cmp-more" onClick={() => setShownRows(shownRows + rowsAtOnce)}>
          Show {Math.min(rowsAtOnce, rows.length - shownRows)} of {rows.length - shownRows} more runs
        </button>
      )}
    </section>
  )
}
