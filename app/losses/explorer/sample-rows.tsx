'use client'
import type { Column, SampleTable } from '../../../lib/explorer/stage.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { DrawnLoss } from './drawn-loss.ts'
import type { SampleLoss } from './sample-cells.ts'

type Props = {
  table: SampleTable
  typed: string[][]
  losses: readonly DrawnLoss[]
  results: readonly SampleLoss[]
  onType(row: number, column: number, text: string): void
  onChange(rows: string[][]): void
}

const mostRows = 20

/** The samples as a table: what is typed on the left, what it costs on the right. */
export function SampleRows({ table, typed, losses, results, onType, onChange }: Props) {
  const columns = table.columns.map(({ suits, ...column }, place) => ({
    ...column,
    place,
    isShown: !suits || losses.some(({ loss }) => suits(loss)),
  }))
  const shown = columns.filter(({ isShown }) => isShown)
  const hasRows = results.some(({ result }) => result?.rows)
  const hasShares = results.some(({ result }) => result?.largest)
  const span = shown.length + 1
  return (
    <div className="scroll">
      <table className="lx-table">
        <thead>
          <tr>
            <th scope="col">{table.noun}</th>
            {shown.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
            {losses.map(({ id, hue }) => (
              <th key={id} scope="col" className="number">
                <span className="lx-head" style={{ borderColor: `var(--hue-${hue})` }}>
                  {id}
                </span>
              </th>
            ))}
            {!table.rowNames && <th aria-label="Remove" />}
          </tr>
        </thead>
        <tbody>
          {typed.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={at}>
              <th scope="row">{table.rowNames?.[at] ?? at + 1}</th>
              {shown.map(({ place, ...column }) => (
                <td key={column.name}>
                  <Cell
                    column={column}
                    label={`${column.label} of ${table.rowNames?.[at] ?? `${table.noun} ${at + 1}`}`}
                    value={row[place] ?? ''}
                    onType={(text) => onType(at, place, text)}
                  />
                </td>
              ))}
              {losses.map(({ id }, i) => (
                <td key={id} className="number" data-largest={results[i]?.result?.largest?.row === at}>
                  {hasRows ? shownValue(results[i]?.result?.rows?.[at]) : ''}
                </td>
              ))}
              {!table.rowNames && (
                <td>
                  <button
                    type="button"
                    className="plain"
                    aria-label={`Remove ${table.noun} ${at + 1}`}
                    disabled={typed.length === 1}
                    onClick={() => onChange(typed.filter((_, i) => i !== at))}
                  >
                    ×
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Foot label={hasRows ? 'mean' : 'loss'} span={span}>
            {results.map(({ result }) => shownValue(result?.total))}
          </Foot>
          {hasShares && (
            <Foot label={`the largest ${table.noun} makes up`} span={span}>
              {results.map(({ result }) =>
                result?.largest ? `${Math.round(100 * result.largest.share)} %` : '–',
              )}
            </Foot>
          )}
        </tfoot>
      </table>
      {!table.rowNames && (
        <button
          type="button"
          className="plain small"
          disabled={typed.length >= mostRows}
          onClick={() => onChange([...typed, typed.at(-1) ?? []])}
        >
          Add a {table.noun}
        </button>
      )}
    </div>
  )
}

function shownValue(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value)
}

function Foot({ label, span, children }: { label: string; span: number; children: string[] }) {
  return (
    <tr>
      <th scope="row" colSpan={span}>
        {label}
      </th>
      {children.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one for each loss, in their order
        <td key={i} className="number" data-testid={`${label.split(' ')[0]}-${i}`}>
          {text}
        </td>
      ))}
    </tr>
  )
}

type CellProps = { column: Omit<Column, 'suits'>; label: string; value: string; onType(text: string): void }

function Cell({ column: { choices }, label, value, onType }: CellProps) {
  if (choices)
    return (
      <select aria-label={label} value={value} onChange={(event) => onType(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={String(choice.value)}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={label}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  )
}
