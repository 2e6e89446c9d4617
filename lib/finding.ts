/** A finding: one trouble in one run. */

export const severities = ['info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One trouble in one run. Codes and numbers only: the words are made in `detectors/words/message.ts`. */
export type Finding = {
  /** `runId:code:series:step`: found again, it is the same finding. */
  id: string
  runId: string
  code: string
  severity: Severity
  series: string
  /** The first bad step. */
  step: number
  /** The step at which it was raised, and that point's time. */
  raisedStep: number
  raisedAt: number
  evidence: Record<string, number | number[]>
  /** Likeliest first. */
  causes: string[]
  /** The step at which the trouble was over, or null while it lasts. */
  resolvedStep: number | null
  /** When a person said that they had seen it; stays, whatever the finding becomes. */
  acknowledgedAt: number | null
}
