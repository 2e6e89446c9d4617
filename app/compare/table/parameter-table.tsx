'use client'
import { useMemo } from 'react'
import { type ParameterRow, parameterRows } from '../../../lib/compare/parameter-rows.ts'
import { formatNumber, plural } from '../../../lib/format.ts'
import { BreakableName, RunColumns, type RunColumnsProps } from './run-columns.tsx'

/** What sets the runs apart; what they have in common is folded away. */
export function ParameterTable({ runs, pointedAt, onPoint }: RunColumnsProps) {
  const rows = useMemo(() => parameterRows(runs.map(({ view }) => view.run)), [runs])
  const differing = rows.filter(({ differs }) => differs)
  const same = rows.filter(({ differs }) => !differs)
  return (
    <section className="cmp-section" aria-label="Parameters">
      <h2>{runs.length > 1 ? 'Parameters that differ' : 'Parameters'}</h2>
      {differing.length > 0 && (
        <RunColumns runs={runs} pointedAt={pointedAt} onPoint={onPoint} label="Parameters that differ">
          {differing.map((row) => (
            <ParameterCells key={row.name} row={row} runs={runs} pointedAt={pointedAt} />
          ))}
        </RunColumns>
      )}
      {differing.length === 0 && runs.length > 1 && (
        <p className="soft small cmp-none">None: these runs say the same of themselves.</p>
      )}
      {same.length > 0 && (
        <details className="cmp-same cmp-fold" open={runs.length === 1}>
          <summary>
            {plural(same.length, 'setting')}
            {runs.length > 1 && ' that all have in common'}
          </summary>
          <dl className="pairs">
            {same.map(({ name, values }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">
                  <ParameterValue value={values.find((value) => value !== null) ?? null} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

type CellsProps = Pick<RunColumnsProps, 'runs' | 'pointedAt'> & { row: ParameterRow }

function ParameterCells({ row: { name, values }, runs, pointedAt }: CellsProps) {
  return (
    <tr>
      <th className="cmp-first" scope="row" colSpan={2}>
        <BreakableName name={name} />
      </th>
      {runs.map(({ id }, at) => (
        <td key={id} className="cmp-param mono" data-run={id} data-pointed={id === pointedAt}>
          <ParameterValue value={values[at] ?? null} />
        </td>
      ))}
      <td />
    </tr>
  )
}

/** Digits of a number that are shown; all of them are in its title. */
const digitsShown = 6

function ParameterValue({ value }: { value: string | null }) {
  if (value === null) return <span className="faint">–</span>
  const isLong = /^-?\d+\.\d{7,}$/.test(value)
  return isLong ? <span title={value}>{formatNumber(Number(value), digitsShown)}</span> : value
}
