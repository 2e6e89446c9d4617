'use client'
import Link from 'next/link'
import { memo } from 'react'
import type { FieldValue } from '../../../lib/query/matches.ts'
import { drawnCurve } from '../../../lib/summary/drawn-curve.ts'
import { rowCurve } from '../../../lib/summary/packed-row.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { FieldText } from '../field-text.tsx'
import { loadRowFields, loadWords, type RowFields, useLoaded, type Words } from '../loaded.ts'
import { PanelBoundary } from '../panel-boundary.tsx'
import { Sideways } from '../sideways.tsx'
import { StatusChip } from '../status-chip.tsx'
import { useNow } from '../use-now.ts'
import { RunCell } from './run-cell.tsx'
import { RunTableHead } from './run-table-head.tsx'
import { SelectBox } from './select-box.tsx'
import { SmallCurve } from './small-curve.tsx'
import { seenWhen } from './use-row-keys.ts'

/** Rows that come with the page as they look; the others are made of what comes with it anyway. */
const rowsAtFirst = 16

type Props = {
  rows: readonly RunRow[]
  columns: readonly string[]
  sort: string
  selected: readonly string[]
  /** The run that the keys are at. */
  current: string | null
  /** Ids of all runs as they stand on the page. */
  order: readonly string[]
}

/** A page of the ended runs, as the server has sorted them. Live runs beside it do not draw it again. */
export const RunTable = memo(function RunTable({ rows, columns, sort, selected, current, order }: Props) {
  const isInBrowser = useNow(false) !== null
  const shown = isInBrowser ? rows : rows.slice(0, rowsAtFirst)
  // What has ended while the page was open.
  const said = useLoaded(
    loadWords,
    rows.some(({ view: { run, findings } }) => findings.length > 0 || run.reason !== null),
  )
  const fields = useLoaded(
    loadRowFields,
    rows.some(({ drawn }) => !drawn),
  )
  const numbers = new Set(
    columns.filter((name) => rows.some((row) => typeof cellOf(row, name, fields) === 'number')),
  )
  return (
    <Sideways what="Ended runs" className="scroll">
      <table className="runs">
        <RunTableHead columns={columns} numbers={numbers} sort={sort} />
        <tbody>
          {shown.map((row) => (
            <PanelBoundary
              key={row.view.run.id}
              what={`The row of ${row.view.run.name}`}
              isRow
              draw={() =>
                tableRow({
                  ...{ row, columns, numbers, order, said, fields },
                  isCurrent: row.view.run.id === current,
                  isSelected: selected.includes(row.view.run.id),
                })
              }
            />
          ))}
        </tbody>
      </table>
    </Sideways>
  )
})

/** What was drawn already holds while nothing new is known. */
const curveOf = ({ view, drawn }: RunRow) =>
  drawn && Object.keys(view.series).length === 0
    ? drawn.curve
    : drawnCurve(view, rowCurve.width, rowCurve.height)

function findingOf({ view, drawn }: RunRow, words: Words | null) {
  if (drawn && view.findings.length === 0 && view.run.reason === null) return drawn.finding
  return words?.toldOfRun(view.run, view.findings) ?? null
}

/** Null for a moment for what has just ended. */
function cellOf(row: RunRow, name: string, fields: RowFields | null): FieldValue {
  return row.drawn?.cells.get(name) ?? fields?.cellOf(row, name) ?? null
}

function isChosen(row: RunRow, name: string, fields: RowFields | null): boolean {
  return row.drawn?.chosen.has(name) ?? fields?.isChosen(row, name) ?? false
}

type RowProps = {
  row: RunRow
  columns: readonly string[]
  numbers: ReadonlySet<string>
  isCurrent: boolean
  isSelected: boolean
  order: readonly string[]
  said: Words | null
  fields: RowFields | null
}

function tableRow({ row, columns, numbers, isCurrent, isSelected, order, said, fields }: RowProps) {
  const { run } = row.view
  const finding = findingOf(row, said)
  return (
    <tr aria-selected={isCurrent} ref={seenWhen(isCurrent)}>
      <td>
        <SelectBox id={run.id} name={run.name} {...{ isSelected, order }} />
      </td>
      <td>
        <StatusChip status={run.status} />
      </td>
      <td className="run-name-cell">
        <Link prefetch={false} href={`/runs/${run.id}`}>
          {run.name}
        </Link>
      </td>
      <td className="small run-finding">
        {finding ? (
          <span className={finding.severity} title={finding.title}>
            {finding.title}
          </span>
        ) : (
          <NoFinding last={cellOf(row, 'last', fields)} />
        )}
      </td>
      <td>
        <PanelBoundary what="The curve" draw={() => SmallCurve({ curve: curveOf(row), ...rowCurve })} />
      </td>
      {columns.map((name) => (
        <RunCell
          key={name}
          name={name}
          value={cellOf(row, name, fields)}
          isNumber={numbers.has(name)}
          isChosen={isChosen(row, name, fields)}
        />
      ))}
    </tr>
  )
}

/** A phone has no room for more columns than this one: there it tells how far a run came that nothing was found in. */
function NoFinding({ last }: { last: FieldValue }) {
  return (
    <>
      <span className="faint wide-only">–</span>
      <span className="narrow-only">
        {typeof last === 'number' ? (
          <>
            <FieldText value={last} /> <span className="soft">last</span>
          </>
        ) : (
          <span className="faint">–</span>
        )}
      </span>
    </>
  )
}
