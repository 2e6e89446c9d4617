/** Whether a policy asks for the end of a run because of a finding, and what the run is then told. Pure. */
import type { Finding } from '../run.ts'
import type { Policies } from '../settings/settings.ts'

const patient: Record<string, { of: keyof Policies; words: string }> = {
  'not-learning': { of: 'stopWhenStuckEpochs', words: 'has not learned' },
  overfitting: { of: 'stopWhenOverfittingEpochs', words: 'has been overfitting' },
}

export function areOff({
  stopOnCritical,
  stopWhenStuckEpochs,
  stopWhenOverfittingEpochs,
}: Policies): boolean {
  return !stopOnCritical && stopWhenStuckEpochs === null && stopWhenOverfittingEpochs === null
}

/**
 * The reason to stop at an open finding, in a sentence; null where no policy asks for it yet. A person who has
 * acknowledged it has let the run go on.
 */
export function stopReasonOf(
  finding: Finding,
  step: number,
  stepsPerEpoch: number | null,
  policies: Policies,
): string | null {
  if (finding.acknowledgedAt !== null) return null
  if (finding.severity === 'critical' && policies.stopOnCritical)
    return `Stopped by the policy on critical findings: ${finding.code} in ${finding.series} at step ${finding.step}.`
  const rule = patient[finding.code]
  const epochs = rule ? policies[rule.of] : null
  // A finding that says no more than information (a part of a sum, one side of a game) stops nothing; and epochs
  // can only be counted where the run says how many steps they have.
  if (!rule || typeof epochs !== 'number' || stepsPerEpoch === null || finding.severity === 'info')
    return null
  const lasted = (step - finding.step) / stepsPerEpoch
  if (lasted < epochs) return null
  return `Stopped by a policy: ${finding.series} ${rule.words} for ${Math.floor(lasted)} epochs, since step ${finding.step}.`
}
