/** When a run is stopped without anybody's asking: only where its owner has said so. */
import type { Finding, RunEvent } from './run.ts'
import type { Policies } from './settings.ts'

export type PolicyKeeper = {
  /** To be called with committed events, in order. */
  committed(events: readonly RunEvent[]): void
}

export type PolicyParts = {
  policies(): Policies
  /** Of a run, where they are known. */
  stepsPerEpoch(runId: string): Promise<number | null>
  /** Asks the program that trains the run to stop. */
  stop(runId: string, reason: string): void
}

/** The open findings of a run that a policy may act on, by id; and whether it was stopped already. */
type Watched = { open: Map<string, Finding>; step: number; asked: boolean }

const patient: Record<string, { of: keyof Policies; words: string }> = {
  'not-learning': { of: 'stopWhenStuckEpochs', words: 'has not learned' },
  overfitting: { of: 'stopWhenOverfittingEpochs', words: 'has been overfitting' },
}

/** The reason to stop at a finding, in a sentence; null where no policy asks for it yet. */
export function stopReasonOf(
  finding: Finding,
  step: number,
  stepsPerEpoch: number | null,
  policies: Policies,
): string | null {
  if (finding.severity === 'critical')
    return policies.stopOnCritical
      ? `Stopped by the policy on critical findings: ${finding.code} in ${finding.series} at step ${finding.step}.`
      : null
  const rule = patient[finding.code]
  const epochs = rule ? policies[rule.of] : null
  // Epochs can only be counted where the run says how many steps they have.
  if (!rule || typeof epochs !== 'number' || stepsPerEpoch === null) return null
  const lasted = (step - finding.step) / stepsPerEpoch
  if (lasted < epochs) return null
  return `Stopped by a policy: ${finding.series} ${rule.words} for ${Math.floor(lasted)} epochs, since step ${finding.step}.`
}

export function createPolicyKeeper({ policies, stepsPerEpoch, stop }: PolicyParts): PolicyKeeper {
  const runs = new Map<string, Watched>()

  function watchedOf(runId: string): Watched {
    const known = runs.get(runId)
    if (known) return known
    const fresh = { open: new Map(), step: 0, asked: false }
    runs.set(runId, fresh)
    return fresh
  }

  async function judge(runId: string, watched: Watched): Promise<void> {
    const epoch = await stepsPerEpoch(runId)
    for (const finding of watched.open.values()) {
      const reason = stopReasonOf(finding, watched.step, epoch, policies())
      if (!reason || watched.asked) continue
      watched.asked = true
      stop(runId, reason)
    }
  }

  return {
    committed(events) {
      const touched = new Set<string>()
      for (const event of events) {
        if (event.type === 'run-ended' || event.type === 'run-deleted') runs.delete(event.runId)
        else if (event.type === 'finding') {
          const { open } = watchedOf(event.runId)
          if (event.finding.resolvedStep === null) open.set(event.finding.id, event.finding)
          else open.delete(event.finding.id)
          touched.add(event.runId)
        } else if (event.type === 'points') {
          const watched = runs.get(event.runId)
          if (!watched || watched.open.size === 0) continue
          for (const { steps } of event.series) watched.step = Math.max(watched.step, steps.at(-1) ?? 0)
          touched.add(event.runId)
        }
      }
      for (const runId of touched) {
        const watched = runs.get(runId)
        if (watched && !watched.asked && watched.open.size > 0)
          judge(runId, watched).catch((error) => console.error(error))
      }
    },
  }
}
