'use client'
import Link from 'next/link'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { chosenMetric, metricChoice } from '../../lib/compare/metric-choice.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import type { PackedRuns } from '../../lib/compare/packed-runs.ts'
import { disagreement } from '../../lib/compare/winners.ts'
import type { PackedPoints } from '../../lib/packed-points.ts'
import { ReportLink } from '../components/export/report-link.tsx'
import { attempt, PanelBoundary, PanelFault } from '../components/panel-boundary.tsx'
import { useKeys } from '../components/use-keys.ts'
import { useSame } from '../components/use-same.ts'
import { Absent } from './absent.tsx'
import { AddRuns, ChooseRuns } from './add/add-runs.tsx'
import { CurvesPanel } from './curves/curves-panel.tsx'
import { colouredBy } from './drawn-run.ts'
import { readPicture } from './picture.ts'
import { ResultPanels } from './result-panels.tsx'
import { RunList } from './runs/run-list.tsx'
import { useDrawnRuns } from './use-drawn-runs.ts'
import { useFollowedRuns } from './use-followed-runs.ts'
import { useGroups } from './use-groups.ts'
import { useSearch } from './use-search.ts'
import { useVerdict } from './verdict/use-verdict.ts'
import { VerdictPanel } from './verdict/verdict-panel.tsx'

type Props = {
  packed: PackedRuns
  /** The points that are drawn at first; of many runs none, which come in an answer of their own. */
  drawn: PackedPoints
  /** What stands there until they have come. */
  first: ReactNode
  missing: readonly string[]
  beyond: number
  search: string
}

/** Runs side by side: what they show and how sure that is, their curves, their scores and what sets them apart. */
export function ComparePage({ packed, drawn, first, missing, beyond, search }: Props) {
  const { runs, want } = useFollowedRuns(packed, drawn)
  const [address, setAddress] = useSearch(search)
  const picture = readPicture(address)
  const [pointedAt, setPointedAt] = useState<string | null>(null)
  const { all, shown } = useDrawnRuns(runs, picture)

  const compared = useSame(shown.map(({ followed }) => followed.compared))
  const choice = useMemo(() => metricChoice(compared), [compared])
  const metric = chosenMetric(choice, picture.metric)

  const { grouping, groupings, groups, sections } = useGroups(all, picture.grouping)
  const coloured = useMemo(() => colouredBy(shown, groups), [shown, groups])
  const labels = useMemo(() => new Map(all.map(({ id, label }) => [id, label])), [all])
  const labelOf = useCallback((id: string) => labels.get(id) ?? id, [labels])
  const judged = useVerdict({ shown, compared, metric, labelOf, address })
  const { verdict, winners, judging } = judged
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
      <div className="spread">
        <h1>Compare</h1>
        <span className="row">
          <ReportLink runs={picture.runs} />
          <AddRuns compared={all.map(({ id }) => id)} />
          <Link href="/" className="small soft no-paper">
            Choose other runs
          </Link>
        </span>
      </div>
      {'fault' in verdict ? (
        <PanelFault what="The verdict" fault={verdict.fault} />
      ) : (
        <VerdictPanel
          verdict={verdict.value}
          disagreement={'fault' in winners ? null : disagreement(winners.value)}
          {...{ metric, judging }}
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
            groups={sections}
            isGrouped={grouping.by !== 'none'}
            hidden={picture.hidden}
            pointedAt={pointedAt}
            onPoint={setPointedAt}
            change={setAddress}
          />
        </PanelBoundary>
        <CurvesPanel
          runs={shown}
          groups={groups}
          change={setAddress}
          {...{ picture, metric, choice, grouping, groupings, pointedAt, first, want }}
        />
      </div>
      {shown.length > 0 && (
        <ResultPanels
          runs={coloured}
          {...{ compared, choice, metric, judged, labelOf, address, pointedAt }}
          onPoint={setPointedAt}
          change={setAddress}
        />
      )}
    </main>
  )
}

/** The page before any run is chosen. */
function Nothing({ children }: { children: ReactNode }) {
  return (
    <main className="cmp">
      <h1>Compare</h1>
      {children}
      <p className="cmp-nothing soft">
        Compare what runs reached, curve over curve, and what sets them apart. Find the runs here, or mark
        them in the <Link href="/">list of runs</Link> by their boxes or with <kbd>x</kbd>, then press{' '}
        <kbd>c</kbd> or <em>Compare</em>.
      </p>
      <ChooseRuns />
    </main>
  )
}
