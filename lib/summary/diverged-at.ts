/** From which step on a run's losses run away. */
import type { Finding, Run } from '../run.ts'
import { directionOf } from './metric.ts'

/**
 * The series whose divergence these run away with: where one is better lower, all that are found. Of an ended run no
 * more is known than the finding that speaks for it.
 */
export function awayWith(
  names: readonly string[],
  { directions }: Pick<Run, 'directions'>,
  findings: readonly Finding[],
): readonly string[] {
  const isLower = names.some((name) => directionOf(name, directions) === 'lower')
  return isLower ? [...names, ...findings.map(({ series }) => series)] : names
}

/** Of the first divergence of these series that is still open; null where there is none. */
export function divergedAt(findings: readonly Finding[], series: readonly string[]): number | null {
  const steps = findings
    .filter((one) => one.code === 'diverged' && one.resolvedStep === null && series.includes(one.series))
    .map(({ step }) => step)
  return steps.length === 0 ? null : Math.min(...steps)
}
