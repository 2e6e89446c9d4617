'use client'
import type { ReactNode } from 'react'
import type { MetricChoice } from '../../../lib/compare/metric-choice.ts'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import { plural } from '../../../lib/format.ts'
import { ChartControls } from '../../components/chart/chart-controls.tsx'
import type { ChangeAddress, Picture } from '../picture.ts'

type Props = {
  picture: Picture
  metric: string | null
  choice: MetricChoice
  /** The chosen metric on the other split, where there is one. */
  twin: string | null
  /** Runs whose points are still to come. */
  awaited: number
  change: ChangeAddress
  /** More of the same row. */
  children: ReactNode
}

/** What is drawn, and how. */
export function CompareControls({ picture, metric, choice, twin, awaited, change, children }: Props) {
  const { scaleKind, smoothing, hasTwin, zoom } = picture
  return (
    <div className="row small cmp-controls">
      <select
        aria-label="Metric"
        value={metric ?? ''}
        onChange={(event) => change({ metric: event.target.value })}
      >
        <Options label="In all runs" names={choice.common} />
        <Options label="In some runs" names={choice.others} />
      </select>
      {twin !== null && (
        <button
          type="button"
          aria-pressed={hasTwin}
          title={twin}
          onClick={() => change({ splits: hasTwin ? null : 'both' })}
        >
          With {roleOf(twin).split}
        </button>
      )}
      {children}
      <ChartControls {...{ scaleKind, smoothing, zoom }} change={change} />
      <span className="soft" role="status">
        {awaited > 0 && `Reading ${plural(awaited, 'run')} …`}
      </span>
    </div>
  )
}

function Options({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <optgroup label={label}>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}
