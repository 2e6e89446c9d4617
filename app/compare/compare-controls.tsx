'use client'
import type { MetricChoice } from '../../lib/compare/metric-choice.ts'
import { roleOf } from '../../lib/detectors/series-names.ts'
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
  change: ChangeAddress
}

/** What is drawn, and how. */
export function CompareControls({ picture, metric, choice, twin, axis, canCountEpochs, change }: Props) {
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
      <button
        type="button"
        aria-pressed={scaleKind === 'log'}
        onClick={() => change({ axis: scaleKind === 'log' ? null : 'log' })}
      >
        Log
      </button>
      {canCountEpochs && (
        <button
          type="button"
          onClick={() => change({ x: axis.title === 'step' ? 'epoch' : 'step', zoom: null })}
        >
          By {axis.title === 'step' ? 'epoch' : 'step'}
        </button>
      )}
      <label className="row">
        Smoothing
        <input
          type="range"
          min={0}
          max={0.95}
          step={0.05}
          value={smoothing}
          onChange={(event) =>
            change({ smoothing: Number(event.target.value) > 0 ? event.target.value : null })
          }
        />
      </label>
      {zoom ? (
        <button type="button" onClick={() => change({ zoom: null })}>
          Show all
        </button>
      ) : (
        <span className="faint drag-hint">Drag over the chart to zoom</span>
      )}
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
