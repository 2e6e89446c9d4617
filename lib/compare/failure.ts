/** Runs that came to nothing: what they reached before is not what their setup reaches. */
import type { Finding } from '../run.ts'
import type { ComparedRun } from './compared-run.ts'

/** Findings after which the values of a run say nothing. */
const ruinous = new Set(['diverged', 'non-finite'])

export function isRuined(findings: readonly Finding[]): boolean {
  return findings.some(({ code, resolvedStep }) => ruinous.has(code) && resolvedStep === null)
}

/** Whether a run failed, diverged, or has ended its metric in a value that is not finite. `ruined`: ids of runs with such findings. */
export function hasFailed(
  { run, latest }: ComparedRun,
  metric: string,
  ruined: ReadonlySet<string>,
): boolean {
  const last = latest[metric]
  return run.status === 'failed' || ruined.has(run.id) || (last !== undefined && !Number.isFinite(last.value))
}
