'use client'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import type { MetricChoice } from '../../lib/compare/metric-choice.ts'
import { PanelBoundary, PanelFault } from '../components/panel-boundary.tsx'
import { DifferencesPanel } from './differences/differences-panel.tsx'
import type { DrawnRun } from './drawn-run.ts'
import { MatrixPanel } from './matrix/matrix-panel.tsx'
import type { ChangeAddress } from './picture.ts'
import { FieldPlot } from './plot/field-plot.tsx'
import { readPlotChoice } from './plot/plot-choice.ts'
import { RunTable } from './table/run-table.tsx'
import { SideBySide } from './table/side-by-side.tsx'
import { readTableChoice } from './table/table-choice.ts'
import type { Judged } from './verdict/use-verdict.ts'
import { WinnerTable } from './verdict/winner-table.tsx'
import { WhenNear } from './when-near.tsx'

type Props = {
  runs: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  choice: MetricChoice
  metric: string | null
  judged: Judged
  labelOf(id: string): string
  address: URLSearchParams
  pointedAt: string | null
  onPoint(id: string | null): void
  change: ChangeAddress
}

/** Tables of more runs than this are made when they come near. */
const mostAtOnce = 50

/** Below the curves: who wins where, the runs as rows, settings against results, everything side by side. */
export function ResultPanels(props: Props) {
  const { runs, compared, choice, metric, judged, labelOf, address, pointedAt, onPoint, change } = props
  const { winners, judging } = judged
  const ids = runs.map(({ id }) => id)
  const isNow = runs.length <= mostAtOnce
  const shared = { runs, compared, metrics: choice, pointedAt, onPoint, change }
  return (
    <>
      <PanelBoundary what="The table of who wins where">
        {'fault' in winners ? (
          <PanelFault what="The table of who wins where" fault={winners.fault} />
        ) : (
          <WinnerTable winners={winners.value} runs={compared} labelOf={labelOf} judging={judging} />
        )}
      </PanelBoundary>
      <WhenNear isNow={isNow} height={800}>
        <PanelBoundary what="The matrix of losses">
          <MatrixPanel runs={ids} />
        </PanelBoundary>
        <PanelBoundary what="Where they differ">
          <DifferencesPanel runs={ids} />
        </PanelBoundary>
        <PanelBoundary what="The table of runs">
          <RunTable {...shared} choice={readTableChoice(address)} baseline={judging.baseline} />
        </PanelBoundary>
        <PanelBoundary what="The plot over runs">
          <FieldPlot {...shared} metric={metric} choice={readPlotChoice(address)} />
        </PanelBoundary>
        <SideBySide runs={runs} {...{ compared, choice, pointedAt, onPoint }} />
      </WhenNear>
    </>
  )
}
