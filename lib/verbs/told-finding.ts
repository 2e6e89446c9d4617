/** A finding in words, as verbs tell it. */
import { z } from 'zod'
import { describeFinding } from '../detectors/words/message.ts'
import { asItStands } from '../detectors/words/standing.ts'
import { step } from '../http/answer-parts.ts'
import type { Finding } from '../run.ts'
import type { RunRecord } from '../store/store.ts'
import { standingOf } from '../summary/headline.ts'
import { runSummary } from '../summary/run-summary.ts'
import { severity } from './parts.ts'

/** Of causes and of what to try, the likeliest. */
const mostTold = 3

export const findingAnswer = z.strictObject({
  ...{
    id: z.string(),
    run: z.string(),
    run_name: z.string(),
    severity,
    code: z.string(),
    series: z.string(),
  },
  step: step.describe('The first bad step.'),
  ...{ title: z.string(), happened: z.string() },
  causes: z.array(z.string()).describe('Likeliest first.'),
  suggestions: z.array(z.string()).describe('What to try.'),
  state: z.enum(['open', 'known', 'over']).describe('Known is what a person has acknowledged.'),
})

export function stateOf({ resolvedStep, acknowledgedAt }: Finding): 'open' | 'known' | 'over' {
  if (resolvedStep !== null) return 'over'
  return acknowledgedAt === null ? 'open' : 'known'
}

/** With the numbers of now where it is open. */
export function toldFinding(finding: Finding, record: RunRecord, now: number) {
  const { run, series, findings } = record
  const times = series.map(({ last }) => last.time)
  const facts = {
    run,
    findings,
    ...runSummary(record),
    lastPointAt: times.length ? Math.max(...times) : null,
  }
  const { title, happened, causes, suggestions } = describeFinding(
    asItStands(finding, findings, standingOf(facts, now)),
    run,
  )
  const { id, severity, code, step } = finding
  return {
    ...{ id, run: run.id, run_name: run.name, severity, code, series: finding.series, step },
    ...{ title, happened },
    ...{ causes: causes.slice(0, mostTold), suggestions: suggestions.slice(0, mostTold) },
    state: stateOf(finding),
  }
}
