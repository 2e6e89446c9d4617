import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { exportedComparisons, exportedRuns, exportedStandings } from '../../lib/compare/exported.ts'
import type { Verdict } from '../../lib/compare/verdict.ts'
import type { MetricStanding } from '../../lib/compare/winners.ts'
import { isoTime } from '../../lib/format.ts'
import { unpackPoints } from '../../lib/packed-points.ts'
import type { DrawnRun } from '../compare/drawn-run.ts'
import type { ReportData } from './report-data.ts'
import { scriptJson } from './script-json.ts'

type Props = {
  data: ReportData
  shown: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  metric: string | null
  verdict: Verdict
  winners: readonly MetricStanding[]
}

/** What the report says, for programs: every score with all its digits, points as they are drawn. */
export function EmbeddedData({ data, shown, compared, metric, verdict, winners }: Props) {
  const labels = new Map(shown.map(({ id, label }) => [id, label]))
  const labelOf = (id: string) => labels.get(id) ?? id
  const { sentence, evidence, doubts, comparisons } = verdict
  const content = {
    ...{ version: data.version, made: isoTime(data.madeAt), address: data.search, metric },
    verdict: { sentence, evidence, doubts },
    comparisons: metric === null ? [] : exportedComparisons(metric, comparisons),
    standings: exportedStandings(winners),
    scores: exportedRuns(compared, labelOf),
    runs: compared.map(({ run }) => {
      const about = data.about.find(({ id }) => id === run.id)
      const { notes, environment, findings, annotations } = about ?? {}
      return { ...run, notes, environment, findings, annotations }
    }),
    matrix: data.matrix,
    series: unpackPoints(data.drawn).map(({ runId, name, isComplete, steps, values }) => {
      return { run: runId, name, isComplete, steps, values }
    }),
  }
  return (
    <script
      type="application/json"
      id="report-data"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which nothing ends the element
      dangerouslySetInnerHTML={{ __html: scriptJson(content) }}
    />
  )
}
