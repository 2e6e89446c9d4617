'use client'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { toldOf } from '../../../lib/detectors/words/told.ts'
import { formatDuration, formatNumber } from '../../../lib/format.ts'
import { drawnCurve } from '../../../lib/summary/drawn-curve.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import { rowCurve } from '../../../lib/summary/packed-row.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { workMs } from '../../../lib/summary/work-time.ts'
import { LocalTime } from '../local-time.tsx'
import { PanelBoundary } from '../panel-boundary.tsx'
import { StatusChip } from '../status-chip.tsx'
import { useNow } from '../use-now.ts'
import { SelectBox } from './select-box.tsx'
import { SmallCurve } from './small-curve.tsx'
import { seenWhen } from './use-row-keys.ts'

type Column = { title: string; isNumber?: boolean; sortBy?(row: RunRow): string | number }

const lossOf = ({ view, latest }: RunRow) => mainMetric(Object.keys(latest), view.run)
const last = (row: RunRow) => row.latest[lossOf(row) ?? '']?.value ?? Number.NaN
const best = (row: RunRow) => row.best[lossOf(row) ?? '']?.value ?? Number.NaN
/** Milliseconds of training. */
const duration = ({ view: { run }, drawn }: RunRow) =>
  drawn?.worked ?? workMs(run, run.endedAt ?? run.startedAt)

const columns: readonly Column[] = [
  { title: 'Status', sortBy: ({ view }) => view.run.status },
  { title: 'Name', sortBy: ({ view }) => view.run.name },
  { title: 'Loss', sortBy: ({ view }) => view.run.loss?.id ?? '' },
  { title: 'Finding' },
  { title: 'Curve' },
  { title: 'Last', isNumber: true, sortBy: last },
  { title: 'Best', isNumber: true, sortBy: best },
  { title: 'Duration', isNumber: true, sortBy: duration },
  { title: 'Seed', isNumber: true, sortBy: ({ view }) => view.run.seed ?? -1 },
  { title: 'Project', sortBy: ({ view }) => view.run.project },
  { title: 'Started', isNumber: true, sortBy: ({ view }) => -view.run.startedAt },
]

/** Rows that come with the page as they look; the others are made of what comes with it anyway. */
const rowsAtFirst = 16

type Props = {
  rows: readonly RunRow[]
  selected: readonly string[]
  /** The run that the keys are at. */
  current: string | null
  /** Ids of all runs as they stand on the page. */
  order: readonly string[]
}

/** The ended runs. Raw losses sort within what is shown; they rank nothing across different losses. */
export function RunTable({ rows, selected, current, order }: Props) {
  const [sort, setSort] = useState<{ title: string; isDown: boolean } | null>(null)
  const sorted = useMemo(() => sortRows(rows, sort), [rows, sort])
  const isInBrowser = useNow(false) !== null
  const shown = isInBrowser ? sorted : sorted.slice(0, rowsAtFirst)
  return (
    <div className="scroll">
      <table className="runs">
        <thead>
          <tr>
            <th aria-label="Select" />
            {columns.map(({ title, isNumber, sortBy }) => (
              <th
                key={title}
                className={isNumber ? 'number' : ''}
                aria-sort={sort?.title === title ? (sort.isDown ? 'descending' : 'ascending') : undefined}
              >
                {sortBy ? (
                  <button
                    type="button"
                    className="plain small"
                    onClick={() => setSort(nextSort(sort, title))}
                  >
                    {title}
                    {sort?.title === title ? (sort.isDown ? ' ↓' : ' ↑') : ''}
                  </button>
                ) : (
                  title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PanelBoundary
              key={row.view.run.id}
              what={`The row of ${row.view.run.name}`}
              isRow
              draw={() =>
                tableRow({
                  ...{ row, order },
                  isCurrent: row.view.run.id === current,
                  isSelected: selected.includes(row.view.run.id),
                })
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function nextSort(sort: { title: string; isDown: boolean } | null, title: string) {
  if (sort?.title !== title) return { title, isDown: false }
  return sort.isDown ? null : { title, isDown: true }
}

function sortRows(
  rows: readonly RunRow[],
  sort: { title: string; isDown: boolean } | null,
): readonly RunRow[] {
  const sortBy = columns.find(({ title }) => title === sort?.title)?.sortBy
  if (!sortBy || !sort) return rows
  return rows.toSorted((a, b) => {
    const [x, y] = [sortBy(a), sortBy(b)]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return (x < y ? -1 : x > y ? 1 : 0) * (sort.isDown ? -1 : 1)
  })
}

/** What was drawn already holds while nothing new is known. */
const curveOf = ({ view, drawn }: RunRow) =>
  drawn && Object.keys(view.series).length === 0
    ? drawn.curve
    : drawnCurve(view, rowCurve.width, rowCurve.height)

function findingOf({ view, drawn }: RunRow) {
  if (drawn && view.findings.length === 0) return drawn.finding
  return toldOf(view.findings)
}

type RowProps = { row: RunRow; isCurrent: boolean; isSelected: boolean; order: readonly string[] }

function tableRow({ row, isCurrent, isSelected, order }: RowProps) {
  const { run } = row.view
  const finding = findingOf(row)
  return (
    <tr aria-selected={isCurrent} ref={seenWhen(isCurrent)}>
      <td>
        <SelectBox id={run.id} name={run.name} {...{ isSelected, order }} />
      </td>
      <td>
        <StatusChip status={run.status} />
      </td>
      <td>
        <Link href={`/runs/${run.id}`}>{run.name}</Link>
      </td>
      <td>{run.loss && <span className="chip">{run.loss.id}</span>}</td>
      <td className="small">
        {finding ? (
          <span className={finding.severity}>{finding.title}</span>
        ) : (
          <span className="faint">–</span>
        )}
      </td>
      <td>
        <PanelBoundary what="The curve" draw={() => SmallCurve({ curve: curveOf(row), ...rowCurve })} />
      </td>
      <td className="number">{lossOf(row) ? formatNumber(last(row)) : '–'}</td>
      <td className="number">{Number.isNaN(best(row)) ? '–' : formatNumber(best(row))}</td>
      <td className="number">{run.endedAt ? formatDuration(duration(row)) : '–'}</td>
      <td className="number">{run.seed ?? '–'}</td>
      <td className="soft">{run.project}</td>
      <td className="number soft small">
        <LocalTime time={run.startedAt} />
      </td>
    </tr>
  )
}
