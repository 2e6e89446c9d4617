/** From which step on a run's losses run away. */
import type { Finding } from '../run.ts'

/** Of the first divergence of these series that is still open; null where there is none. */
export function divergedAt(findings: readonly Finding[], series: readonly string[]): number | null {
  const steps = findings
    .filter((one) => one.code === 'diverged' && one.resolvedStep === null && series.includes(one.series))
    .map(({ step }) => step)
  return steps.length === 0 ? null : Math.min(...steps)
}
