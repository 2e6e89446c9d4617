'use client'
import { type ReactNode, useRef } from 'react'
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { isLive } from '../../../lib/run.ts'
import type { Mute } from '../../../lib/settings/settings.ts'
import { standingOf } from '../../../lib/summary/headline.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import { type Outline, spanOf } from '../../../lib/summary/outline.ts'
import type { StoredRun } from '../../../lib/summary/stored-run.ts'
import { awayTitle, tabTitle } from '../../../lib/summary/tab-title.ts'
import { ChartControls } from '../../components/chart/chart-controls.tsx'
import { XSelect } from '../../components/chart/x-select.tsx'
import { headlineOf } from '../../components/headline-of.ts'
import { useAddress } from '../../components/use-address.ts'
import { useKeys } from '../../components/use-keys.ts'
import { useRunView } from '../../components/use-run-view.ts'
import { useTabTitle } from '../../components/use-tab-title.ts'
import { ConsolePanel } from './console/console-panel.tsx'
import { DeletedRun } from './deleted-run.tsx'
import { Findings } from './findings.tsx'
import { HistoryPanel } from './history/history-panel.tsx'
import { MainChart } from './main-chart.tsx'
import { MetricPanels } from './metric-panels.tsx'
import { Parameters } from './parameters.tsx'
import { type Picture, readPicture, zoomInAddress } from './picture.ts'
import { RunHeader } from './run-header.tsx'
import { RunSentences } from './run-sentences.tsx'
import { type OtherRun, SameTraining } from './same-training.tsx'
import { useChosenFinding } from './use-chosen-finding.ts'
import { useKnownRun } from './use-known-run.ts'
import { useMainSeries } from './use-main-series.ts'
import { useMutes } from './use-mutes.ts'

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
export function RunPage(props: Props) {
  const { outline, facts, lossPage, replaced, same, siblings } = props
  const live = useRunView(props.stored, outline.names)
  const { view, names, reads, connected, isDeleted } = live
  const { run, findings } = view
  const [address, setAddress] = useAddress()
  const picture = readPicture(address, run)
  const known = useKnownRun(live, outline, props)
  const { now, heardAt, latest, lastPointAt } = known
  const headline = headlineOf(known, now)
  const main = latest[mainMetric(Object.keys(latest), run) ?? '']?.value
  useTabTitle(connected ? tabTitle(run, headline, main) : awayTitle(run.name))
  const { series, averages, x } = useMainSeries(live, outline, picture)
  const mutes = useMutes(props.muted)
  const curves = useRef<HTMLElement>(null)
  const finding = useChosenFinding(findings, picture, [address, setAddress])
  const { chosen, drawn } = finding
  const zoomTo = (zoom: Picture['zoom']) => setAddress(zoomInAddress(zoom))
  useKeys({
    l: () => setAddress({ axis: picture.scaleKind === 'log' ? null : 'log' }),
    s: () => setAddress({ smoothing: picture.smoothing > 0 ? null : '0.6' }),
    '.': finding.chooseNext,
  })

  if (isDeleted) return <DeletedRun />
  return (
    <main>
      <RunHeader {...{ run, lossPage, siblings, heardAt, now, latest, lastPointAt }}>
        <RunSentences known={known} headline={headline} />
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
            onChoose={finding.chooseAndRead}
            onGo={({ id }) => {
              finding.choose(id)
              curves.current?.scrollIntoView({ block: 'nearest' })
            }}
            onZoom={zoomTo}
          />
        </section>
        <Findings
          {...{ view, mutes, chosen }}
          standing={standingOf(known, now)}
          spanOf={(name) => spanOf(name, view, outline)}
          onChoose={finding.choose}
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
        onZoom={zoomTo}
      />
      <HistoryPanel run={run} />
      <ConsolePanel run={run} />
      <Parameters run={run} replaced={replaced} />
    </main>
  )
}
