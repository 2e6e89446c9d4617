'use client'
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'

type Props = {
  scaleKind: YScaleKind
  smoothing: number
  zoom: readonly [number, number] | null
  change(changes: Record<string, string | null>): void
}

/** Axis, smoothing and zoom of a page's charts; all of it lives in the address. */
export function ChartControls({ scaleKind, smoothing, zoom, change }: Props) {
  return (
    <>
      <button
        type="button"
        aria-pressed={scaleKind === 'log'}
        onClick={() => change({ axis: scaleKind === 'log' ? null : 'log' })}
      >
        Log
      </button>
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
        <span className="soft drag-hint">Drag over the chart to zoom</span>
      )}
    </>
  )
}
