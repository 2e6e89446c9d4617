'use client'
import type { MetricChoice } from '../../lib/compare/metric-choice.ts'
import { roleOf } from '../../lib/detectors/series-names.ts'
import { plural } from '../../lib/format.ts'
import { ChartControls } from '../components/chart/chart-controls.tsx'
import type { XAxis } from '../components/chart/line.ts'
import type { ChangeAddress, Picture } from './picture.ts'

type Props = {
  picture: Picture
  metric: string | null
  choice: MetricChoice
  /** The chosen metric on the other split, where there is one. */
  twin: string | null
  axis: XAxis
  canCountEpochs: boolean
  /** Runs whose points are still to come. */
  awaited: number
  change: ChangeAddress
}

/** What is drawn, and how. */
export function CompareControls({
  picture,
  metric,
  choice,
  twin,
  axis,
  canCountEpochs,
  awaited,
  change,
}: Props) {
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
      <ChartControls
        {...{ scaleKind, smoothing, zoom }}
        x={axis}
        canCountEpochs={canCountEpochs}
        // Stretches of steps mean nothing by epoch where epochs differ in length.
        change={(changes) => change('x' in changes ? { ...changes, zoom: null } : changes)}
      />
      <span className="faint" role="status">
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
