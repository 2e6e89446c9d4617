'use client'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { labelsOf } from '../../lib/compare/labels.ts'
import { defaultMetric, metricChoice, twinOf } from '../../lib/compare/metric-choice.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import { verdictOf } from '../../lib/compare/verdict.ts'
import type { StoredRun } from '../../lib/summary/stored-run.ts'
import { LineChart } from '../components/chart/line-chart.tsx'
import { attempt, PanelBoundary, PanelFault } from '../components/panel-boundary.tsx'
import { Reconnecting } from '../components/reconnecting.tsx'
import { useAverages } from '../components/use-averages.ts'
import { useKeys } from '../components/use-keys.ts'
import { Absent } from './absent.tsx'
import { CompareControls } from './compare-controls.tsx'
import { comparedRunOf } from './compared.ts'
import { axisOf, canCountEpochs, type DrawnRun, drawnSeries, linesOf } from './lines.ts'
import { ParameterTable } from './parameter-table.tsx'
import { readPicture } from './picture.ts'
import { RunList } from './run-list.tsx'
import { ScoreTable } from './score-table.tsx'
import { useRunViews } from './use-run-views.ts'
import { useSearch } from './use-search.ts'

type Props = { stored: readonly StoredRun[]; missing: readonly string[]; beyond: number; search: string }

/** Runs side by side: what they show and how sure that is, their curves, their scores and what sets them apart. */
export function ComparePage({ stored, missing, beyond, search }: Props) {
  const { views, held, connected } = useRunViews(stored)
  const [address, setAddress] = useSearch(search)
  const picture = readPicture(address)
  const [pointedAt, setPointedAt] = useState<string | null>(null)
  const asked = picture.runs.join()
  const hiddenIds = [...picture.hidden].join()

  const all = useMemo(() => {
    const wanted = new Set(asked.split(','))
    const known = stored.flatMap(({ run }, place) => {
      const view = wanted.has(run.id) ? views[run.id] : null
      return view ? [{ view, hue: place % 8 }] : []
    })
    const labels = labelsOf(known.map(({ view }) => view.run))
    return known.map(
      ({ view, hue }): DrawnRun => ({
        id: view.run.id,
        label: labels.get(view.run.id) ?? view.run.name,
        hue,
        view,
      }),
    )
  }, [stored, views, asked])
  const shown = useMemo(() => {
    const hidden = new Set(hiddenIds.split(','))
    return all.filter(({ id }) => !hidden.has(id))
  }, [all, hiddenIds])

  const compared = useMemo(() => shown.map(({ view }) => comparedRunOf(view)), [shown])
  const choice = useMemo(() => metricChoice(compared), [compared])
  const names = [...choice.common, ...choice.others]
  const metric =
    picture.metric !== null && names.includes(picture.metric) ? picture.metric : defaultMetric(choice)
  const twin = metric === null ? null : twinOf(metric, names)
  const hasTwin = picture.hasTwin && twin !== null
  const axis = axisOf(shown, picture.x ?? 'epoch')
  const averages = useAverages(
    useMemo(
      () => drawnSeries(shown, held, hasTwin ? [metric, twin] : [metric]),
      [shown, held, hasTwin, metric, twin],
    ),
    picture.smoothing > 0,
  )
  const lines = useMemo(
    () => (metric === null ? [] : linesOf(shown, { metric, hasTwin, axis, pointedAt, averages })),
    [shown, metric, hasTwin, axis, pointedAt, averages],
  )
  const labelOf = (id: string) => all.find((one) => one.id === id)?.label ?? id
  const verdict = attempt(() => verdictOf(compared, metric, labelOf))
  const noticed = attempt(() => noticeOf(compared, metric))
  const notice = 'fault' in noticed ? null : noticed.value

  useKeys({
    l: () => setAddress({ axis: picture.scaleKind === 'log' ? null : 'log' }),
    s: () => setAddress({ smoothing: picture.smoothing > 0 ? null : '0.6' }),
  })

  const deleted = stored.filter(({ run }) => views[run.id] === null).map(({ run }) => run.name)
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
      <div className="cmp-verdict" data-testid="verdict">
        {'fault' in verdict ? (
          <PanelFault what="The verdict" fault={verdict.fault} />
        ) : (
          <>
            <p>{verdict.value.sentence}</p>
            <p className="soft">{verdict.value.doubts.join(' ')}</p>
          </>
        )}
      </div>
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
          <PanelBoundary what="The table of scores">
            <ScoreTable runs={shown} compared={compared} pointedAt={pointedAt} onPoint={setPointedAt} />
          </PanelBoundary>
          <PanelBoundary what="The table of parameters">
            <ParameterTable runs={shown} pointedAt={pointedAt} onPoint={setPointedAt} />
          </PanelBoundary>
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
