'use client'
import Link from 'next/link'
import { type ReactNode, useMemo, useRef } from 'react'
import { isLong } from '../../../lib/averages.ts'
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { adviceOf } from '../../../lib/detectors/words/told.ts'
import { type Finding, isLive } from '../../../lib/run.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import type { Mute } from '../../../lib/settings/settings.ts'
import { standingOf } from '../../../lib/summary/headline.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import {
  heldNow,
  nonFiniteOf,
  type Outline,
  seriesOf,
  spanOf,
  withOutline,
} from '../../../lib/summary/outline.ts'
import { readingsOf, type StoredRun } from '../../../lib/summary/stored-run.ts'
import { awayTitle, tabTitle } from '../../../lib/summary/tab-title.ts'
import { ChartControls } from '../../components/chart/chart-controls.tsx'
import { XSelect } from '../../components/chart/x-select.tsx'
import { headlineOf } from '../../components/headline-of.ts'
import { useAddress } from '../../components/use-address.ts'
import { useAverages } from '../../components/use-averages.ts'
import { useKeys } from '../../components/use-keys.ts'
import { useNow } from '../../components/use-now.ts'
import { useRunView } from '../../components/use-run-view.ts'
import { useTabTitle } from '../../components/use-tab-title.ts'
import { ConsolePanel } from './console/console-panel.tsx'
import { findingDrawn, zoomOn } from './evidence.ts'
import { Findings } from './findings.tsx'
import { HistoryPanel } from './history/history-panel.tsx'
import { MainChart } from './main-chart.tsx'
import { MetricPanels } from './metric-panels.tsx'
import { Parameters } from './parameters.tsx'
import { readPicture } from './picture.ts'
import { runAxis } from './run-axis.ts'
import { RunHeader } from './run-header.tsx'
import { type OtherRun, SameTraining } from './same-training.tsx'
import { useHeardAt } from './use-heard-at.ts'
import { useMutes } from './use-mutes.ts'
import { useZoomedSeries } from './use-zoomed-series.ts'

type Props = {
  stored: StoredRun
  outline: Outline
  /** When the newest point arrived at the server, if it knows. */
  heardAt: number | null
  /** When the page was made, by the clock of the server. */
  readAt: number
  facts: RunFacts
  lossPage: string | null
  /** Values that came in the place of others with the same step, when the page was made. */
  replaced: number
  /** The run of another tool that shows the same training. */
  same: OtherRun | null
  /** A link to its comparison with runs like it. */
  siblings: ReactNode
  muted: readonly Mute[]
}

/** A run, live: its headline, its curve with the findings on it, and everything that was logged. */
export function RunPage({
  stored,
  outline,
  heardAt: firstHeardAt,
  readAt,
  facts,
  lossPage,
  replaced,
  same,
  siblings,
  muted,
}: Props) {
  const { view, names, reads, isComplete, connected, isDeleted } = useRunView(stored, outline.names)
  const { run, findings } = view
  const [address, setAddress] = useAddress()
  const picture = readPicture(address, run)
  // While the server is away nothing is known of how long the program has been silent.
  const now = useNow(connected && (isLive(run) || run.status === 'lost')) ?? readAt
  const readings = useMemo(() => withOutline(readingsOf(view), outline), [view, outline])
  const heardAt = useHeardAt(readings.lastPointAt, firstHeardAt)
  const known = {
    ...{ run, findings, ...readings, heardAt },
    nonFiniteOf: (name: string) => nonFiniteOf(name, view, outline),
  }
  const headline = headlineOf(known, now)
  const advice = isLive(run) ? adviceOf(findings, run) : null
  const held = useMemo(() => seriesOf(view, heldNow(names, view.run, outline)), [view, names, outline])
  const series = useZoomedSeries(run.id, held, picture.zoom, isComplete)
  const x = useMemo(() => runAxis(picture.x, run, longest(held)), [picture.x, run, held])
  const averages = useAverages(
    useMemo(() => [{ runId: run.id, series: held, isComplete, reads }], [run.id, held, isComplete, reads]),
    picture.smoothing > 0 || held.some(isLong),
  )
  const chosen = address.get('finding')
  const drawn = useMemo(() => findingDrawn(findings, chosen), [findings, chosen])
  const mutes = useMutes(muted)
  const curves = useRef<HTMLElement>(null)
  const main = readings.latest[mainMetric(Object.keys(readings.latest), run) ?? '']?.value
  useTabTitle(connected ? tabTitle(run, headline, main) : awayTitle(run.name))

  const zoomTo = (zoom: readonly [number, number] | null) => ({ zoom: zoom ? zoom.join('-') : null })

  /** Chooses a finding and brings its steps into the picture. */
  function choose(id: string | null): void {
    const finding = findings.find((one) => one.id === id)
    setAddress({ finding: id, ...(finding ? zoomTo(zoomOn(finding, picture.zoom)) : {}) })
  }
  function chooseAndRead(id: string | null): void {
    choose(id)
    document.getElementById(`finding-${id}`)?.scrollIntoView({ block: 'nearest' })
  }
  function goTo({ id }: Finding): void {
    choose(id)
    curves.current?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    l: () => setAddress({ axis: picture.scaleKind === 'log' ? null : 'log' }),
    s: () => setAddress({ smoothing: picture.smoothing > 0 ? null : '0.6' }),
    '.': () => {
      const at = findings.findIndex(({ id }) => id === chosen)
      chooseAndRead(findings[(at + 1) % findings.length]?.id ?? null)
    },
  })

  if (isDeleted)
    return (
      <main>
        <p className="notice">This run has been deleted.</p>
        <p style={{ marginTop: 16 }}>
          <Link className="button" href="/">
            All runs
          </Link>
        </p>
      </main>
    )
  return (
    <main>
      <RunHeader {...{ run, lossPage, siblings, heardAt, now }} {...readings}>
        <p className={`headline ${headline.tone}`} data-testid="headline">
          {headline.text}
        </p>
        {advice && (
          <p className="run-advice" data-testid="advice">
            {advice.cause !== null && `Likely: ${advice.cause} `}
            {advice.suggestion}
          </p>
        )}
      </RunHeader>
      {same && <SameTraining run={run} same={same} />}
      <div className="run-layout" data-calm={findings.length === 0}>
        <section ref={curves} className="curves" aria-label="Curves">
          {(isLive(run) || names.length > 0) && (
            <div className="row small chart-controls">
              <ChartControls {...picture} change={setAddress} />
              <XSelect
                x={picture.x}
                canCountEpochs={run.stepsPerEpoch !== null}
                onChoose={(next) => setAddress({ x: next })}
              />
            </div>
          )}
          <MainChart
            view={view}
            series={series}
            averages={averages}
            facts={facts}
            picture={picture}
            x={x}
            chosen={chosen}
            drawn={drawn}
            onChoose={chooseAndRead}
            onGo={goTo}
            onZoom={(zoom) => setAddress(zoomTo(zoom))}
          />
        </section>
        <Findings
          {...{ view, mutes, chosen }}
          standing={standingOf(known, now)}
          spanOf={(name) => spanOf(name, view, outline)}
          onChoose={choose}
        />
      </div>
      <MetricPanels
        names={names}
        view={view}
        reads={reads}
        picture={picture}
        x={x}
        drawn={drawn}
        chosen={chosen}
        onZoom={(zoom) => setAddress(zoomTo(zoom))}
      />
      <HistoryPanel run={run} />
      <ConsolePanel run={run} />
      <Parameters run={run} replaced={replaced} />
    </main>
  )
}

/** The one that tells best when each step was. */
function longest(series: readonly SeriesColumns[]): SeriesColumns | undefined {
  return series.toSorted((a, b) => b.steps.length - a.steps.length)[0]
}
