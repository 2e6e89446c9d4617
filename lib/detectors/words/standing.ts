/** An open finding with the numbers of now: those of its evidence are of the moment at which it was raised. Pure. */
import type { Finding } from '../../run.ts'
import { roleOf } from '../series-names.ts'
import { numberAt } from './numbers.ts'

/** What is known of a run by now. */
export type Standing = {
  latest: Readonly<Record<string, { step: number; value: number }>>
  /** Seconds without a value, while the run is live. */
  silentSeconds?: number | null
  /** Non-finite values of a series in all, where that is known. */
  nonFiniteOf?: (series: string) => number | null
}

export function asItStands(finding: Finding, findings: readonly Finding[], standing: Standing): Finding {
  const { code, series, step, raisedStep, resolvedStep, evidence } = finding
  if (resolvedStep !== null) return finding
  const newest = standing.latest[series]
  if (code === 'non-finite') return withCount(finding, findings, standing)
  if (code === 'stalled') {
    const silentSeconds = Math.max(numberAt(evidence, 'silentSeconds') ?? 0, standing.silentSeconds ?? 0)
    return { ...finding, evidence: { ...evidence, silentSeconds } }
  }
  if (!newest || newest.step <= raisedStep) return finding
  const { value } = newest
  const asRaised = () => ({
    ...finding,
    evidence: { ...evidence, newest: value, newestStep: Math.max(step, newest.step) },
  })
  // Nothing can be counted with it, and it has a finding of its own.
  if (Number.isNaN(value)) return asRaised()
  const moved = (changes: Finding['evidence']) => ({
    ...finding,
    raisedStep: newest.step,
    evidence: { ...evidence, ...changes },
  })
  const [start, best, before] = ['start', 'best', 'now'].map((name) => numberAt(evidence, name))
  switch (code) {
    case 'diverged': {
      const timesChance = numberAt(evidence, 'timesChance')
      return moved({
        now: value,
        ...(start && start > 0 ? { timesStart: value / start } : {}),
        ...(timesChance !== null && before ? { timesChance: (timesChance * value) / before } : {}),
      })
    }
    case 'climbing':
      return typeof start === 'number' && typeof best === 'number' && start > best
        ? moved({ now: value, lostShare: (value - best) / (start - best) })
        : finding
    case 'overfitting': {
      const train = trainingTwin(series, standing)
      // What it was raised by are means; what is told now is one evaluation.
      const { meanThen: _, ...others } = evidence
      const now = { validationNow: value, ...(train === null ? {} : { trainNow: train }) }
      return { ...moved({}), evidence: { ...others, ...now } }
    }
    case 'flat': {
      // How many values that is by now is not known.
      const { rows, ...others } = evidence
      return { ...moved({}), evidence: { ...others, now: value } }
    }
    default:
      return asRaised()
  }
}

/** The count of its own incident: of the others of its series the counts were told when they were over. */
function withCount(
  finding: Finding,
  findings: readonly Finding[],
  { nonFiniteOf, latest }: Standing,
): Finding {
  const newest = latest[finding.series]
  const all = nonFiniteOf?.(finding.series) ?? null
  if (all === null) return finding
  const earlier = findings
    .filter(({ id, code, series }) => id !== finding.id && code === finding.code && series === finding.series)
    .reduce((sum, { evidence }) => sum + (numberAt(evidence, 'count') ?? 0), 0)
  const count = Math.max(numberAt(finding.evidence, 'count') ?? 1, all - earlier)
  const last = newest && !Number.isFinite(newest.value) ? { lastBadStep: newest.step } : {}
  return { ...finding, evidence: { ...finding.evidence, count, counted: 1, ...last } }
}

function trainingTwin(series: string, { latest }: Standing): number | null {
  const wanted = roleOf(series)
  const name = Object.keys(latest).find((one) => {
    const { kind, split, base, component } = roleOf(one)
    // By its words alone `epoch` is like a loss of the training.
    const isAlike = kind === wanted.kind && base === wanted.base && component === wanted.component
    return isAlike && split === 'train'
  })
  return name === undefined ? null : (latest[name]?.value ?? null)
}
