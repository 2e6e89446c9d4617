'use client'
import { useMemo } from 'react'
import { isRuined } from '../../lib/compare/failure.ts'
import { defaultGrouping, groupsOf } from '../../lib/compare/grouping.ts'
import { chosenMetric, metricChoice } from '../../lib/compare/metric-choice.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import { unpackRuns } from '../../lib/compare/packed-runs.ts'
import { type Judging, verdictOf } from '../../lib/compare/verdict.ts'
import { disagreement, winnersOf } from '../../lib/compare/winners.ts'
import { isoTime, plural } from '../../lib/format.ts'
import { Absent } from '../compare/absent.tsx'
import { colouredBy, drawnRunsOf } from '../compare/drawn-run.ts'
import { readPicture } from '../compare/picture.ts'
import { ComparisonTable } from '../compare/verdict/comparison-table.tsx'
import { readJudging } from '../compare/verdict/judging.ts'
import { VerdictWords } from '../compare/verdict/verdict-panel.tsx'
import { WinnerTable } from '../compare/verdict/winner-table.tsx'
import { Paper } from '../components/export/paper.ts'
import { attempt, PanelFault } from '../components/panel-boundary.tsx'
import { ComparedCurves } from './compared-curves.tsx'
import { DifferencePart } from './difference-part.tsx'
import { EmbeddedData } from './embedded-data.tsx'
import { MatrixPart } from './matrix-part.tsx'
import type { ReportData } from './report-data.ts'
import { ReportedRuns } from './reported-runs.tsx'
import { RunCurves } from './run-curves.tsx'
import { RunHeadline } from './run-headline.tsx'
import { RunRows } from './run-rows.tsx'

/** A run or a comparison on paper: what its page says, by the same parts of the pages, without anything to press. */
export function Report(data: ReportData) {
  const made = useMemo(() => attempt(() => madeOf(data)), [data])
  if ('fault' in made)
    return (
      <main className="report">
        <PanelFault what="The report" fault={made.fault} />
      </main>
    )
  const { shown, compared, metric, verdict, winners, judging, notice, labelOf, groups, coloured } = made.value
  const [only] = shown
  const isAlone = shown.length === 1
  const title = isAlone && only ? only.label : `${plural(shown.length, 'run')} compared`
  const tested = verdict.comparisons.filter(({ difference }) => difference !== null)
  return (
    <Paper value={true}>
      <main className="report cmp">
        <header>
          <h1>{title}</h1>
          <p className="small soft">
            Made by Lossglass {data.version} on {isoTime(data.madeAt).slice(0, 16).replace('T', ' ')} UTC
            {!isAlone && metric !== null && `, compared by ${metric}`}.
          </p>
        </header>
        <Absent missing={data.missing} deleted={[]} beyond={data.beyond} />
        {isAlone && only && <RunHeadline compared={compared[0]} data={data} />}
        {!isAlone && (
          <div className="cmp-verdict" data-testid="verdict">
            <VerdictWords verdict={verdict} disagreement={disagreement(winners)} />
          </div>
        )}
        {notice && <p className="notice">{notice.text}</p>}
        {metric !== null && tested.length > 0 && (
          <section className="cmp-section">
            <h2>Differences and tests</h2>
            <ComparisonTable metric={metric} comparisons={verdict.comparisons} />
          </section>
        )}
        <WinnerTable winners={winners} runs={compared} labelOf={labelOf} judging={judging} />
        {isAlone && only ? (
          <RunCurves run={only} compared={compared[0]} data={data} />
        ) : (
          <ComparedCurves {...{ shown, compared, groups, data }} />
        )}
        {data.matrix && <MatrixPart matrix={data.matrix} />}
        {data.differences && <DifferencePart found={data.differences} />}
        {!isAlone && <RunRows runs={coloured} compared={compared} />}
        <ReportedRuns runs={shown} compared={compared} data={data} />
        <EmbeddedData {...{ data, shown, compared, metric, verdict, winners }} />
      </main>
    </Paper>
  )
}

/** By the functions of the page of a comparison. */
function madeOf({ packed, drawn, search }: ReportData) {
  const address = new URLSearchParams(search)
  const picture = readPicture(address)
  const all = drawnRunsOf(unpackRuns(packed), drawn)
  const shown = all.filter(({ id }) => !picture.hidden.has(id))
  const compared = shown.map(({ followed }) => followed.compared)
  const metric = chosenMetric(metricChoice(compared), picture.metric)
  const labels = new Map(all.map(({ id, label }) => [id, label]))
  const labelOf = (id: string) => labels.get(id) ?? id
  const ruined = shown.flatMap(({ id, view }) => (isRuined(view.findings) ? [id] : []))
  const judging: Judging = { ...readJudging(address), ruined: new Set(ruined) }
  const plain = all.map(({ view }) => view.run)
  const grouping = picture.grouping ?? defaultGrouping(plain)
  const groups = grouping.by === 'none' ? [] : groupsOf(plain, grouping)
  return {
    ...{ shown, compared, metric, labelOf, judging },
    verdict: verdictOf(compared, metric, labelOf, judging),
    winners: winnersOf(compared, labelOf, judging),
    notice: noticeOf(compared, metric),
    groups,
    coloured: colouredBy(shown, groups),
  }
}
