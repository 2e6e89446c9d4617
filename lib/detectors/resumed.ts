/** A run whose steps go back: it was stopped and goes on from an earlier checkpoint. No trouble, but a mark on its curve. */
import type { Finding } from '../run.ts'

/** The steps from `step` to `from` are written a second time. */
export type Resume = { step: number; from: number }

/** The mark for a series that goes back; null where another series of the run has told of the same. */
export function resumeAt(
  runId: string,
  known: Resume | null,
  { step, from }: Resume,
  series: string,
  time: number,
): Finding | null {
  if (known && step >= known.step && step <= known.from && from <= known.from) return null
  return {
    id: `${runId}:resumed:${series}:${step}`,
    ...{ runId, code: 'resumed', severity: 'info', series, step },
    // It is over where the second writing has caught up.
    ...{ raisedStep: step, raisedAt: time, resolvedStep: from, acknowledgedAt: null },
    evidence: { from },
    causes: [],
  }
}
