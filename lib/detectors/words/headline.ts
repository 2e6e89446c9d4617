/** The one finding that speaks for a run. */
import { type Finding, type Run, severities } from '../../run.ts'
import { roleOf } from '../series-names.ts'

const order = [
  'non-finite',
  'masked-nan',
  'diverged',
  'climbing',
  'overfitting',
  'not-learning',
  'behind-siblings',
  'negative',
  'broken-gradient',
  'exploding-gradient',
  'dead-gradient',
  'stalled',
  'spike',
  'oscillating',
  'flat',
  'broken-metric',
  'resumed',
]

/** What it takes to choose among findings. */
export type Weighed = Pick<Finding, 'code' | 'severity' | 'resolvedStep' | 'acknowledgedAt' | 'raisedAt'>

function rank(finding: Weighed): number {
  const place = order.indexOf(finding.code)
  // What may be harmless never speaks before what is not, and what is known not before what is new.
  const group = finding.severity === 'info' ? 2 : finding.acknowledgedAt === null ? 0 : 1
  return group * (order.length + 1) + (place < 0 ? order.length : place)
}

/** 0 for the whole loss of a split, and 1 for all that has more words to its name. */
function partOrWhole({ series }: Partial<Pick<Finding, 'series'>>): number {
  return series !== undefined && roleOf(series).base === 'loss' ? 0 : 1
}

/** Open ones before those that are over, the worst first, the newest of equals first. */
export function byWeight(findings: readonly Finding[]): Finding[] {
  const weight = ({ severity, resolvedStep }: Finding) =>
    resolvedStep === null ? severities.indexOf(severity) + 1 : 0
  return findings.toReversed().sort((a, b) => weight(b) - weight(a))
}

/**
 * The most telling open finding, one that nobody has acknowledged before others; of equals that of a whole loss, not of a part, and the
 * earliest; null when nothing is open.
 */
export function headline<F extends Weighed & Partial<Pick<Finding, 'series'>>>(
  findings: readonly F[],
): F | null {
  let first: F | null = null
  for (const finding of findings) {
    if (finding.resolvedStep !== null) continue
    const before = first
      ? rank(finding) - rank(first) ||
        partOrWhole(finding) - partOrWhole(first) ||
        finding.raisedAt - first.raisedAt
      : -1
    if (before < 0) first = finding
  }
  return first
}

/** How much a run's open findings weigh: 3 critical, 2 warning, 1 a note or what is known, 0 none. */
export function weightOf(findings: readonly Weighed[]): number {
  const worst = headline(findings)
  if (!worst) return 0
  if (worst.severity === 'info' || worst.acknowledgedAt !== null) return 1
  return worst.severity === 'critical' ? 3 : 2
}

/** How much a run needs somebody, as its headline has it: null where it is fine, or where what was found is known. */
export type Trouble = 'critical' | 'warning' | null

export function troubleOf({ status }: Pick<Run, 'status'>, findings: readonly Weighed[]): Trouble {
  if (status === 'failed' || status === 'lost') return 'critical'
  const worst = headline(findings)
  return worst === null || worst.severity === 'info' || worst.acknowledgedAt !== null ? null : worst.severity
}
