/** Who wins where: every metric that the runs share, each with its own verdict. */

import { roleOf } from '../detectors/series-names.ts'
import type { LossId } from '../losses/index.ts'
import { directionOf } from '../summary/metric.ts'
import { obstaclesOf } from './comparability.ts'
import { type ComparedRun, directionsOf, distinct, listed } from './compared-run.ts'
import { named } from './difference-text.ts'
import { type Comparison, comparisonsOf } from './judgement.ts'
import { metricChoice } from './metric-choice.ts'
import { setupsOf } from './setup.ts'
import { type Standing, signOf, standingsOf } from './standing.ts'
import type { Judging } from './verdict.ts'

export type MetricStanding = {
  metric: string
  direction: 'higher' | 'lower'
  /** Best setup first. */
  standings: Standing[]
  comparisons: Comparison[]
}

/** More metrics than a page shows are hundreds of classes or layers, which nobody chooses a loss by. */
const mostMetrics = 24

/** `val/recall/Gentoo`, as the runner logs it. */
const ofOneClass = /(^|\/)recall\/[^/]+$/i

/** Of each metric that all runs have and can be ranked by, how the setups stand. */
export function winnersOf(
  runs: readonly ComparedRun[],
  labelOf: (id: string) => string,
  judging: Judging,
): MetricStanding[] {
  const plain = runs.map(({ run }) => run)
  const obstacleTo = obstaclesOf(plain)
  const directions = directionsOf(plain)
  const ranked = metricChoice(runs).common.filter((name) => obstacleTo(name) === null)
  // Of a metric and its parts, as the recalls of classes, the whole is what a loss is chosen by.
  const whole = ranked.filter((name) => !roleOf(name).component && !ofOneClass.test(name))
  const names = whole.length > 0 ? whole : ranked
  const setups = setupsOf(runs, labelOf)
  return names.slice(0, mostMetrics).map((metric) => {
    const sign = signOf(runs, metric)
    const standings = standingsOf(setups, { ...judging, metric }, sign)
    return {
      metric,
      direction: directionOf(metric, directions) as 'higher' | 'lower',
      standings,
      comparisons: comparisonsOf(standings, sign, { ...judging, baseline: null }),
    }
  })
}

/** Metrics that a loss makes as good as they can be: who trains with it has chosen them. */
const minimised: Partial<Record<LossId, RegExp>> = {
  mse: /(^|[^a-z])(r?mse|r2)$/i,
  mae: /(^|[^a-z])(mae|medae)$/i,
  'cross-entropy': /(^|[^a-z])(nll|log_?loss|cross_entropy|perplexity)$/i,
  bce: /(^|[^a-z])(nll|log_?loss|bce)$/i,
  'bce-with-logits': /(^|[^a-z])(nll|log_?loss|bce)$/i,
  dice: /(^|[^a-z])(dice|f1)$/i,
  iou: /(^|[^a-z])(iou|jaccard)$/i,
}

/** `mse leads by val/rmse and val/r2, mae by val/mae: …`, where the metrics disagree; null where one leads by all. */
export function disagreement(winners: readonly MetricStanding[]): string | null {
  const leads = winners.flatMap(({ metric, standings: [first] }) => (first ? [{ metric, first }] : []))
  const keys = distinct(leads.map(({ first }) => first.key))
  if (keys.length < 2) return null
  const of = keys.map((key) => leads.filter(({ first }) => first.key === key))
  const words = of.map((group, at) => {
    const metrics = listed(group.map(({ metric }) => metric))
    return `${group[0] ? named(group[0].first) : ''} ${at === 0 ? 'leads by' : 'by'} ${metrics}`
  })
  const isOwn = of.every((group) => group.some(({ metric, first }) => isMinimised(metric, first)))
  const why = isOwn ? 'each by what it minimises; ' : ''
  return `${listed(words)}: ${why}decide which error costs you.`
}

function isMinimised(metric: string, { runs }: Standing): boolean {
  const loss = runs[0]?.run.loss
  return loss ? (minimised[loss.id as LossId]?.test(metric) ?? false) : false
}
