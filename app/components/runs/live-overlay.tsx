'use client'
import { useMemo, useState } from 'react'
import { shortened } from '../../../lib/compare/labels.ts'
import { plural } from '../../../lib/format.ts'
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'
import { CurvesChart } from '../chart/curves-chart.tsx'
import { stepAxis } from '../chart/line.ts'
import type { LiveItem } from './live-item.ts'
import { hues, type OverlaidLoss, overlaid, overlaidLosses } from './overlaid-losses.ts'

const height = 320
const lettersAtEnd = 18
const noZoom = () => {}

/** The main loss of every live run on one chart; those that need their person stand out, with their names. */
export function LiveOverlay({ live }: { live: readonly LiveItem[] }) {
  const [isShare, setShare] = useState<boolean | null>(null)
  const [scaleKind, setScaleKind] = useState<YScaleKind>('linear')
  const losses = useMemo(() => overlaidLosses(live), [live])
  // Values of different losses are on no common scale: unless asked for, each is drawn as a share of its start.
  const asShare = isShare ?? losses.length > 1
  const shown = useMemo(() => overlaid(live, asShare), [live, asShare])
  const curves = useMemo(() => ({ lines: shown.lines.map(named), bands: [], bad: shown.bad }), [shown])
  const without = live.length - shown.lines.length
  return (
    <figure className="live-overlay">
      <div className="row small">
        <label className="row">
          <input type="checkbox" checked={asShare} onChange={({ target }) => setShare(target.checked)} />
          As a share of the start
        </label>
        <label className="row">
          <input
            type="checkbox"
            checked={scaleKind === 'log'}
            onChange={({ target }) => setScaleKind(target.checked ? 'log' : 'linear')}
          />
          Logarithmic
        </label>
        {losses.length > 1 &&
          losses.map((loss, place) => (
            <span key={loss} className="chip" style={{ color: `var(--hue-${place % hues})` }}>
              {loss || 'no loss named'}
            </span>
          ))}
        <span className="soft">
          {losses.length > 1 &&
            (asShare
              ? `${plural(losses.length, 'loss', 'losses')}, each by its own start: this ranks nothing.`
              : `${plural(losses.length, 'loss', 'losses')} on one axis: their values are on no common scale.`)}
          {without > 0 && ` ${plural(without, 'run')} ${without === 1 ? 'has' : 'have'} no curve yet.`}
        </span>
      </div>
      <CurvesChart
        label={`the losses of ${plural(live.length, 'live run')}`}
        curves={curves}
        x={stepAxis}
        height={height}
        scaleKind={scaleKind}
        zoom={null}
        onZoom={noZoom}
        source={{
          runs: shown.lines.map(({ of, label, name }) => ({ id: of, name: label, series: [name] })),
          range: null,
        }}
        pointed={null}
        waiting={<p className="soft none">No values yet.</p>}
      />
    </figure>
  )
}

const named = (line: OverlaidLoss) => ({ ...line, label: shortened(line.label, lettersAtEnd) })
