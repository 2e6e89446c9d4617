'use client'
import { useEffect, useRef, useState } from 'react'
import { formatWhole } from '../../../lib/format.ts'
import type { Cell, Rows } from '../../../lib/tabular/csv-text.ts'
import { readPoints } from '../read-points.ts'
import { Sideways } from '../sideways.tsx'
import type { ExportedData, SeriesSource } from './series-source.ts'

type Props = { what: string; data: ExportedData; onClose(): void }

type Table = { rows: Rows; isThinned: boolean }

/** Of each series about four points a bucket: first, last, lowest, highest. */
const buckets = 100
const mostRuns = 20
const mostRows = 500

/** What a chart draws, as a table to be read; every stored point is in the files. */
export function DataTable({ what, data, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [table, setTable] = useState<Table | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  // Read once: a table that moves cannot be read.
  const first = useRef(data)
  useEffect(() => {
    const leaving = new AbortController()
    dialog.current?.showModal()
    tableOf(first.current, leaving.signal).then(setTable, (error: Error) => {
      if (!leaving.signal.aborted) setFault(error.message)
    })
    return () => leaving.abort()
  }, [])
  const names = table?.rows[0] ? Object.keys(table.rows[0]) : []
  return (
    <dialog ref={dialog} className="data-table" aria-label={`${what}, as a table`} onClose={onClose}>
      <div className="spread">
        <h2>{what}</h2>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </div>
      {fault !== null && <p className="critical">{fault}</p>}
      {!table && fault === null && <p className="soft">Reading …</p>}
      {table?.isThinned && (
        <p className="small soft">
          Not every point: of each stretch the first, last, lowest and highest. CSV and JSON have all.
        </p>
      )}
      {table && (
        <Sideways what={what}>
          <table>
            <thead>
              <tr>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.slice(0, mostRows).map((row, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and stay where they are
                <tr key={i}>
                  {names.map((name) => (
                    <td key={name} className="number">
                      {cellText(row[name] ?? null)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
    </dialog>
  )
}

const cellText = (cell: Cell) => (cell === null ? '' : String(cell))

async function tableOf(data: ExportedData, signal: AbortSignal): Promise<Table> {
  if ('rows' in data) {
    const rows = data.rows()
    return { rows, isThinned: rows.length > mostRows }
  }
  return await pointTable(data, signal)
}

/** A row for each step, a column for each series. */
async function pointTable({ runs, range }: SeriesSource, signal: AbortSignal): Promise<Table> {
  const ends = range && { from: String(Math.max(0, Math.ceil(range[0]))), to: String(Math.floor(range[1])) }
  const cells = new Map<number, Record<string, Cell>>()
  const columns: string[] = []
  let isThinned = runs.length > mostRuns
  for (const { id, name, series } of runs.slice(0, mostRuns)) {
    const page = await readPoints(id, { ...ends, series, buckets: String(buckets) }, signal)
    isThinned ||= !page.complete
    for (const one of page.series) {
      const column = runs.length > 1 ? `${name}: ${one.name}` : one.name
      columns.push(column)
      one.steps.forEach((step, i) => {
        const row = cells.get(step) ?? {}
        row[column] = one.values[i] as number
        cells.set(step, row)
      })
    }
  }
  const steps = [...cells.keys()].sort((a, b) => a - b)
  const rows = steps.map((step) => ({
    step: formatWhole(step),
    ...Object.fromEntries(columns.map((column) => [column, cells.get(step)?.[column] ?? null])),
  }))
  return { rows, isThinned: isThinned || rows.length > mostRows }
}
