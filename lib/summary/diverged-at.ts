/** From which step on a run's losses run away. */
import type { Finding } from '../run.ts'

/** Of the first divergence that is still open; null where there is none. */
export function divergedAt(findings: readonly Finding[]): number | null {
  const steps = findings
    .filter(({ code, resolvedStep }) => code === 'diverged' && resolvedStep === null)
    .map(({ step }) => step)
  return steps.length === 0 ? null : Math.min(...steps)
}
