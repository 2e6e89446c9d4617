'use client'
import { useMemo } from 'react'
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { type Finding, isLive, type Run, type RunView } from '../../../lib/run.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { divergedAt } from '../../../lib/summary/diverged-at.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import { drawnRange, type Flag, stepRange, type XAxis } from '../../components/chart/line.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import type { AveragesOf } from '../../components/use-averages.ts'
import { AnnotationRail } from './annotations/annotation-rail.tsx'
import { besideReferences, evidenceOn } from './evidence.ts'
import { mainLines } from './lines.ts'
import type { Picture } from './picture.ts'
import { referencesOf } from './references.ts'
import { Timeline } from './timeline.tsx'
import { useEarlierBranches } from './use-earlier-branches.ts'

const height = 420

type Props = {
  view: RunView
  series: readonly SeriesColumns[]
  averages: AveragesOf
  facts: RunFacts
  picture: Picture
  x: XAxis
  chosen: string | null
  /** The finding whose evidence is drawn. */
  drawn: Finding | null
  onChoose(id: string | null): void
  onGo(finding: Finding): void
  onZoom(zoom: [number, number] | null): void
}

/** Train and validation loss together, with the findings on them and the heights that give them meaning. */
export function MainChart(props: Props) {
  const { view, series, averages, facts, picture, x, chosen, drawn, onChoose, onGo, onZoom } = props
  const { run, findings } = view
  const earlier = useEarlierBranches(run, picture.x, x)
  const lines = useMemo(
    () => [...earlier, ...mainLines(run, series, averages)],
    [earlier, run, series, averages],
  )
  const main = mainMetric(Object.keys(view.series), run)
  const drawnMain = main === null ? undefined : view.series[main]
  const references = useMemo(() => referencesOf(run, facts, drawnMain), [facts, drawnMain, run])
  const flags = useMemo(
    () =>
      findings.map(
        ({ id, step, severity, resolvedStep }): Flag => ({ id, step, severity, until: resolvedStep }),
      ),
    [findings],
  )
  const evidence = useMemo(() => {
    const names = lines.map(({ key }) => key)
    return besideReferences(evidenceOn(drawn, names, chosen, main), references)
  }, [drawn, lines, references, chosen, main])
  const range = stepRange(lines)
  // Of files and of the table; earlier branches are only drawn.
  const saved = lines.filter(({ isDimmed }) => !isDimmed)
  const isBlank = lines.every(({ columns }) => columns.steps.length === 0)
  return (
    <>
      {isBlank ? (
        <NoCurve run={run} />
      ) : (
        <LineChart
          label={`Losses of ${run.name}`}
          what={saved.map(({ label }) => label).join(' and ') || 'the losses'}
          lines={lines}
          x={x}
          height={height}
          scaleKind={picture.scaleKind}
          smoothing={picture.smoothing}
          references={references}
          flags={flags}
          chosenFlag={chosen}
          evidence={evidence}
          zoom={picture.zoom}
          divergedAt={divergedAt(
            findings,
            lines.map(({ key }) => key),
          )}
          source={{
            runs: [
              {
                id: run.id,
                name: run.name,
                series: saved.map(({ key }) => key),
              },
            ],
            range: picture.zoom,
          }}
          onZoom={onZoom}
          onFlag={onChoose}
        />
      )}
      <PanelBoundary what="The rail of annotations">
        <AnnotationRail
          {...{ run, x }}
          range={drawnRange(picture.zoom ?? range, x)}
          whole={drawnRange(range, x)}
        />
      </PanelBoundary>
      <PanelBoundary what="The time line of the findings">
        <Timeline
          {...{ findings, run, x, chosen, onGo }}
          until={range[1]}
          range={drawnRange(picture.zoom ?? range, x)}
        />
      </PanelBoundary>
    </>
  )
}

/** In the place of the chart: axes without a value would have numbers that nobody logged. */
function NoCurve({ run }: { run: Run }) {
  if (!isLive(run)) return <p className="soft no-curve">This run logged no values.</p>
  return (
    <p className="soft no-curve" style={{ height }}>
      No value has come yet. The curve begins with the first one.
    </p>
  )
}
