import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import type { RunGroup } from '../../lib/compare/grouping.ts'
import { axisOf, canCountEpochs } from '../compare/curves/axes.ts'
import { BandNote } from '../compare/curves/band-note.tsx'
import { curvesOf, withoutUnit } from '../compare/curves/curves-of.ts'
import { inUnitText, UnitNote } from '../compare/curves/unit-select.tsx'
import type { DrawnRun } from '../compare/drawn-run.ts'
import { readPicture } from '../compare/picture.ts'
import { scaleOfCurves } from '../components/chart/curve.ts'
import { CurvesFigure } from '../components/chart/curves-figure.tsx'
import { attempt, PanelFault } from '../components/panel-boundary.tsx'
import { Sideways } from '../components/sideways.tsx'
import { comparedCharts } from './drawn-series.ts'
import type { ReportData } from './report-data.ts'

type Props = {
  shown: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  /** None where each run stands for itself. */
  groups: readonly RunGroup[]
  data: ReportData
}

/** The chart of the page as it is set there, and the losses beside it. */
export function ComparedCurves({ shown, compared, groups, data }: Props) {
  const picture = readPicture(new URLSearchParams(data.search))
  const { over, scaleKind, zoom, smoothing, unit } = picture
  const plain = compared.map(({ run }) => run)
  const axis = axisOf(plain, picture.x ?? (canCountEpochs(plain) ? 'epoch' : 'step'))
  return (
    <section className="cmp-section" aria-label="Curves">
      <h2>Curves</h2>
      {comparedCharts(compared, picture).map(({ metric, hasTwin }) => {
        const made = attempt(() => {
          const known = { averages: data.averages, smoothing, zoomed: new Map() }
          const curves = curvesOf(shown, { metric, hasTwin, axis, groups, over, unit, ...known })
          return { curves, scale: scaleOfCurves(curves, scaleKind, zoom) }
        })
        if ('fault' in made)
          return <PanelFault key={metric} what={`The chart of ${metric}`} fault={made.fault} />
        const { curves } = made.value
        return (
          <figure key={metric} className="report-chart">
            <Sideways what={metric} className="report-wide">
              <CurvesFigure title={inUnitText(metric, unit)} x={axis} zoom={zoom} {...made.value} />
            </Sideways>
            {unit !== 'values' && <UnitNote unit={unit} left={withoutUnit(shown, metric, unit)} />}
            {curves.bands.length > 0 && <BandNote over={over} curves={curves} />}
          </figure>
        )
      })}
    </section>
  )
}
