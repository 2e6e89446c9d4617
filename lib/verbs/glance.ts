/** A run at a glance: what its headline says, whether it needs somebody, and the metric that speaks for it. */
import { lossText } from '../compare/trained-loss.ts'
import { troubleOf } from '../detectors/words/headline.ts'
import { cut } from '../refusal.ts'
import type { RunRecord } from '../store/store.ts'
import { mainMetric } from '../summary/main-metric.ts'
import { runHeadline } from '../summary/run-headline.ts'
import { runSummary } from '../summary/run-summary.ts'

const longestHeadline = 400

export function glanceAt(record: RunRecord, now: number) {
  const { run, series, findings } = record
  const { latest, best } = runSummary(record)
  const times = series.map(({ last }) => last.time)
  const lastPointAt = times.length ? Math.max(...times) : null
  const { text } = runHeadline({ run, findings, latest, best, lastPointAt }, now)
  const attention = troubleOf(run, findings)
  const name = mainMetric(Object.keys(latest), run)
  const last = name === null ? undefined : latest[name]
  const metric =
    name !== null && last
      ? { name, last: last.value, step: last.step, best: best[name]?.value ?? null }
      : null
  const { id, project, status } = run
  const loss = run.loss ? lossText(run.loss) : null
  // It may tell the reason of a failure, of any length.
  const headline = cut(text, longestHeadline)
  return { id, name: run.name, project, status, attention, headline, loss, metric }
}
