'use client'
import Link from 'next/link'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { isRuined } from '../../lib/compare/failure.ts'
import { labelsOf } from '../../lib/compare/labels.ts'
import { chosenMetric, drawnNames, metricChoice, twinOf } from '../../lib/compare/metric-choice.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import type { PackedRuns } from '../../lib/compare/packed-runs.ts'
import { type Judging, verdictOf } from '../../lib/compare/verdict.ts'
import { disagreement, winnersOf } from '../../lib/compare/winners.ts'
import type { PointsPage } from '../../lib/store/store.ts'
import { LineChart } from '../components/chart/line-chart.tsx'
import { attempt, PanelBoundary, PanelFault } from '../components/panel-boundary.tsx'
import { Reconnecting } from '../components/reconnecting.tsx'
import { useAverages } from '../components/use-averages.ts'
import { useKeys } from '../components/use-keys.ts'
import { Absent } from './absent.tsx'
import { CompareControls } from './compare-controls.tsx'
import { DifferencesPanel } from './differences-panel.tsx'
import { FieldPlot } from './field-plot.tsx'
import { readJudging } from './judging.ts'
import { awaitedRuns, axisOf, canCountEpochs, type DrawnRun, drawnSeries, linesOf } from './lines.ts'
import { MatrixPanel } from './matrix-panel.tsx'
import { readPicture } from './picture.ts'
import { readPlotChoice } from './plot-choice.ts'
import { RunList } from './run-list.tsx'
import { RunTable } from './run-table.tsx'
import { SideBySide } from './side-by-side.tsx'
import { readTableChoice } from './table-choice.ts'
import { useFollowedRuns } from './use-followed-runs.ts'
import { useSame } from './use-same.ts'
import { useSearch } from './use-search.ts'
import { VerdictPanel } from './verdict-panel.tsx'
import { WinnerTable } from './winner-table.tsx'

type Props = {
  packed: PackedRuns
  /** By id: the points of the series that are drawn at first. */
  drawn: readonly (readonly [id: string, page: PointsPage])[]
  missing: readonly string[]
  beyond: number
  search: string
}

/** Runs side by side: what they show and how sure that is, their curves, their scores and what sets them apart. */
export function ComparePage({ packed, drawn, missing, beyond, search }: Props) {
  const { runs, connected, want } = useFollowedRuns(packed, drawn)
  const [address, setAddress] = useSearch(search)
  const picture = readPicture(address)
  const [pointedAt, setPointedAt] = useState<string | null>(null)
  const asked = picture.runs.join()
  const hiddenIds = [...picture.hidden].join()

  const all = useMemo(() => {
    const wanted = new Set(asked.split(','))
    const known = Array.from(runs, ([id, live], place) => ({ id, live, hue: place % 8 }))
    const there = known.flatMap(({ id, live, hue }) => (live && wanted.has(id) ? [{ id, ...live, hue }] : []))
    const labels = labelsOf(there.map(({ followed }) => followed.view.run))
    return there.map(({ id, followed, reads, hue }): DrawnRun => {
      const { view } = followed
      return { id, label: labels.get(id) ?? view.run.name, hue, view, followed, reads }
    })
  }, [runs, asked])
  const shown = useMemo(() => {
    const hidden = new Set(hiddenIds.split(','))
    return all.filter(({ id }) => !hidden.has(id))
  }, [all, hiddenIds])

  const compared = useSame(shown.map(({ followed }) => followed.compared))
  const choice = useMemo(() => metricChoice(compared), [compared])
  const names = [...choice.common, ...choice.others]
  const metric = chosenMetric(choice, picture.metric)
  const twin = metric === null ? null : twinOf(metric, names)
  const hasTwin = picture.hasTwin && twin !== null
  const axis = axisOf(shown, picture.x ?? 'epoch')
  const averages = useAverages(
    useMemo(() => drawnSeries(shown, { metric, hasTwin }), [shown, metric, hasTwin]),
    picture.smoothing > 0,
  )
  const wanted = JSON.stringify(compared.map((one) => [one.run.id, drawnNames(one, metric, hasTwin)]))
  useEffect(() => want(JSON.parse(wanted)), [want, wanted])
  const lines = useMemo(
    () => (metric === null ? [] : linesOf(shown, { metric, hasTwin, axis, pointedAt, averages })),
    [shown, metric, hasTwin, axis, pointedAt, averages],
  )
  const labelOf = useCallback((id: string) => all.find((one) => one.id === id)?.label ?? id, [all])
  const ruined = shown.flatMap(({ id, view }) => (isRuined(view.findings) ? [id] : [])).join()
  const judged = JSON.stringify(readJudging(address))
  const judging = useMemo(
    (): Judging => ({ ...JSON.parse(judged), ruined: new Set(ruined.split(',')) }),
    [judged, ruined],
  )
  const verdict = useMemo(
    () => attempt(() => verdictOf(compared, metric, labelOf, judging)),
    [compared, metric, labelOf, judging],
  )
  const winning = useMemo(
    () => attempt(() => winnersOf(compared, labelOf, judging)),
    [compared, labelOf, judging],
  )
  const winners = 'fault' in winning ? [] : winning.value
  const noticed = attempt(() => noticeOf(compared, metric))
  const notice = 'fault' in noticed ? null : noticed.value

  useKeys({
    l: () => setAddress({ axis: picture.scaleKind === 'log' ? null : 'log' }),
    s: () => setAddress({ smoothing: picture.smoothing > 0 ? null : '0.6' }),
  })

  const deleted = packed.runs.filter(({ run }) => runs.get(run.id) === null).map(({ run }) => run.name)
  const absent = (
    <Absent missing={missing.filter((id) => picture.runs.includes(id))} deleted={deleted} beyond={beyond} />
  )
  if (all.length === 0) return <Nothing>{absent}</Nothing>
  return (
    <main className="cmp">
      {!connected && <Reconnecting />}
      <div className="spread">
        <h1>Compare</h1>
        <Link href="/" className="small soft">
          Choose other runs
        </Link>
      </div>
      {'fault' in verdict ? (
        <PanelFault what="The verdict" fault={verdict.fault} />
      ) : (
        <VerdictPanel
          verdict={verdict.value}
          disagreement={disagreement(winners)}
          metric={metric}
          judging={judging}
          change={setAddress}
        />
      )}
      {notice && (
        <div className="notice spread cmp-notice">
          <p>{notice.text}</p>
          {notice.choice !== null && (
            <button type="button" onClick={() => setAddress({ metric: notice.choice })}>
              Compare by {notice.choice}
            </button>
          )}
        </div>
      )}
      {absent}
      <div className="cmp-layout">
        <PanelBoundary what="The list of runs">
          <RunList
            runs={all}
            hidden={picture.hidden}
            pointedAt={pointedAt}
            onPoint={setPointedAt}
            change={setAddress}
          />
        </PanelBoundary>
        <section aria-label="Curves">
          <CompareControls
            picture={picture}
            metric={metric}
            choice={choice}
            twin={twin}
            axis={axis}
            canCountEpochs={canCountEpochs(shown)}
            awaited={awaitedRuns(shown, { metric, hasTwin })}
            change={setAddress}
          />
          <LineChart
            label={`${metric ?? 'No series'} of ${shown.length} runs`}
            lines={lines}
            x={axis}
            height={420}
            scaleKind={picture.scaleKind}
            smoothing={picture.smoothing}
            zoom={picture.zoom}
            onZoom={(zoom) => setAddress({ zoom: zoom ? zoom.join('-') : null })}
          />
        </section>
      </div>
      {shown.length > 0 && (
        <>
          <PanelBoundary what="The table of who wins where">
            {'fault' in winning && <PanelFault what="The table of who wins where" fault={winning.fault} />}
            <WinnerTable winners={winners} runs={compared} labelOf={labelOf} judging={judging} />
          </PanelBoundary>
          <PanelBoundary what="The table of runs">
            <RunTable
              runs={shown}
              {...{ compared, pointedAt }}
              metrics={choice}
              choice={readTableChoice(address)}
              baseline={judging.baseline}
              onPoint={setPointedAt}
              change={setAddress}
            />
          </PanelBoundary>
          <PanelBoundary what="The matrix of losses">
            <MatrixPanel runs={shown.map(({ id }) => id)} />
          </PanelBoundary>
          <PanelBoundary what="Where they differ">
            <DifferencesPanel runs={shown.map(({ id }) => id)} />
          </PanelBoundary>
          <PanelBoundary what="The plot over runs">
            <FieldPlot
              runs={shown}
              {...{ compared, metric, pointedAt }}
              metrics={choice}
              choice={readPlotChoice(address)}
              onPoint={setPointedAt}
              change={setAddress}
            />
          </PanelBoundary>
          <SideBySide runs={shown} {...{ compared, choice, pointedAt }} onPoint={setPointedAt} />
        </>
      )}
    </main>
  )
}

/** The page before any run is chosen. */
function Nothing({ children }: { children: React.ReactNode }) {
  return (
    <main className="cmp">
      <h1>Compare</h1>
      {children}
      <p className="cmp-nothing soft">
        Compare what runs reached, curve over curve, and what sets them apart. In the list of runs, mark two
        or more by their boxes or with <kbd>x</kbd>, then press <kbd>c</kbd> or <em>Compare</em>.
      </p>
      <Link className="button" href="/">
        Choose runs
      </Link>
    </main>
  )
}
