'use client'
import { useMemo, useRef, useState } from 'react'
import { averagesKey, isLong } from '../../../lib/averages.ts'
import { awayWith, divergedAt } from '../../../lib/summary/diverged-at.ts'
import type { Panel } from '../../../lib/summary/panels.ts'
import { valueText } from '../../../lib/summary/value-text.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import { useAverages } from '../../components/use-averages.ts'
import { evidenceOn } from './evidence.ts'
import { panelLines } from './lines.ts'
import type { PanelProps } from './panel-props.ts'
import { turnPin } from './pinned-panels.ts'
import { useIsSeen } from './use-is-seen.ts'
import { usePanelSeries } from './use-panel-series.ts'
import { useZoomedSeries } from './use-zoomed-series.ts'

const height = 170
const largeHeight = 420

/** One metric. Its points are read and its chart is made when somebody scrolls to it. */
export function MetricPanel({
  panel,
  view,
  reads,
  picture,
  x,
  drawn,
  chosen,
  onZoom,
  isPinned = false,
}: PanelProps & { panel: Panel; isPinned?: boolean }) {
  const [isLarge, setLarge] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const isSeen = useIsSeen(frame)
  const { series, isComplete } = usePanelSeries({ view, names: panel.names, reads, isSeen })
  const shown = useZoomedSeries(view.run.id, series, picture.zoom, isComplete)
  const { id } = view.run
  const averages = useAverages(
    useMemo(() => [{ runId: id, series, isComplete, reads }], [id, series, isComplete, reads]),
    picture.smoothing > 0 || series.some(isLong),
  )
  const lines = useMemo(
    () =>
      panelLines(panel, shown).map((line) => ({
        ...line,
        averages: averages.get(averagesKey(id, line.key)),
      })),
    [panel, shown, averages, id],
  )
  const evidence = useMemo(() => evidenceOn(drawn, panel.names, chosen), [drawn, panel.names, chosen])
  const { findings, run } = view
  const away = divergedAt(findings, awayWith(panel.names, run, findings))
  return (
    <figure ref={frame} className={isLarge ? 'panel-large' : undefined}>
      <figcaption className="spread">
        <h2>{panel.title}</h2>
        <span className="panel-buttons">
          <button
            type="button"
            className="plain"
            aria-pressed={isPinned}
            aria-label={`Pin ${panel.title} on top`}
            title="Pin on top"
            onClick={() => turnPin(panel.title)}
          >
            {isPinned ? '★' : '☆'}
          </button>
          <button
            type="button"
            className="plain"
            aria-pressed={isLarge}
            aria-label={`Enlarge ${panel.title}`}
            title="Enlarge"
            onClick={() => setLarge(!isLarge)}
          >
            ⤢
          </button>
        </span>
      </figcaption>
      {lines.length > 0 ? (
        <LineChart
          label={panel.title}
          lines={lines}
          x={x}
          height={isLarge ? largeHeight : height}
          scaleKind={picture.scaleKind}
          smoothing={picture.smoothing}
          evidence={evidence}
          divergedAt={away}
          zoom={picture.zoom}
          valueText={valueText}
          source={{
            runs: [{ id: view.run.id, name: view.run.name, series: panel.names }],
            range: picture.zoom,
          }}
          onZoom={onZoom}
        />
      ) : (
        <div style={{ height: isLarge ? largeHeight : height }} />
      )}
    </figure>
  )
}
