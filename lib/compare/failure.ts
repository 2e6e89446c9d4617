/** Runs that came to nothing: what they reached before is not what their setup reaches. */
import type { Finding } from '../run.ts'
import type { ComparedRun } from './compared-run.ts'

/** Findings after which the values of a run say nothing. */
const ruinous = new Set(['diverged', 'non-finite'])

/** Whether such a finding is open. */
export function isRuined(findings: readonly Finding[]): boolean {
  return findings.some(({ code, resolvedStep }) => ruinous.has(code) && resolvedStep === null)
}

/** Whether a run failed, or its findings say that it came to nothing. `ruined`: ids of runs with such findings. */
export function hasComeToNothing({ run }: ComparedRun, ruined: ReadonlySet<string>): boolean {
  return run.status === 'failed' || ruined.has(run.id)
}

/** Whether a run failed, diverged, or has ended its metric in a value that is not finite. */
export function hasFailed(compared: ComparedRun, metric: string, ruined: ReadonlySet<string>): boolean {
  const last = compared.latest[metric]
  return hasComeToNothing(compared, ruined) || (last !== undefined && !Number.isFinite(last.value))
}
