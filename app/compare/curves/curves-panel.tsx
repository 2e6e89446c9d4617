'use client'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { Grouping, RunGroup } from '../../../lib/compare/grouping.ts'
import { drawnNames, type MetricChoice, twinOf } from '../../../lib/compare/metric-choice.ts'
import type { XKind } from '../../../lib/compare/x-place.ts'
import { plural } from '../../../lib/format.ts'
import type { Curves } from '../../components/chart/curve.ts'
import { CurvesChart } from '../../components/chart/curves-chart.tsx'
import { useAverages } from '../../components/use-averages.ts'
import { useSame } from '../../components/use-same.ts'
import { awaitedRuns, type DrawnRun, drawnSeries } from '../drawn-run.ts'
import { bucketsOf, type ChangeAddress, type Picture } from '../picture.ts'
import type { Wanted } from '../use-followed-runs.ts'
import { axisOf, canCountEpochs, countsSteps } from './axes.ts'
import { BandNote } from './band-note.tsx'
import { CompareControls } from './compare-controls.tsx'
import { curvesOf, withoutUnit } from './curves-of.ts'
import { GroupControls } from './group-controls.tsx'
import { inUnitText, UnitNote, UnitSelect } from './unit-select.tsx'
import { useZoomed } from './use-zoomed.ts'

const nothing: Curves = { lines: [], bands: [], bad: [] }

type Props = {
  runs: readonly DrawnRun[]
  picture: Picture
  metric: string | null
  choice: MetricChoice
  grouping: Grouping
  groupings: readonly Grouping[]
  groups: readonly RunGroup[]
  /** A run or a group. */
  pointedAt: string | null
  /** The picture that came with the page. */
  first: ReactNode
  want(wanted: Wanted): void
  change: ChangeAddress
}

/** The curves of the runs, or of their groups, and how they are drawn. */
export function CurvesPanel(props: Props) {
  const { runs, picture, metric, choice, grouping, groupings, groups, pointedAt, first, want, change } = props
  const compared = useSame(runs.map(({ followed }) => followed.compared))
  const plain = useSame(compared.map(({ run }) => run))
  const names = [...choice.common, ...choice.others]
  const twin = metric === null ? null : twinOf(metric, names)
  const hasTwin = picture.hasTwin && twin !== null
  const x: XKind = picture.x ?? (canCountEpochs(plain) ? 'epoch' : 'step')
  const axis = axisOf(plain, x)
  const { smoothing, over, scaleKind, zoom, unit } = picture
  const averages = useAverages(
    useMemo(() => drawnSeries(runs, { metric, hasTwin }), [runs, metric, hasTwin]),
    smoothing > 0,
  )
  const wanted = JSON.stringify(compared.map((one) => [one.run.id, drawnNames(one, metric, hasTwin)]))
  useEffect(() => want(JSON.parse(wanted)), [want, wanted])
  const awaited = awaitedRuns(runs, { metric, hasTwin })
  const isRough = runs.some(({ followed }) => !followed.isComplete)
  const zoomed = useZoomed({
    runs: compared.map(({ run }) => run.id),
    series: [...new Set(compared.flatMap((one) => drawnNames(one, metric, hasTwin)))],
    buckets: bucketsOf(runs.length),
    zoom: isRough && countsSteps(axis) ? zoom : null,
  })
  // Hundreds of runs come in one answer: what is there before it is the picture that came with the page.
  const isThere = metric !== null && awaited < runs.length
  const curves = useMemo(
    () =>
      isThere
        ? curvesOf(runs, { metric, hasTwin, axis, averages, smoothing, zoomed, groups, over, unit })
        : nothing,
    [isThere, runs, metric, hasTwin, axis, averages, smoothing, zoomed, groups, over, unit],
  )
  const lit = groups.find(({ ids }) => pointedAt !== null && ids.includes(pointedAt))
  const pointed = curves.bands.length > 0 && lit ? lit.key : pointedAt
  return (
    <section aria-label="Curves">
      <CompareControls {...{ picture, metric, choice, twin, awaited, change }}>
        <UnitSelect unit={unit} metric={metric} change={change} />
        <GroupControls {...{ grouping, groupings, over, x, change }} canCountEpochs={canCountEpochs(plain)} />
      </CompareControls>
      <CurvesChart
        label={`${metric === null ? 'No series' : inUnitText(metric, unit)} of ${plural(runs.length, 'run')}`}
        curves={curves}
        x={axis}
        height={420}
        scaleKind={scaleKind}
        zoom={zoom}
        onZoom={(next) => change({ zoom: next ? next.join('-') : null })}
        pointed={pointed}
        source={{
          runs: compared.map((one) => ({
            ...{ id: one.run.id, name: one.run.name, series: drawnNames(one, metric, hasTwin) },
          })),
          // Times and epochs of different lengths are no steps.
          range: countsSteps(axis) ? zoom : null,
        }}
        waiting={awaited > 0 ? first : <p className="empty">No values yet.</p>}
      />
      {unit !== 'values' && <UnitNote unit={unit} left={isThere ? withoutUnit(runs, metric, unit) : 0} />}
      {curves.bands.length > 0 && <BandNote over={over} curves={curves} />}
    </section>
  )
}
