'use client'
import { useMemo } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { fieldAxis, usualAxes } from '../../../lib/compare/field-axis.ts'
import { fieldGroups } from '../../../lib/compare/field-groups.ts'
import type { MetricChoice } from '../../../lib/compare/metric-choice.ts'
import { type FieldKind, fieldsOf } from '../../../lib/compare/run-fields.ts'
import type { DrawnRun } from '../drawn-run.ts'
import type { ChangeAddress } from '../picture.ts'
import { ParallelPlot } from './parallel-plot.tsx'
import type { PlotChoice } from './plot-choice.ts'
import { ScatterPlot } from './scatter-plot.tsx'

type Props = {
  runs: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  metrics: MetricChoice
  metric: string | null
  choice: PlotChoice
  pointedAt: string | null
  onPoint(id: string | null): void
  change: ChangeAddress
}

/** What runs reached over what was chosen for them, one mark or one line a run. */
export function FieldPlot({ runs, compared, metrics, metric, choice, pointedAt, onPoint, change }: Props) {
  const fields = useMemo(() => fieldsOf(compared), [compared])
  const usual = useMemo(() => usualAxes(compared, metrics, metric), [compared, metrics, metric])
  const known = (name: string | null) => (name !== null && fields.has(name) ? name : null)
  const across = known(choice.across) ?? usual[0] ?? 'seed'
  const up = known(choice.up) ?? metric ?? usual.at(-1) ?? 'seed'
  const isParallel = choice.kind === 'parallel'
  const names = isParallel ? usual : [across, up]
  const asked = names.join('\n')
  const axes = useMemo(() => asked.split('\n').map((name) => fieldAxis(compared, name)), [compared, asked])
  const shared = { runs, compared, axes, pointedAt, onPoint }
  return (
    <section className="cmp-section" aria-label="Settings against results">
      <h2>Settings against results</h2>
      <div className="row small cmp-table-controls">
        <button type="button" aria-pressed={!isParallel} onClick={() => change({ plot: null })}>
          Scatter
        </button>
        <button type="button" aria-pressed={isParallel} onClick={() => change({ plot: 'parallel' })}>
          Parallel coordinates
        </button>
        {!isParallel && (
          <>
            <FieldSelect
              label="Across"
              fields={fields}
              value={across}
              onChange={(name) => change({ across: name })}
            />
            <FieldSelect label="Up" fields={fields} value={up} onChange={(name) => change({ up: name })} />
          </>
        )}
      </div>
      {isParallel ? <ParallelPlot {...shared} /> : <ScatterPlot {...shared} />}
    </section>
  )
}

type SelectProps = {
  label: string
  fields: ReadonlyMap<string, FieldKind>
  value: string
  onChange(name: string): void
}

function FieldSelect({ label, fields, value, onChange }: SelectProps) {
  return (
    <label className="row">
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {fieldGroups(fields).map(({ title, names }) => (
          <optgroup key={title} label={title}>
            {offered(names, value).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

/** Names of a group that are offered: of thousands of series the list would be longer than the page. */
const mostOffered = 100

function offered(names: readonly string[], chosen: string): string[] {
  const first = names.slice(0, mostOffered)
  return names.includes(chosen) && !first.includes(chosen) ? [...first, chosen] : first
}
