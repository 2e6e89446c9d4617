import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { columnsOf } from '../../lib/series.ts'
import { awayWith, divergedAt } from '../../lib/summary/diverged-at.ts'
import { mainMetric } from '../../lib/summary/main-metric.ts'
import type { DrawnRun } from '../compare/drawn-run.ts'
import type { ChartLine, Reference } from '../components/chart/line.ts'
import { LineFigure } from '../components/chart/line-figure.tsx'
import { scaleOfLines } from '../components/chart/line-scale.ts'
import { attempt, PanelFault } from '../components/panel-boundary.tsx'
import { Sideways } from '../components/sideways.tsx'
import { stepMarksOf } from '../runs/[id]/annotations/step-marks-of.ts'
import { mainLines, panelLines } from '../runs/[id]/lines.ts'
import { readPicture } from '../runs/[id]/picture.ts'
import { referencesOf } from '../runs/[id]/references.ts'
import { runAxis } from '../runs/[id]/run-axis.ts'
import { runPanels } from './drawn-series.ts'
import type { ReportData } from './report-data.ts'

const large = { width: 760, height: 320 }
const small = { width: 370, height: 190 }

type Props = { run: DrawnRun; compared: ComparedRun | undefined; data: ReportData }

/** The main chart of a run's page, and its panels. */
export function RunCurves({ run: { id, view }, compared, data }: Props) {
  const { run, series } = view
  const picture = readPicture(new URLSearchParams(data.search), run)
  const names = Object.keys(series)
  const main = mainMetric(names, run)
  const drawnMain = main === null ? undefined : series[main]
  const x = runAxis(picture.x, run, drawnMain && columnsOf(drawnMain))
  const about = data.about.find((one) => one.id === id)
  const facts = about?.facts
  const findings = about?.findings ?? []
  const stepMarks = stepMarksOf(about?.annotations ?? [])
  const references = facts ? referencesOf(run, facts, drawnMain) : []
  const columns = (wanted: readonly string[]) =>
    wanted.flatMap((name) => (series[name] ? columnsOf(series[name]) : []))
  const figure = (title: string, lines: readonly ChartLine[], levels: readonly Reference[], size = large) => {
    const { zoom, scaleKind, smoothing } = picture
    const scaled = attempt(() =>
      scaleOfLines(lines, {
        ...{ kind: scaleKind, also: levels.map(({ value }) => value) },
        divergedAt: divergedAt(
          findings,
          awayWith(
            lines.map(({ key }) => key),
            run,
            findings,
          ),
        ),
      }),
    )
    if ('fault' in scaled)
      return <PanelFault key={title} what={`The chart of ${title}`} fault={scaled.fault} />
    const drawn = (
      <LineFigure
        {...{ title, lines, zoom, smoothing, x }}
        scale={scaled.value}
        references={levels}
        stepMarks={stepMarks}
        size={size}
      />
    )
    return (
      <figure key={title} className="report-chart">
        {size === large ? (
          <Sideways what={title} className="report-wide">
            {drawn}
          </Sideways>
        ) : (
          drawn
        )}
      </figure>
    )
  }
  return (
    <section className="cmp-section" aria-label="Curves">
      <h2>Curves</h2>
      {main !== null && figure(main, mainLines(run, columns(names), data.averages), references)}
      <div className="report-panels">
        {compared &&
          runPanels(compared).map((panel) =>
            figure(panel.title, panelLines(panel, columns(panel.names)), [], small),
          )}
      </div>
    </section>
  )
}
