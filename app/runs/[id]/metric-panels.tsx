'use client'
import { useMemo } from 'react'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { Finding } from '../../../lib/run.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { mainLosses } from '../../../lib/summary/headline.ts'
import type { ChartLine } from '../../components/chart/line.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { evidenceOn } from './evidence.ts'
import type { Picture } from './picture.ts'

type Props = {
  series: readonly SeriesColumns[]
  picture: Picture
  /** The finding whose evidence is drawn. */
  drawn: Finding | null
  chosen: string | null
  onZoom(zoom: [number, number] | null): void
}

/** Everything but the main loss: one small chart for each metric, its splits together. */
export function MetricPanels({ series, ...rest }: Props) {
  const panels = useMemo(() => panelsOf(series), [series])
  return (
    <section className="panels" aria-label="Other series">
      {panels.map((panel) => (
        <PanelBoundary key={panel.title} what={`The panel of ${panel.title}`}>
          <MetricPanel {...panel} {...rest} />
        </PanelBoundary>
      ))}
    </section>
  )
}

/** Lines whose newest values stand beside the title. */
const mostSplits = 3

type Panel = { title: string; lines: ChartLine[] }

function MetricPanel({ title, lines, picture, drawn, chosen, onZoom }: Panel & Omit<Props, 'series'>) {
  const evidence = useMemo(() => {
    const names = lines.map(({ key }) => key)
    return evidenceOn(drawn, names, chosen)
  }, [drawn, lines, chosen])
  return (
    <figure>
      <figcaption className="spread">
        <h2>{title}</h2>
        <span className="small soft">
          {lines.length <= mostSplits &&
            lines.map(({ columns }) => formatNumber(columns.values.at(-1) ?? Number.NaN)).join(' · ')}
        </span>
      </figcaption>
      <LineChart
        label={title}
        lines={lines}
        x={picture.x}
        height={170}
        smoothing={picture.smoothing}
        evidence={evidence}
        zoom={picture.zoom}
        onZoom={onZoom}
      />
    </figure>
  )
}

/** One number for each class: they belong on one chart. */
const ofClass = /^recall\/(.+)$/

function panelsOf(series: readonly SeriesColumns[]): Panel[] {
  const panels = new Map<string, ChartLine[]>()
  const inMainChart = mainLosses(series.map(({ name }) => name))
  for (const columns of series) {
    if (inMainChart.includes(columns.name) || columns.name === 'epoch') continue
    const { split } = roleOf(columns.name)
    const name = columns.name.replace(/^(train|val|test|eval)\//, '')
    const className = ofClass.exec(name)?.[1]
    const title = className === undefined ? name : 'recall of each class'
    const others = panels.get(title) ?? []
    const line: ChartLine = {
      key: columns.name,
      label: className ?? labelOf(columns.name),
      columns,
      hue: className === undefined ? 0 : others.length,
      stroke: className === undefined ? split : 'validation',
    }
    panels.set(title, [...others, line])
  }
  return Array.from(panels, ([title, lines]) => ({ title, lines }))
}

function labelOf(name: string): string {
  return name.includes('/') ? (name.split('/')[0] as string) : name
}
