/** The verdict on stored runs, for programs: the same words and figures as on the page. */
import { Refusal, shown } from '../refusal.ts'
import type { RunRecord } from '../store/store.ts'
import { exportedComparisons, exportedStandings } from './exported.ts'
import { isRuined } from './failure.ts'
import { labelsOf } from './labels.ts'
import { chosenMetric, metricChoice } from './metric-choice.ts'
import { comparedRunOf } from './packed-runs.ts'
import { type Judging, verdictOf } from './verdict.ts'
import { disagreement, winnersOf } from './winners.ts'

export type JudgedRuns = {
  /** Null while there are no values. */
  metric: string | null
  sentence: string
  evidence: string[]
  doubts: string[]
  /** Where metrics disagree. */
  disagreement: string | null
  moreSeeds: number | null
  comparisons: ReturnType<typeof exportedComparisons>
  /** Of every metric that the runs share. */
  standings: ReturnType<typeof exportedStandings>
}

/**
 * `metric`: the series to judge by, that which tells most where it is null. Refuses one that no run has,
 * and a baseline that is none of the runs.
 */
export function judgedRuns(
  records: readonly RunRecord[],
  metric: string | null,
  how: Omit<Judging, 'ruined'>,
): JudgedRuns {
  const runs = records.map(comparedRunOf)
  const labels = labelsOf(runs.map(({ run }) => run))
  const labelOf = (id: string) => labels.get(id) ?? id
  const ruined = new Set(records.flatMap(({ run, findings }) => (isRuined(findings) ? [run.id] : [])))
  const judging = { ...how, ruined }
  const chosen = chosenMetric(metricChoice(runs), metric)
  if (metric !== null && chosen !== metric) throw new Refusal('invalid', `No run has a series "${metric}".`)
  const { baseline } = how
  if (baseline !== null && !runs.some(({ run }) => run.id === baseline))
    throw new Refusal('invalid', `The baseline ${shown(baseline)} is none of the runs that are compared.`)
  const verdict = verdictOf(runs, chosen, labelOf, judging)
  const winners = winnersOf(runs, labelOf, judging)
  return {
    metric: chosen,
    sentence: verdict.sentence,
    evidence: verdict.evidence,
    doubts: verdict.doubts,
    disagreement: disagreement(winners),
    moreSeeds: verdict.moreSeeds,
    comparisons: chosen === null ? [] : exportedComparisons(chosen, verdict.comparisons),
    standings: exportedStandings(winners),
  }
}
