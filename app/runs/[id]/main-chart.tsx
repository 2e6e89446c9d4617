'use client'
import { useMemo } from 'react'
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import { formatNumber } from '../../../lib/format.ts'
import { addPoint, emptyRollup } from '../../../lib/rollup.ts'
import type { Finding, RunView } from '../../../lib/run.ts'
import { columnsOf, type SeriesColumns } from '../../../lib/series.ts'
import { mainLoss, mainLosses, placeOf } from '../../../lib/summary/headline.ts'
import {
  type ChartLine,
  drawnRange,
  type Evidence,
  type Flag,
  type Reference,
  stepRange,
} from '../../components/chart/line.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { type AveragesOf, averagesKey } from '../../components/use-averages.ts'
import { evidenceOn } from './evidence.ts'
import type { Picture } from './picture.ts'
import { Timeline } from './timeline.tsx'
import { useEarlierBranches } from './use-earlier-branches.ts'

type Props = {
  view: RunView
  series: readonly SeriesColumns[]
  averages: AveragesOf
  facts: RunFacts
  picture: Picture
  chosen: string | null
  /** The finding whose evidence is drawn. */
  drawn: Finding | null
  onChoose(id: string | null): void
  onGo(finding: Finding): void
  onZoom(zoom: [number, number] | null): void
}

/** Train and validation loss together, with the findings on them and the heights that give them meaning. */
export function MainChart(props: Props) {
  const { view, series, averages, facts, picture, chosen, drawn, onChoose, onGo, onZoom } = props
  const { run, findings } = view
  const earlier = useEarlierBranches(run)
  const lines = useMemo(
    () => [...earlier, ...lossLines(run.id, series, averages)],
    [earlier, run.id, series, averages],
  )
  const main = mainLoss(Object.keys(view.series))
  const mainSeries = main === null ? undefined : view.series[main]
  const references = useMemo(() => {
    const known: Reference[] = []
    if (facts.chanceLevel !== null)
      known.push({ value: facts.chanceLevel, label: `chance ${formatNumber(facts.chanceLevel)}` })
    if (facts.floor) known.push({ value: facts.floor, label: `floor ${formatNumber(facts.floor)}` })
    if (mainSeries) {
      const { steps, values } = columnsOf(mainSeries)
      const total = emptyRollup()
      for (let i = 0; i < steps.length; i++) addPoint(total, steps[i] as number, values[i] as number)
      if (total.minStep >= 0 && total.count > 2)
        known.push({
          value: total.min,
          label: `best ${formatNumber(total.min)} @ ${placeOf(total.minStep, run)}`,
        })
    }
    return known
  }, [facts, mainSeries, run])
  const flags = useMemo(
    () =>
      findings.map(
        ({ id, step, severity, resolvedStep }): Flag => ({ id, step, severity, until: resolvedStep }),
      ),
    [findings],
  )
  const evidence = useMemo(() => {
    const names = lines.map(({ key }) => key)
    return withoutLevelsOf(references, evidenceOn(drawn, names, chosen))
  }, [drawn, lines, references, chosen])
  const range = stepRange(lines)
  return (
    <>
      <LineChart
        label={`Losses of ${run.name}`}
        what={lines.map(({ label }) => label).join(' and ') || 'the losses'}
        lines={lines}
        x={picture.x}
        height={420}
        scaleKind={picture.scaleKind}
        smoothing={picture.smoothing}
        references={references}
        flags={flags}
        chosenFlag={chosen}
        evidence={evidence}
        zoom={picture.zoom}
        onZoom={onZoom}
        onFlag={onChoose}
      />
      <PanelBoundary what="The time line of the findings">
        <Timeline
          {...{ findings, run, chosen, onGo }}
          until={range[1]}
          range={drawnRange(picture.zoom ?? range, picture.x)}
        />
      </PanelBoundary>
    </>
  )
}

/** Without the levels that are drawn for every run already. */
function withoutLevelsOf(references: readonly Reference[], evidence: Evidence | null): Evidence | null {
  if (!evidence) return null
  const levels = evidence.levels.filter(({ value }) => references.every((other) => other.value !== value))
  return { ...evidence, levels }
}

/** The main loss on all its splits, in one hue. */
function lossLines(runId: string, series: readonly SeriesColumns[], averages: AveragesOf): ChartLine[] {
  const names = mainLosses(series.map(({ name }) => name))
  return series
    .filter(({ name }) => names.includes(name))
    .map((columns) => ({
      key: columns.name,
      label: columns.name,
      columns,
      averages: averages.get(averagesKey(runId, columns.name)),
      hue: 0,
      stroke: roleOf(columns.name).split,
    }))
}
