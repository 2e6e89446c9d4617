'use client'
import type { Run } from '../../../lib/run.ts'
import type { Picture } from './picture.ts'

type Props = { picture: Picture; run: Run; change(changes: Record<string, string | null>): void }

/** Axis, smoothing and zoom of all the page's charts. */
export function ChartControls({ picture, run, change }: Props) {
  const { scaleKind, smoothing, x, zoom } = picture
  return (
    <div className="row small chart-controls">
      <button
        type="button"
        aria-pressed={scaleKind === 'log'}
        onClick={() => change({ axis: scaleKind === 'log' ? null : 'log' })}
      >
        Log
      </button>
      {run.stepsPerEpoch !== null && (
        <button type="button" onClick={() => change({ x: x.title === 'step' ? null : 'step' })}>
          By {x.title === 'step' ? 'epoch' : 'step'}
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
